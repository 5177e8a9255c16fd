/** A contact as Chargebee keeps it: what its calls take, what they change and how it reads back. */
import { randomBytes } from 'node:crypto';

import { codePoints, mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { blank, wrongValue } from './reply.js';

const TEXT_LIMITS = { id: 150, first_name: 150, last_name: 150, email: 70, phone: 50, label: 50 } as const;
const FLAGS = ['enabled', 'send_account_email', 'send_billing_email'] as const;
const TEXT_FIELDS = Object.keys(TEXT_LIMITS) as TextField[];

type TextField = keyof typeof TEXT_LIMITS;
type Flag = (typeof FLAGS)[number];
/** A field that was never given is left out of an answer, never null. */
export type Contact = { id: string } & { [F in TextField]?: string } & { [F in Flag]: boolean };
/** The operations that change a customer's contacts. */
export type WriteAction = 'add_contact' | 'update_contact' | 'delete_contact';
/** Names as on the wire, `contact[email]`. */
export type Params = ReadonlyMap<string, string>;

/**
 * The parameters of a form-encoded body. A body of another type is not read, which makes all of them missing:
 * github.com/chargebee/chargebee-python issue 54 shows it for JSON.
 */
export function formParams(request: SandboxRequest): Params {
  const isForm = mediaType(request.headers) === 'application/x-www-form-urlencoded';
  return new Map(isForm ? new URLSearchParams(request.body) : []);
}

/** The error of parameters that do not meet the specification of a call; it names only the first. */
export function checkParams(params: Params, action: WriteAction): SandboxReply | undefined {
  const required = action === 'add_contact' ? 'contact[email]' : 'contact[id]';
  if (!params.get(required)) return blank(required);
  // An update may leave the address out, but there is no contact without one.
  if (params.get('contact[email]') === '') return blank('contact[email]');

  const allowed: readonly string[] = action === 'delete_contact' ? ['id'] : [...TEXT_FIELDS, ...FLAGS];
  for (const param of params.keys()) {
    // Not documented: a parameter of another name is rejected here, so that a mistake is seen.
    if (!allowed.some((field) => param === `contact[${field}]`)) {
      return wrongValue(param, 'unknown parameter');
    }
  }
  for (const field of TEXT_FIELDS) {
    const text = params.get(`contact[${field}]`) ?? '';
    if (codePoints(text) > TEXT_LIMITS[field]) {
      return wrongValue(`contact[${field}]`, `cannot have more than ${TEXT_LIMITS[field]} characters`);
    }
  }
  const email = params.get('contact[email]');
  if (email !== undefined && !isEmail(email)) return wrongValue('contact[email]', 'invalid email format');
  const flag = FLAGS.find((name) => !['', 'true', 'false'].includes(params.get(`contact[${name}]`) ?? ''));
  return flag && wrongValue(`contact[${flag}]`, 'has to be true or false');
}

/** Not documented beyond "format: email". */
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>()"]+@[^\s@,;<>()".]+(\.[^\s@,;<>()".]+)+$/.test(text);
}

/** A contact of which nothing is given: all flags are off by default. */
export function blankContact(id: string): Contact {
  return { id, enabled: false, send_account_email: false, send_billing_email: false };
}

/** A contact that is there from the start. */
export function knownContact(id: string): Contact {
  return { ...blankContact(id), first_name: 'Known', email: `${id}@example.com`, enabled: true };
}

/** `contact_` and 16 characters, as in answers of the live service. */
export function generatedId(): string {
  return `contact_${randomBytes(8).toString('hex')}`;
}

/** Not documented: what an update leaves out stays as it is, and an empty text clears a field. */
export function assign(contact: Contact, params: Params): Contact {
  for (const field of TEXT_FIELDS) {
    const text = params.get(`contact[${field}]`);
    if (text === undefined || field === 'id') continue;
    if (text === '') delete contact[field];
    else contact[field] = text;
  }
  for (const flag of FLAGS) {
    const text = params.get(`contact[${flag}]`);
    if (text) contact[flag] = text === 'true';
  }
  return contact;
}

/** A contact in an answer. */
export function contactRecord(contact: Contact): Contact & { object: 'contact' } {
  return { ...contact, object: 'contact' };
}
