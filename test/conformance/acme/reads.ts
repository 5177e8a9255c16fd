/**
 * `GET /customers/{id}/people?page=1`: numbered pages, each a bare JSON array. A page that is not full is the
 * last one.
 */
import * as v from 'valibot';
import { contactWith, listOf, parserOf } from '../../../src/mapping/reply.js';
import { type NumberedPage, numberedPages } from '../../../src/providers/numbered-pages.js';
import type { ReadRules, VendorReads } from '../../../src/providers/read-rules.js';
import { get } from '../../../src/providers/requests.js';

const PAGE_SIZE = 50;

export const reading: ReadRules = {
  contactId: { pattern: /^[1-9]\d{0,8}$/u },
  listsFullRecords: true,
  ...numberedPages(PAGE_SIZE, pagesOf),
};

function pagesOf(customerId: string, vendor: VendorReads) {
  return async (index: number): Promise<NumberedPage | null> => {
    const request = get(['customers', customerId, 'people'], { page: String(index) });
    const contacts = await vendor.read(request, parsePage);
    if (!contacts) return null;
    // A full page may or may not be the last one.
    const hasMore = contacts.length < PAGE_SIZE ? false : undefined;
    return { start: (index - 1) * PAGE_SIZE, contacts, size: PAGE_SIZE, hasMore };
  };
}

const person = contactWith('personId');
export const parsePerson = parserOf(person);
const parsePage = parserOf(v.pipe(listOf(person), v.maxLength(PAGE_SIZE)));
