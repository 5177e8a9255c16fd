/**
 * `GET /customers/{id}/people?page=1`: pages by number, each a bare JSON array. A page that is not full is
 * the last one. The cursor of a contact is the number of contacts up to and with it.
 */
import * as v from 'valibot';
import type { StoredContact } from '../../../src/mapping/decode-contact.js';
import { contactWith, listOf, parserOf } from '../../../src/mapping/reply.js';
import type { ReadRules, VendorReads } from '../../../src/providers/driver.js';
import { PageWalk } from '../../../src/providers/pages.js';

export const PAGE_SIZE = 50;
/** A list brings 50 contacts at most, which stand on two pages; a third one shows whether there are more. */
const MAX_PAGES = 3;

export const reading: ReadRules = {
  acceptsId: (id) => /^[1-9]\d{0,8}$/.test(id),
  acceptsCursor: (cursor) => /^[1-9]\d{0,6}$/.test(cursor),
  pageSize: PAGE_SIZE,
  listsFullRecords: true,

  async list(customerId, { first, after }, vendor) {
    const contacts: (StoredContact & { readonly cursor: string })[] = [];
    const walk = new PageWalk(MAX_PAGES);
    let position = Number(after ?? 0);
    for (;;) {
      const people = await readPage(customerId, Math.floor(position / PAGE_SIZE) + 1, vendor);
      if (!people) return null;
      const rest = people.slice(position % PAGE_SIZE);
      if (contacts.length === first) return { contacts, hasNext: rest.length > 0 };
      const taken = rest.slice(0, first - contacts.length);
      for (const person of taken) {
        position += 1;
        contacts.push({ ...person, cursor: String(position) });
      }
      if (taken.length < rest.length) return { contacts, hasNext: true };
      if (people.length < PAGE_SIZE) return { contacts, hasNext: false };
      walk.note(
        people.map(({ externalId }) => externalId),
        true,
      );
    }
  },
};

async function readPage(
  customerId: string,
  page: number,
  vendor: VendorReads,
): Promise<readonly StoredContact[] | undefined> {
  return vendor.read(
    { method: 'GET', segments: ['customers', customerId, 'people'], query: { page: String(page) } },
    parsePage,
  );
}

const person = contactWith('personId');
export const parsePerson = parserOf(person);
const parsePage = parserOf(v.pipe(listOf(person), v.maxLength(PAGE_SIZE)));
