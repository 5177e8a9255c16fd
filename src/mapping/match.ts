/**
 * Compares a contact to add with the contacts of its customer. Texts are compared as they are written, but
 * for the case of letters and the ways in which Unicode writes one letter: a phone number matches one with
 * the same signs in it.
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

/** What the contact is recognized by, in an order that does not depend on that of its lists. */
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
