import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { contactWith, listOf, objectOf, parserOf, text } from '../../mapping/reply.js';
import type { ReadRules, VendorReads } from '../driver.js';
import { PageWalk } from '../pages.js';
import { pageOf } from '../whole-list.js';

/** The vendor's own bound of a page. A customer holds ten contacts, so one page is the whole list. */
const LIMIT = '100';
/** Of pages with one contact each. */
export const MAX_CONTACTS = 10;

/** `GET /customers/{id}/contacts`. A single contact cannot be read. */
export const read: ReadRules = {
  acceptsId,
  // Compared with the listed ids only, which are the vendor's own.
  acceptsCursor: () => true,
  pageSize: Number.POSITIVE_INFINITY,
  listsFullRecords: true,
  async list(customerId, page, vendor) {
    const contacts = await readAll(customerId, vendor);
    return contacts && pageOf(contacts, page);
  },
};

function acceptsId(id: string): boolean {
  return /^[^\p{Cc}]{1,150}$/u.test(id) && id.isWellFormed();
}

async function readAll(customerId: string, vendor: VendorReads): Promise<StoredContact[] | null> {
  const contacts: StoredContact[] = [];
  const walk = new PageWalk(MAX_CONTACTS);
  let offset: string | undefined;
  do {
    const query = { limit: LIMIT, ...(offset !== undefined && { offset }) };
    const page = await vendor.read(
      { method: 'GET', segments: ['customers', customerId, 'contacts'], query },
      parsePage,
    );
    if (!page) return null;
    const listed = page.list.map(({ contact }) => contact);
    contacts.push(...listed);
    offset = page.next_offset ?? undefined;
    walk.note(
      listed.map(({ externalId }) => externalId),
      offset,
    );
  } while (offset !== undefined);
  return contacts;
}

const parsePage = parserOf(
  objectOf({
    list: listOf(objectOf({ contact: contactWith('id') })),
    // Given only while there is more.
    next_offset: v.nullish(text),
  }),
);
