import * as v from 'valibot';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { contactWith, listOf, objectOf, parserOf } from '../../mapping/reply.js';
import type { JsonValue } from '../../model/contact.js';
import type { ProviderReply, ReadRules, StoredPage, VendorReads } from '../driver.js';
import { matchesIdRule, POSITIVE_INT64 } from '../id-rule.js';
import { PageWalk } from '../pages.js';
import { parseError } from './errors.js';

/** The vendor allows 1000; its examples show 100, which is what a list without parameters seems to answer. */
const PAGE_LIMIT = 100;
const PAGE_PARAMETER = /\bpage_(?:limit|index)\b/;

/**
 * `GET /customers/{id}/contacts/{contact_id}` and the list above it, a page at a time. The cursor of a
 * contact is the number of contacts up to and with it. The page parameters are missing from the newest
 * edition of the vendor's reference, so what the answer says about itself counts, not what was requested, and
 * a list that rejects them is read without them.
 */
export const read: ReadRules = {
  // 64 bits, as the vendor's reference has it.
  acceptsId: (id) => matchesIdRule(POSITIVE_INT64, id),
  acceptsCursor: (cursor) => /^[1-9][0-9]{0,7}$/.test(cursor),
  pageSize: PAGE_LIMIT,
  listsFullRecords: true,

  async get(customerId, externalId, vendor) {
    const segments = ['customers', customerId, 'contacts', externalId];
    const contact = await vendor.read({ method: 'GET', segments }, parseContact);
    return contact ?? null;
  },

  async list(customerId, { first, after }, vendor): Promise<StoredPage | null> {
    const found: (StoredContact & { cursor: string })[] = [];
    let position = Number(after ?? 0);
    let limit = PAGE_LIMIT;
    let hasNext = true;
    let sendsLimit = true;
    // One list brings so many contacts at most, and each page at least one that this login may see.
    const walk = new PageWalk(PAGE_LIMIT);
    while (hasNext && found.length < first) {
      const index = Math.floor(position / limit) + 1;
      const part = await readPart(customerId, { index, sendsLimit }, vendor);
      if (part === 'LIMIT_REJECTED') {
        sendsLimit = false;
        continue;
      }
      if (!part) return null;
      const offset = position - part.start;
      const isInside = offset >= 0 && offset < part.limit;
      if (!isInside && limit === PAGE_LIMIT && part.limit !== PAGE_LIMIT) {
        // The vendor's pages have a size of their own, so the place is on another one.
        limit = part.limit;
        walk.note([], true);
        continue;
      }
      if (!isInside) return { contacts: found, hasNext: false };
      limit = part.limit;
      const taken = part.contacts.slice(offset, offset + first - found.length);
      for (const contact of taken) {
        position += 1;
        found.push({ ...contact, cursor: String(position) });
      }
      const isRead = position >= part.start + part.contacts.length;
      hasNext = !isRead || part.hasMore;
      walk.note(
        taken.map(({ externalId }) => externalId),
        found.length < first && hasNext ? true : undefined,
      );
      // A part may hold less than its size where not all contacts are for this login to see.
      if (isRead) position = part.start + part.limit;
    }
    return { contacts: found, hasNext };
  },
};

interface Part {
  /** Contacts before the first of the part. */
  readonly start: number;
  readonly contacts: readonly StoredContact[];
  /** Contacts of a part that is not the last one. */
  readonly limit: number;
  readonly hasMore: boolean;
}

async function readPart(
  customerId: string,
  { index, sendsLimit }: { index: number; sendsLimit: boolean },
  vendor: VendorReads,
): Promise<Part | 'LIMIT_REJECTED' | null> {
  const limited = { page_limit: String(PAGE_LIMIT), page_index: String(index) };
  // The first page needs no parameter at all.
  const query = sendsLimit ? limited : index > 1 ? { page_index: String(index) } : undefined;
  const part = await vendor.read<Part | 'LIMIT_REJECTED'>(
    {
      method: 'GET',
      segments: ['customers', customerId, 'contacts'],
      ...(query && { query }),
    },
    (json) => parsePart(json, index),
    (rejection) => (sendsLimit && rejectsPaging(rejection) ? 'LIMIT_REJECTED' : undefined),
  );
  return part ?? null;
}

/** A rejection that names a page parameter. */
function rejectsPaging({ status, json }: ProviderReply): boolean {
  const body = status === 400 ? parseError(json) : undefined;
  const named = body ? [body.field, body.title, body.detail] : [];
  return named.some((text = '') => PAGE_PARAMETER.test(text.slice(0, 200)));
}

const contact = contactWith('id');
export const parseContact = parserOf(contact);

const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined);
const parseList = parserOf(
  objectOf({ results: listOf(contact), current_page: count, total_pages: count, current_limit: count }),
);

/** The page that was requested, or one that holds everything there is. Any other leads nowhere. */
function parsePart(json: JsonValue | undefined, index: number): Part | undefined {
  const list = parseList(json);
  if (!list) return undefined;
  const { results: contacts, current_page: page = 1, total_pages: pages = page, current_limit = 0 } = list;
  const hasMore = page < pages;
  if (page !== index && hasMore) return undefined;
  const limit = Math.max(current_limit, contacts.length, 1);
  return { start: (page - 1) * limit, contacts, limit, hasMore };
}
