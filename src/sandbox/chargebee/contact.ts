/** A Chargebee contact: accepted values, changes, and how it reads back. */
import { randomHex } from '../kit/random-hex.js';
import { codePoints, mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { blank, wrongValue } from './reply.js';

const TEXT_LIMITS = { id: 150, first_name: 150, last_name: 150, email: 70, phone: 50, label: 50 } as const;
const FLAGS = ['enabled', 'send_account_email', 'send_billing_email'] as const;
const TEXT_FIELDS = Object.keys(TEXT_LIMITS) as TextField[];
/** Names as on the wire. */
const WIRE = Object.fromEntries([...TEXT_FIELDS, ...FLAGS].map((field) => [field, `contact[${field}]`])) as {
  readonly [F in TextField | Flag]: `contact[${F}]`;
};
const FLAG_TEXTS = ['', 'true', 'false'];
const TAKEN: ReadonlySet<string> = new Set(Object.values(WIRE));
const TAKEN_BY_DELETE: ReadonlySet<string> = new Set([WIRE.id]);

type TextField = keyof typeof TEXT_LIMITS;
type Flag = (typeof FLAGS)[number];
/** A field never given is omitted from answers, never null. */
export type Contact = { id: string } & { [F in TextField]?: string } & { [F in Flag]: boolean };
/** Operations that change a customer's contacts. */
export type WriteAction = 'add_contact' | 'update_contact' | 'delete_contact';
/** By wire name, `contact[email]`. */
export type Params = ReadonlyMap<string, string>;

/**
 * The parameters of a form-encoded body. A body of another type is not read, so all are missing:
 * github.com/chargebee/chargebee-python issue 54 shows it for JSON.
 */
export function formParams(request: SandboxRequest): Params {
  const isForm = mediaType(request.headers) === 'application/x-www-form-urlencoded';
  return new Map(isForm ? new URLSearchParams(request.body) : []);
}

/** The error for invalid parameters of a call; names only the first. */
export function checkParams(params: Params, action: WriteAction): SandboxReply | undefined {
  const required = action === 'add_contact' ? 'contact[email]' : 'contact[id]';
  if (!params.get(required)) return blank(required);
  // An update may omit the address, but no contact is without one.
  if (params.get('contact[email]') === '') return blank('contact[email]');

  const taken = action === 'delete_contact' ? TAKEN_BY_DELETE : TAKEN;
  for (const param of params.keys()) {
    // Not documented: parameters with other names are rejected here, so that mistakes surface.
    if (!taken.has(param)) return wrongValue(param, 'unknown parameter');
  }
  for (const field of TEXT_FIELDS) {
    const text = params.get(WIRE[field]) ?? '';
    if (codePoints(text) > TEXT_LIMITS[field]) {
      return wrongValue(WIRE[field], `cannot have more than ${TEXT_LIMITS[field]} characters`);
    }
  }
  const email = params.get('contact[email]');
  if (email !== undefined && !isEmail(email)) return wrongValue('contact[email]', 'invalid email format');
  const flag = FLAGS.find((name) => !FLAG_TEXTS.includes(params.get(WIRE[name]) ?? ''));
  return flag && wrongValue(WIRE[flag], 'has to be true or false');
}

/** Not documented beyond "format: email". */
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>()"]+@[^\s@,;<>()".]+(\.[^\s@,;<>()".]+)+$/.test(text);
}

/** A contact without values: all flags default to off. */
export function blankContact(id: string): Contact {
  return { id, enabled: false, send_account_email: false, send_billing_email: false };
}

/** A preset contact. */
export function knownContact(id: string): Contact {
  return { ...blankContact(id), first_name: 'Known', email: `${id}@example.com`, enabled: true };
}

/** `contact_` and 16 characters, as in the live service's answers. */
export function generatedId(): string {
  return `contact_${randomHex(16)}`;
}

/** Not documented: an omitted field stays unchanged in an update, and an empty text clears it. */
export function assign(contact: Contact, params: Params): Contact {
  for (const field of TEXT_FIELDS) {
    const text = params.get(WIRE[field]);
    if (text === undefined || field === 'id') continue;
    if (text === '') delete contact[field];
    else contact[field] = text;
  }
  for (const flag of FLAGS) {
    const text = params.get(WIRE[flag]);
    if (text) contact[flag] = text === 'true';
  }
  return contact;
}

/** A contact as it appears in an answer. */
export function contactRecord(contact: Contact): Contact & { object: 'contact' } {
  return { ...contact, object: 'contact' };
}
