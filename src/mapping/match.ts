/**
 * Compares a contact to add with the customer's contacts. Ignores only letter case and Unicode composition: a
 * phone number matches one with the same characters.
 */
import type { Contact, ContactInput } from '../model/contact.js';
import type { ContactMatch } from '../model/duplicates.js';

type Compared = Pick<ContactInput | Contact, 'emails' | 'phones' | 'externalId'>;

const VALUES: Readonly<Record<ContactMatch, (contact: Compared) => readonly (string | null | undefined)[]>> =
  {
    EMAIL: ({ emails }) => (emails ?? []).map(({ address }) => address),
    PHONE: ({ phones }) => (phones ?? []).map(({ number }) => number),
    EXTERNAL_ID: ({ externalId }) => [externalId],
  };

/** The values that identify the contact, independent of list order. */
export function matchValues(contact: Compared, matchBy: readonly ContactMatch[]): readonly string[] {
  const values = matchBy.flatMap((match) =>
    VALUES[match](contact).flatMap((text) => (text ? [`${match} ${fold(text)}`] : [])),
  );
  return [...new Set(values)].sort();
}

/** The contacts that have any of the values. */
export function matchesOf(
  contacts: readonly Contact[],
  values: readonly string[],
  matchBy: readonly ContactMatch[],
): readonly Contact[] {
  return contacts.filter((contact) => matchValues(contact, matchBy).some((value) => values.includes(value)));
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
