/** Pages of a list that a vendor returns as a whole: a contact's cursor is its own id. */
import type { StoredContact } from '../mapping/decode-contact.js';
import type { PageRequest, ReadRules, StoredPage, VendorReads } from './read-rules.js';

/** A cursor is only compared with the listed ids, which are the vendor's own. */
export const WHOLE_LIST = { acceptsCursor: () => true, pageSize: Number.POSITIVE_INFINITY } as const;

/** `readAll` returns all of a customer's contacts, or nothing if the customer does not exist. */
export function wholeList(
  readAll: (customerId: string, vendor: VendorReads) => Promise<readonly StoredContact[] | null | undefined>,
): Pick<ReadRules, 'acceptsCursor' | 'pageSize' | 'list'> {
  return {
    ...WHOLE_LIST,
    async list(customerId, page, vendor) {
      const contacts = await readAll(customerId, vendor);
      return contacts ? pageOf(contacts, page) : null;
    },
  };
}

/** Undefined if the cursor's contact no longer exists. */
export function pageOf(
  contacts: readonly StoredContact[],
  { first, after }: PageRequest,
): StoredPage | undefined {
  const at = after === undefined ? -1 : contacts.findIndex(({ externalId }) => externalId === after);
  if (after !== undefined && at === -1) return undefined;
  const start = at + 1;
  const page = contacts.slice(start, start + first);
  return {
    contacts: page.map((contact) => ({ ...contact, cursor: contact.externalId })),
    hasNext: start + page.length < contacts.length,
  };
}
