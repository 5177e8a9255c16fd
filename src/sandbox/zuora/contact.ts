/** A contact as Zuora keeps it: which values are taken, and how it reads back on `/v1/contacts`. */
import { codePoints } from '../kit/request.js';
import type { Account } from './accounts.js';
import type { Reason } from './reply.js';

/** Zuora API reference, "Create a contact". */
export const MAX_LENGTHS = {
  address1: 255,
  address2: 255,
  city: 40,
  contactDescription: 100,
  country: 64,
  county: 32,
  fax: 40,
  firstName: 100,
  homePhone: 40,
  lastName: 100,
  mobilePhone: 100,
  nickname: 100,
  otherPhone: 40,
  otherPhoneType: 6,
  personalEmail: 80,
  state: 40,
  taxRegion: 32,
  workEmail: 74,
  workPhone: 40,
  zipCode: 20,
} as const;

export type ContactField = keyof typeof MAX_LENGTHS;
export const CONTACT_FIELDS = Object.keys(MAX_LENGTHS) as ContactField[];

export const REQUIRED: ReadonlySet<string> = new Set<ContactField>(['firstName', 'lastName']);
const ACCOUNT_KEYS: ReadonlySet<string> = new Set(['accountId', 'accountNumber']);
export const PHONE_TYPES = ['Work', 'Mobile', 'Home', 'Other'];
export const CUSTOM_FIELD = /^[A-Za-z0-9_]+__c$/;
/** Where the objects of SOAP and ZOQL keep the older name of a field ("Field descriptions of Contact"). */
const OLDER_NAMES: Partial<Record<ContactField, string>> = {
  nickname: 'NickName',
  zipCode: 'PostalCode',
  contactDescription: 'Description',
};
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

export interface Contact {
  readonly id: string;
  readonly account: Account;
  /** Null where nothing was given. */
  readonly values: Record<ContactField, string | null>;
  /** Custom fields, with their suffix. */
  readonly custom: Record<string, unknown>;
}

const NO_VALUES = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, null])) as Contact['values'];

/** A contact without any value. */
export function blankContact(id: string, account: Account): Contact {
  return { id, account, values: { ...NO_VALUES }, custom: {} };
}

/** The name of a field in ZOQL and in the action calls. */
export function objectName(field: ContactField): string {
  return OLDER_NAMES[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}

/** Everything that is wrong with the body of a write, in the order of its fields. */
export function findFaults(body: Record<string, unknown>, isCreate: boolean): Reason[] {
  const reasons: Reason[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (isCreate && ACCOUNT_KEYS.has(name)) continue;
    const reason = isContactField(name) ? checkValue(name, value) : checkOther(name, value);
    if (reason) reasons.push(reason);
  }
  for (const name of REQUIRED) {
    // Not documented for an update: it may leave a name out, and cannot take it away.
    if (isUnset(body[name]) && (isCreate || Object.hasOwn(body, name))) {
      reasons.push({ category: '22', message: `Missing required value: '${name}'.` });
    }
  }
  return reasons;
}

/** Puts the values of a body that has no faults into a contact; what the body does not name stays. */
export function assign(contact: Contact, body: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(body)) {
    if (CUSTOM_FIELD.test(name)) {
      contact.custom[name] = value;
    } else if (isContactField(name)) {
      // Not documented how a field is cleared. Null and an empty text both do here.
      contact.values[name] = isUnset(value) ? null : String(value);
    }
  }
}

/** The flat record of `/v1/contacts`, in which what was never given is an explicit null. */
export function toRecord(contact: Contact): Record<string, unknown> {
  return {
    accountId: contact.account.id,
    accountNumber: contact.account.number,
    id: contact.id,
    ...contact.values,
    ...contact.custom,
    success: true,
  };
}

/** The contact inside an account, where most blanks are empty texts ("Retrieve an account", example). */
export function toAccountContact(contact: Contact): Record<string, unknown> {
  const nullWhenBlank: ReadonlySet<string> = new Set(['country', 'county', 'taxRegion', 'otherPhoneType']);
  const fields = CONTACT_FIELDS.filter((name) => name !== 'contactDescription');
  return {
    id: contact.id,
    ...Object.fromEntries(
      fields.map((name) => [name, contact.values[name] ?? (nullWhenBlank.has(name) ? null : '')]),
    ),
    ...contact.custom,
  };
}

function isContactField(name: string): name is ContactField {
  return Object.hasOwn(MAX_LENGTHS, name);
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function checkValue(name: ContactField, value: unknown): Reason | undefined {
  if (isUnset(value)) {
    // Those that are required are reported with the other missing fields.
    return undefined;
  }
  // A published example of an update gives a phone number as a JSON number.
  if (typeof value !== 'string' && typeof value !== 'number') return invalid(`'${name}' must be a string.`);
  const text = String(value);
  if (name === 'otherPhoneType') {
    return PHONE_TYPES.includes(text)
      ? undefined
      : invalid(`'otherPhoneType' value should be one of: ${PHONE_TYPES.join(', ')}`);
  }
  if (codePoints(text) > MAX_LENGTHS[name]) {
    return invalid(`'${name}' length must not exceed ${MAX_LENGTHS[name]} characters.`);
  }
  // Only this one of the two addresses is declared to be an email address.
  if (name === 'personalEmail' && !EMAIL.test(text))
    return invalid("'personalEmail' is not a valid e-mail address.");
  return undefined;
}

function checkOther(name: string, value: unknown): Reason | undefined {
  if (!CUSTOM_FIELD.test(name)) return { category: '21', message: `'${name}' is not a recognized field.` };
  // Not documented which types a custom field takes; those it can be of in Zuora are all scalar.
  return typeof value === 'object' && value !== null
    ? invalid(`'${name}' must be a single value.`)
    : undefined;
}

function invalid(message: string): Reason {
  return { category: '20', message };
}
