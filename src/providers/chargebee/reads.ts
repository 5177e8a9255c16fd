import * as v from 'valibot';
import { contactWith, listOf, objectOf, parserOf, text } from '../../mapping/reply.js';
import { readPages } from '../pages.js';
import type { ReadRules } from '../read-rules.js';
import { get } from '../requests.js';
import { wholeList } from '../whole-list.js';

/** The vendor's maximum page size. A customer has at most ten contacts, so one page is the whole list. */
const LIMIT = '100';
/** Also bounds the number of pages, because each has at least one contact. */
export const MAX_CONTACTS = 10;

/** `GET /customers/{id}/contacts`. The vendor cannot read a single contact. */
export const read: ReadRules = {
  contactId: { pattern: /^[^\p{Cc}\p{Cs}]{1,150}$/u },
  listsFullRecords: true,
  ...wholeList((customerId, vendor) =>
    readPages(MAX_CONTACTS, (offset) => {
      const query = { limit: LIMIT, ...(offset !== undefined && { offset }) };
      return vendor.read(get(['customers', customerId, 'contacts'], query), parsePage);
    }),
  ),
};

const parsePage = parserOf(
  v.pipe(
    // Present only if there is another page.
    objectOf({ list: listOf(objectOf({ contact: contactWith('id') })), next_offset: v.nullish(text) }),
    v.transform(({ list, next_offset }) => ({
      contacts: list.map(({ contact }) => contact),
      next: next_offset ?? undefined,
    })),
  ),
);
