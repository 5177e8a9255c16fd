import type { StoredContact } from '../../mapping/decode-contact.js';
import { readEntries } from '../../mapping/entries.js';
import { asObject, own, readText } from '../../mapping/field-table.js';
import type { JsonObject, JsonValue } from '../../model/contact.js';
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
    contacts.push(...page.contacts);
    offset = page.next;
    walk.note(
      page.contacts.map(({ externalId }) => externalId),
      offset,
    );
  } while (offset !== undefined);
  return contacts;
}

interface Page {
  readonly contacts: readonly StoredContact[];
  /** Given only while there is more. */
  readonly next: string | undefined;
}

/** A page whose contacts can all be read, and that leads to the next one where there is one. */
function parsePage(json: JsonValue | undefined): Page | undefined {
  const body = asObject(json);
  const contacts = readEntries(body && own(body, 'list'), toStored);
  if (!body || !contacts) return undefined;
  const next = readText(body, 'next_offset');
  const isLast = (own(body, 'next_offset') ?? null) === null;
  return isLast || next !== undefined ? { contacts, next } : undefined;
}

function toStored(entry: JsonObject): StoredContact | undefined {
  const record = asObject(own(entry, 'contact'));
  const id = record && readText(record, 'id');
  return record && id !== undefined ? { externalId: id, record } : undefined;
}
