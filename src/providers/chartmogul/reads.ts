import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn } from '../../mapping/field-table.js';
import { contactWith, listOf, objectOf, parserOf, text } from '../../mapping/reply.js';
import type { ReadRules, VendorReads } from '../driver.js';
import { PageWalk } from '../pages.js';

const PAGE_MAX = 200;
/** Pages in which a single contact is looked for: as many as reconciliation reads. */
const LOOKUP_PAGES = 10;
const CONTACT = /^con_[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/**
 * The vendor's cursor stands at the end of a page only. A contact's cursor is therefore the vendor's cursor
 * before its page and the contacts to skip from there: `<skip>.<cursor>`, the cursor empty for the first
 * page. The vendor's own may hold any characters.
 */
const CURSOR = /^(1?\d{1,2})\.(.*)$/s;
/** Recorded cursors have about 90 characters. A longer one than this does not fit into a URL. */
const CURSOR_MAX = 2048;

/** `GET /contacts/{uuid}` and `GET /customers/{uuid}/contacts`, newest first. */
export const read: ReadRules = {
  acceptsId: (id) => CONTACT.test(id),
  acceptsCursor: (cursor) => CURSOR.test(cursor),
  pageSize: PAGE_MAX,
  listsFullRecords: true,

  async get(customerId, externalId, vendor) {
    const contact = await vendor.read({ method: 'GET', segments: ['contacts', externalId] }, parseContact);
    if (!contact) return null;
    const answered = getOwn(contact.record, 'customer_uuid') ?? null;
    // A merged contact is answered without its customer; whose it is then, only the customer's list tells.
    if (answered === null) return findListed(customerId, externalId, vendor);
    // The id was built for another customer: there is no such contact.
    return answered === customerId ? contact : null;
  },

  async list(customerId, page, vendor) {
    let [, skip, from = ''] = CURSOR.exec(page.after ?? '0.') ?? [];
    const contacts: (StoredContact & { cursor: string })[] = [];
    // Each page that has another behind it brings one contact at least.
    const walk = new PageWalk(PAGE_MAX, from);
    for (;;) {
      const part = await readPart(
        customerId,
        { skip: Number(skip), from },
        page.first - contacts.length,
        vendor,
        walk,
      );
      if (!part) return null;
      contacts.push(...part.contacts);
      // A place deep in the vendor's page leaves less than a page behind it.
      if (contacts.length >= page.first || !part.hasMore) {
        return {
          contacts: contacts.slice(0, page.first),
          hasNext: part.hasMore || contacts.length > page.first,
        };
      }
      [skip, from] = ['0', part.end];
    }
  },
};

async function findListed(
  customerId: string,
  externalId: string,
  vendor: VendorReads,
): Promise<StoredContact | null> {
  const walk = new PageWalk(LOOKUP_PAGES);
  let from = '';
  for (;;) {
    const part = await readPart(customerId, { skip: 0, from }, PAGE_MAX, vendor, walk);
    const found = part?.contacts.find((contact) => contact.externalId === externalId);
    if (found || !part?.hasMore) return found ?? null;
    from = part.end;
  }
}

interface Part {
  readonly contacts: readonly (StoredContact & { readonly cursor: string })[];
  readonly hasMore: boolean;
  /** The vendor's cursor behind the part. */
  readonly end: string;
}

async function readPart(
  customerId: string,
  { skip, from }: { skip: number; from: string },
  wanted: number,
  vendor: VendorReads,
  walk: PageWalk,
): Promise<Part | null> {
  const perPage = Math.min(PAGE_MAX, skip + wanted);
  const page = await vendor.read(
    {
      method: 'GET',
      segments: ['customers', customerId, 'contacts'],
      query: { per_page: String(perPage), ...(from !== '' && { cursor: from }) },
    },
    parsePage,
  );
  if (!page) return null;
  const { entries, has_more: hasMore, cursor: end } = page;
  walk.note(
    entries.map(({ externalId }) => externalId),
    hasMore ? end : undefined,
  );
  const contacts = entries.slice(skip).map((contact, index) => {
    const position = skip + index + 1;
    const isLast = position === entries.length && end !== '';
    return { ...contact, cursor: isLast ? `0.${end}` : `${position}.${from}` };
  });
  return { contacts, hasMore, end };
}

const contact = contactWith('uuid');
export const parseContact = parserOf(contact);

/** A cursor that can be sent back as it came. */
const cursor = v.pipe(
  text,
  v.maxLength(CURSOR_MAX),
  v.check((value) => value.isWellFormed()),
);
/** A page says whether there is more, and then leads to it. The last page has a cursor too. */
const parsePage = parserOf(
  v.pipe(
    objectOf({ entries: listOf(contact), has_more: v.boolean(), cursor: v.fallback(cursor, '') }),
    v.check((page) => !page.has_more || (page.entries.length > 0 && page.cursor !== '')),
  ),
);
