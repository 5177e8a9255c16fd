import type { JsonObject } from '../../domain/contact.js';
import { asObject, asObjects, own, readText } from '../field-table.js';
import type { ContactReading, StoredContact, StoredPage, VendorReads } from '../provider.js';

/** The vendor allows 1000; its examples show 100, which is what a list without parameters seems to answer. */
const PAGE_LIMIT = 100;

/**
 * `GET /customers/{id}/contacts/{contact_id}` and the list above it, a page at a time. The cursor of a contact is the
 * number of contacts up to and with it. The page parameters are missing from the newest edition of the vendor's
 * reference, so what the answer says about itself counts, not what was asked for.
 */
export const reading: ContactReading = {
  acceptsId: (id) => /^[1-9][0-9]{0,18}$/.test(id),
  acceptsCursor: (cursor) => /^[1-9][0-9]{0,5}$/.test(cursor),
  pageSize: PAGE_LIMIT,
  listsWholeRecords: true,

  async get(customerId, externalId, vendor) {
    const reply = await vendor.read({
      method: 'GET',
      segments: ['customers', customerId, 'contacts', externalId],
    });
    return toStored(asObject(reply?.json));
  },

  async list(customerId, { first, after }, vendor): Promise<StoredPage | null> {
    const start = Number(after ?? 0);
    const found: (StoredContact & { cursor: string })[] = [];
    let hasNext = true;
    let position = start;
    while (hasNext && found.length < first) {
      const part = await readPart(customerId, Math.floor(position / PAGE_LIMIT) + 1, vendor);
      if (!part) return null;
      const offset = position - part.start;
      // A vendor that does not page, or pages on its own terms, may answer something before or behind the place.
      if (offset < 0 || offset >= part.contacts.length) return { contacts: found, hasNext: false };
      for (const contact of part.contacts.slice(offset, offset + first - found.length)) {
        position += 1;
        found.push({ ...contact, cursor: String(position) });
      }
      hasNext = position < part.start + part.contacts.length || part.hasMore;
    }
    return { contacts: found, hasNext };
  },
};

interface Part {
  /** Contacts before the first of the part. */
  readonly start: number;
  readonly contacts: readonly StoredContact[];
  readonly hasMore: boolean;
}

async function readPart(customerId: string, index: number, vendor: VendorReads): Promise<Part | null> {
  const reply = await vendor.read({
    method: 'GET',
    segments: ['customers', customerId, 'contacts'],
    query: { page_limit: String(PAGE_LIMIT), page_index: String(index) },
  });
  const body = asObject(reply?.json);
  if (!body) return null;
  const contacts = asObjects(own(body, 'results')).flatMap((record) => toStored(record) ?? []);
  const page = count(body, 'current_page') ?? 1;
  const limit = count(body, 'current_limit') ?? contacts.length;
  return { start: (page - 1) * limit, contacts, hasMore: page < (count(body, 'total_pages') ?? page) };
}

function count(body: JsonObject, name: string): number | undefined {
  const value = own(body, name);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function toStored(record: JsonObject | undefined): StoredContact | null {
  const id = record && readText(record, 'id');
  return record && id !== undefined ? { externalId: id, record } : null;
}
