import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn } from '../../mapping/field-table.js';
import { contactWith, listOf, objectOf, parserOf, text } from '../../mapping/reply.js';
import { cursorPages, type EndedPage, type PlaceInList } from '../cursor-pages.js';
import { readPages } from '../pages.js';
import type { ReadRules, VendorReads } from '../read-rules.js';
import { get } from '../requests.js';

const PAGE_MAX = 200;
/** Maximum pages to search for a single contact, as in reconciliation. */
const LOOKUP_PAGES = 10;

/** Recorded cursors have about 90 characters. One longer than this does not fit in a URL. */
const CURSOR_MAX = 2048;

/** `GET /contacts/{uuid}` and `GET /customers/{uuid}/contacts`, newest first. */
export const read: ReadRules = {
  contactId: { pattern: /^con_[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/u },
  listsFullRecords: true,
  ...cursorPages(PAGE_MAX, readPage),

  async get(customerId, externalId, vendor) {
    const contact = await vendor.read(get(['contacts', externalId]), parseContact);
    if (!contact) return null;
    const answered = getOwn(contact.record, 'customer_uuid') ?? null;
    // A merged contact is returned without its customer; only the customer's list shows whose it is.
    if (answered === null) return findListed(customerId, externalId, vendor);
    // The id was built for another customer, so this contact does not exist.
    return answered === customerId ? contact : null;
  },
};

async function findListed(
  customerId: string,
  externalId: string,
  vendor: VendorReads,
): Promise<StoredContact | null> {
  const find = (contacts: readonly StoredContact[]) =>
    contacts.find((contact) => contact.externalId === externalId);
  const contacts = await readPages(
    LOOKUP_PAGES,
    (cursor) => readPage(customerId, { limit: PAGE_MAX, ...(cursor && { cursor }) }, vendor),
    (read) => find(read) !== undefined,
  );
  return find(contacts ?? []) ?? null;
}

async function readPage(
  customerId: string,
  { limit, cursor }: PlaceInList,
  vendor: VendorReads,
): Promise<EndedPage | undefined> {
  const query = { per_page: String(limit), ...(cursor !== undefined && { cursor }) };
  return vendor.read(get(['customers', customerId, 'contacts'], query), parsePage);
}

const contact = contactWith('uuid');
export const parseContact = parserOf(contact);

/** A cursor that can be sent back unchanged. */
const cursor = v.pipe(
  text,
  v.maxLength(CURSOR_MAX),
  v.check((value) => value.isWellFormed()),
);
/** A page says whether there is more, and then has a cursor to it. The last page has a cursor too. */
const parsePage = parserOf(
  v.pipe(
    objectOf({
      entries: listOf(contact),
      has_more: v.boolean(),
      cursor: v.fallback(v.optional(cursor), undefined),
    }),
    v.check((page) => !page.has_more || (page.entries.length > 0 && page.cursor !== undefined)),
    v.transform(({ entries, has_more, cursor: end }) => ({
      contacts: entries,
      next: has_more ? end : undefined,
      end,
    })),
  ),
);
