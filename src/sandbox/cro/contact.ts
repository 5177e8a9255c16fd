/** A CRO contact: accepted values, and how it reads back. */
import { codePoints } from '../kit/request.js';

/** Minimum and maximum lengths in characters (CRO API, "Create customer contact"). */
const TEXT_LIMITS = { name: [1, 128], email: [0, 256], number: [1, 90], fax: [7, 15] } as const;
const FLAGS = [
  'notify_on_new_request',
  'notify_on_acknowledged_request',
  'notify_on_dispatched_request',
  'notify_on_completed_request',
  'notify_on_failed_request',
] as const;

type TextField = keyof typeof TEXT_LIMITS;
type Flag = (typeof FLAGS)[number];

/** Null: never given. */
export type Contact = { readonly id: number } & { [F in TextField]: string | null } & {
  [F in Flag]: boolean;
};

/** A rejected value: the body's field and the reason. */
export interface FieldFault {
  readonly field: string;
  readonly detail: string;
}

const EMAIL = /^[^\s@,]+@[^\s@,.]+(?:\.[^\s@,.]+)+$/;
/** "0, 1, True, False, any case", which applies to texts as well as JSON's own. */
const TRUE_OR_FALSE: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

/** A contact without values. */
export function blankContact(id: number): Contact {
  return {
    id,
    name: null,
    email: null,
    number: null,
    fax: null,
    notify_on_new_request: false,
    notify_on_acknowledged_request: false,
    notify_on_dispatched_request: false,
    notify_on_completed_request: false,
    notify_on_failed_request: false,
  };
}

/** The first fault of a body: an answer has room for one. */
export function findFault(body: Record<string, unknown>): FieldFault | undefined {
  for (const [field, value] of Object.entries(body)) {
    const detail = isTextField(field)
      ? checkText(field, value)
      : isFlag(field)
        ? checkFlag(value)
        : 'Unknown field.';
    if (detail !== undefined) return { field, detail };
  }
  return undefined;
}

/** Writes the values of a valid body into a contact; unnamed fields stay. */
export function assign(contact: Contact, body: Record<string, unknown>): Contact {
  for (const [field, value] of Object.entries(body)) {
    if (isTextField(field)) contact[field] = typeof value === 'string' ? value : null;
    else if (isFlag(field)) contact[field] = TRUE_OR_FALSE.get(String(value).toLowerCase()) ?? false;
  }
  return contact;
}

function isTextField(field: string): field is TextField {
  return Object.hasOwn(TEXT_LIMITS, field);
}

function isFlag(field: string): field is Flag {
  return (FLAGS as readonly string[]).includes(field);
}

function checkText(field: TextField, value: unknown): string | undefined {
  // Null has counted as absent since version 1.0.5 for a new customer's contact. Not documented here.
  if (value === null) return undefined;
  if (typeof value !== 'string') return 'Not a valid string.';
  const [least, most] = TEXT_LIMITS[field];
  const length = codePoints(value);
  if (length < least || length > most) return `Length must be between ${least} and ${most}.`;
  // "One or more addresses, separated by commas", yet the length may be 0: an empty text is not an address.
  if (field === 'email' && value !== '' && !value.split(',').every((part) => EMAIL.test(part.trim()))) {
    return 'Not a valid email address.';
  }
  return undefined;
}

function checkFlag(value: unknown): string | undefined {
  const isScalar = value === null || ['boolean', 'number', 'string'].includes(typeof value);
  if (isScalar && (value === null || TRUE_OR_FALSE.has(String(value).toLowerCase()))) return undefined;
  return 'Not a valid boolean.';
}
