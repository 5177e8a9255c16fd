import type { JsonObject } from '../../domain/contact.js';
import { readEntries } from '../entries.js';
import type { ContactReading, StoredContact, VendorReads } from '../provider.js';
import { asObject, own, readText } from '../table/field-table.js';

const PAGE_MAX = 200;
const CONTACT = /^con_[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/**
 * The vendor's cursor stands at the end of a page only. A contact's cursor is therefore the vendor's cursor before
 * its page and the contacts to skip from there: `<skip>.<cursor>`, the cursor empty for the first page.
 */
const CURSOR = /^(1?\d{1,2})\.([A-Za-z0-9+/=_-]*)$/;

/** `GET /contacts/{uuid}` and `GET /customers/{uuid}/contacts`, newest first. */
export const reading: ContactReading = {
  acceptsId: (id) => CONTACT.test(id),
  acceptsCursor: (cursor) => CURSOR.test(cursor),
  pageSize: PAGE_MAX,
  listsWholeRecords: true,

  async get(customerId, externalId, vendor) {
    const reply = await vendor.read(
      { method: 'GET', segments: ['contacts', externalId] },
      (answer) => toStored(answer) !== null,
    );
    const contact = toStored(asObject(reply?.json));
    // The id was built for another customer: there is no such contact.
    return contact && own(contact.record, 'customer_uuid') === customerId ? contact : null;
  },

  async list(customerId, page, vendor) {
    let [, skip, from = ''] = CURSOR.exec(page.after ?? '0.') ?? [];
    const contacts: (StoredContact & { cursor: string })[] = [];
    for (;;) {
      const part = await readPart(
        customerId,
        { skip: Number(skip), from },
        page.first - contacts.length,
        vendor,
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
): Promise<Part | null> {
  const perPage = Math.min(PAGE_MAX, skip + wanted);
  const reply = await vendor.read(
    {
      method: 'GET',
      segments: ['customers', customerId, 'contacts'],
      query: { per_page: String(perPage), ...(from !== '' && { cursor: from }) },
    },
    isPage,
  );
  const body = asObject(reply?.json);
  if (!body) return null;
  const entries = readEntries(own(body, 'entries'), toStored) ?? [];
  // The vendor's cursor is filled on the last page too; only `has_more` tells the end.
  const end = readText(body, 'cursor') ?? '';
  const contacts = entries.slice(skip).map((contact, index) => {
    const position = skip + index + 1;
    const isLast = position === entries.length && end !== '';
    return { ...contact, cursor: isLast ? `0.${end}` : `${position}.${from}` };
  });
  return { contacts, hasMore: own(body, 'has_more') === true, end };
}

/** A page whose contacts can all be read and that says whether there is more, which it then has to lead to. */
function isPage(body: JsonObject): boolean {
  const entries = readEntries(own(body, 'entries'), toStored);
  if (!entries) return false;
  const hasMore = own(body, 'has_more');
  return hasMore === true ? entries.length > 0 && readText(body, 'cursor') !== undefined : hasMore === false;
}

function toStored(record: JsonObject | undefined): StoredContact | null {
  const uuid = record && readText(record, 'uuid');
  return record && uuid !== undefined ? { externalId: uuid, record } : null;
}
