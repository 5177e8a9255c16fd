/** A Zuora contact: accepted values, and how it reads back on `/v1/contacts`. */
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
/** Older field names in SOAP and ZOQL objects ("Field descriptions of Contact"). */
const OLDER_NAMES: Partial<Record<ContactField, string>> = {
  nickname: 'NickName',
  zipCode: 'PostalCode',
  contactDescription: 'Description',
};
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

export interface Contact {
  readonly id: string;
  readonly account: Account;
  /** Null if not given. */
  readonly values: Record<ContactField, string | null>;
  /** Custom fields, with their suffix. */
  readonly custom: Record<string, unknown>;
}

const NO_VALUES = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, null])) as Contact['values'];

/** A contact without values. */
export function blankContact(id: string, account: Account): Contact {
  return { id, account, values: { ...NO_VALUES }, custom: {} };
}

/** A field's name in ZOQL and the action calls. */
export function objectName(field: ContactField): string {
  return OLDER_NAMES[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}

/** All faults in a write's body, in field order. */
export function findFaults(body: Record<string, unknown>, isCreate: boolean): Reason[] {
  const reasons: Reason[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (isCreate && ACCOUNT_KEYS.has(name)) continue;
    const reason = isContactField(name) ? checkValue(name, value) : checkOther(name, value);
    if (reason) reasons.push(reason);
  }
  for (const name of REQUIRED) {
    // Not documented for an update: it may omit a name, but not clear it.
    if (isUnset(body[name]) && (isCreate || Object.hasOwn(body, name))) {
      reasons.push({ category: '22', message: `Missing required value: '${name}'.` });
    }
  }
  return reasons;
}

/** Writes the values of a valid body into a contact; unnamed fields stay. */
export function assign(contact: Contact, body: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(body)) {
    if (CUSTOM_FIELD.test(name)) {
      contact.custom[name] = value;
    } else if (isContactField(name)) {
      // Not documented how a field is cleared. Both null and an empty text do here.
      contact.values[name] = isUnset(value) ? null : String(value);
    }
  }
}

/** The flat record of `/v1/contacts`, with an explicit null for values never given. */
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
    // Required ones are reported with the other missing fields.
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
  // Only this one of the two addresses is declared as an email address.
  if (name === 'personalEmail' && !EMAIL.test(text))
    return invalid("'personalEmail' is not a valid e-mail address.");
  return undefined;
}

function checkOther(name: string, value: unknown): Reason | undefined {
  if (!CUSTOM_FIELD.test(name)) return { category: '21', message: `'${name}' is not a recognized field.` };
  // Not documented which types a custom field accepts; Zuora's types are all scalar.
  return typeof value === 'object' && value !== null
    ? invalid(`'${name}' must be a single value.`)
    : undefined;
}

function invalid(message: string): Reason {
  return { category: '20', message };
}
