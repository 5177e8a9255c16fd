import type { JsonObject } from '../../domain/contact.js';
import { readEntries } from '../entries.js';
import { PageWalk } from '../pages.js';
import type { ContactReading, StoredContact, StoredPage, VendorReads } from '../provider.js';
import { asObject, own, readText } from '../table/field-table.js';

/** The vendor allows 1000; its examples show 100, which is what a list without parameters seems to answer. */
const PAGE_LIMIT = 100;

/**
 * `GET /customers/{id}/contacts/{contact_id}` and the list above it, a page at a time. The cursor of a contact is the
 * number of contacts up to and with it. The page parameters are missing from the newest edition of the vendor's
 * reference, so what the answer says about itself counts, not what was asked for.
 */
export const reading: ContactReading = {
  // 64 bits, as the vendor's reference has it.
  acceptsId: (id) => /^[1-9][0-9]{0,18}$/.test(id) && BigInt(id) < 2n ** 63n,
  acceptsCursor: (cursor) => /^[1-9][0-9]{0,7}$/.test(cursor),
  pageSize: PAGE_LIMIT,
  listsWholeRecords: true,

  async get(customerId, externalId, vendor) {
    const reply = await vendor.read(
      { method: 'GET', segments: ['customers', customerId, 'contacts', externalId] },
      (answer) => toStored(answer) !== null,
    );
    return toStored(asObject(reply?.json));
  },

  async list(customerId, { first, after }, vendor): Promise<StoredPage | null> {
    const found: (StoredContact & { cursor: string })[] = [];
    let position = Number(after ?? 0);
    let limit = PAGE_LIMIT;
    let hasNext = true;
    // One list brings so many contacts at most, and each page at least one that this login may see.
    const walk = new PageWalk(PAGE_LIMIT);
    while (hasNext && found.length < first) {
      const part = await readPart(customerId, Math.floor(position / limit) + 1, vendor);
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

async function readPart(customerId: string, index: number, vendor: VendorReads): Promise<Part | null> {
  const reply = await vendor.read(
    {
      method: 'GET',
      segments: ['customers', customerId, 'contacts'],
      query: { page_limit: String(PAGE_LIMIT), page_index: String(index) },
    },
    (answer) => isPart(answer, index),
  );
  const body = asObject(reply?.json);
  if (!body) return null;
  const contacts = readEntries(own(body, 'results'), toStored) ?? [];
  const page = count(body, 'current_page') ?? 1;
  const limit = Math.max(count(body, 'current_limit') ?? 0, contacts.length, 1);
  return { start: (page - 1) * limit, contacts, limit, hasMore: hasMore(body) };
}

/** The page that was asked for, or one that holds everything there is. Any other leads nowhere. */
function isPart(body: JsonObject, index: number): boolean {
  if (!readEntries(own(body, 'results'), toStored)) return false;
  return (count(body, 'current_page') ?? 1) === index || !hasMore(body);
}

function hasMore(body: JsonObject): boolean {
  const page = count(body, 'current_page') ?? 1;
  return page < (count(body, 'total_pages') ?? page);
}

function count(body: JsonObject, name: string): number | undefined {
  const value = own(body, name);
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : undefined;
}

function toStored(record: JsonObject | undefined): StoredContact | null {
  const id = record && readText(record, 'id');
  return record && id !== undefined ? { externalId: id, record } : null;
}
