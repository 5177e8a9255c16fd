/** An RPM contact: accepted values, and how it reads back. */
import { isRecord } from '../kit/request.js';

const TEXT_FIELDS = ['FirstName', 'LastName', 'Salutation', 'Title', 'Email'] as const;
type TextField = (typeof TEXT_FIELDS)[number];

/** Business, Home, Fax, Other (RPM API, "CustomerContactAdd"). */
const PHONE_TYPES: readonly number[] = [1, 2, 3, 6];
const MAX_PHONES = 4;
/** An empty number as it reads back, with its blank ("CustomerContactAdd"). */
const NO_NUMBER = ' none';

interface Phone {
  readonly id: number;
  readonly type: number;
  readonly number: string;
}

export interface Contact {
  readonly id: number;
  isPrimary: boolean;
  readonly values: Map<TextField, string>;
  readonly phones: Phone[];
}

/** A call rejected with a message, or one with values of an unreadable type. */
export type BodyFault = { readonly message: string } | 'UNREADABLE';

export function blankContact(id: number): Contact {
  return { id, isPrimary: false, values: new Map(), phones: [] };
}

/** The fault of a call's `Contact`. No text has a documented limit or format. */
export function findFault(contact: Record<string, unknown>): BodyFault | undefined {
  if (TEXT_FIELDS.some((field) => !isText(contact[field]))) return 'UNREADABLE';
  const phones = contact.PhoneNumbers ?? [];
  if (!Array.isArray(phones) || !phones.every(isRecord)) return 'UNREADABLE';
  if (phones.some((phone) => !isText(phone.Number))) return 'UNREADABLE';
  const unknown = phones.find(({ Type }) => !PHONE_TYPES.includes(Type as number));
  if (unknown) return { message: `Unrecognized type for phone number: ${String(unknown.Type ?? '')}` };
  // "Up to 4". Not documented: the answer to a fifth, or whether two may share a type.
  if (phones.length > MAX_PHONES) return { message: `A contact can have up to ${MAX_PHONES} phone numbers` };
  return undefined;
}

/**
 * Writes a valid `Contact` into the stored one. Omitted texts are erased, as the page of
 * "CustomerContactEdit" warns; omitted phone numbers stay.
 */
export function assign(stored: Contact, contact: Record<string, unknown>, nextPhoneId: () => number): void {
  for (const field of TEXT_FIELDS) stored.values.set(field, String(contact[field] ?? ''));
  for (const phone of phonesOf(contact)) {
    const type = Number(phone.Type);
    // Without a number's id, an edit changes the number of that type, or adds one if there is none.
    const index = stored.phones.findIndex(({ id, type: other }) =>
      typeof phone.PhoneNumberID === 'number' && phone.PhoneNumberID !== 0
        ? id === phone.PhoneNumberID
        : other === type,
    );
    const id = stored.phones[index]?.id ?? nextPhoneId();
    stored.phones.splice(index === -1 ? stored.phones.length : index, 1, {
      id,
      type,
      number: String(phone.Number ?? ''),
    });
  }
}

/** Adds a new contact's phone numbers: all of them, of any type. */
export function addPhones(
  stored: Contact,
  contact: Record<string, unknown>,
  nextPhoneId: () => number,
): void {
  for (const phone of phonesOf(contact)) {
    stored.phones.push({ id: nextPhoneId(), type: Number(phone.Type), number: String(phone.Number ?? '') });
  }
}

/** The `Contact` in an answer, with a row for every type of phone, given or not. */
export function toRecord({ id, values, phones }: Contact): Record<string, unknown> {
  const absent = PHONE_TYPES.filter((type) => !phones.some((phone) => phone.type === type));
  return {
    ContactID: id,
    // Not documented whether an absent text reads back as empty or as null.
    ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, values.get(field) ?? ''])),
    PhoneNumbers: [
      ...phones.map((phone) => ({
        PhoneNumberID: phone.id,
        Type: phone.type,
        Number: phone.number || NO_NUMBER,
      })),
      ...absent.map((type) => ({ PhoneNumberID: 0, Type: type, Number: NO_NUMBER })),
    ],
  };
}

function phonesOf(contact: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(contact.PhoneNumbers) ? contact.PhoneNumbers.filter(isRecord) : [];
}

function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}
