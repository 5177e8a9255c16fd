import type { JsonObject } from '../../domain/contact.js';
import { asObject, asObjects, own, readText } from '../field-table.js';
import type { ContactReading, StoredContact } from '../provider.js';

const PAGE_MAX = 200;
const CONTACT = /^con_[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/**
 * The vendor's cursor stands at the end of a page only. A contact's cursor is therefore the vendor's cursor before
 * its page and the contacts to skip from there: `<skip>.<cursor>`, the cursor empty for the first page.
 */
const CURSOR = /^(\d{1,3})\.([A-Za-z0-9+/=_-]*)$/;

/** `GET /contacts/{uuid}` and `GET /customers/{uuid}/contacts`, newest first. */
export const reading: ContactReading = {
  acceptsId: (id) => CONTACT.test(id),
  acceptsCursor: (cursor) => CURSOR.test(cursor),
  pageSize: PAGE_MAX,
  listsWholeRecords: true,

  async get(customerId, externalId, vendor) {
    const reply = await vendor.read({ method: 'GET', segments: ['contacts', externalId] });
    const contact = toStored(asObject(reply?.json));
    // The id was built for another customer: there is no such contact.
    return contact && own(contact.record, 'customer_uuid') === customerId ? contact : null;
  },

  async list(customerId, page, vendor) {
    const [, skipped = '0', from = ''] = CURSOR.exec(page.after ?? '') ?? [];
    const skip = Number(skipped);
    const perPage = Math.min(PAGE_MAX, skip + page.first);
    const reply = await vendor.read({
      method: 'GET',
      segments: ['customers', customerId, 'contacts'],
      query: { per_page: String(perPage), ...(from !== '' && { cursor: from }) },
    });
    const body = asObject(reply?.json);
    if (!body) return null;
    const entries = asObjects(own(body, 'entries'));
    // The vendor's cursor is filled on the last page too; only `has_more` tells the end.
    const end = readText(body, 'cursor') ?? '';
    const hasMore = own(body, 'has_more') === true;
    const contacts = entries.slice(skip).flatMap((entry, index) => {
      const contact = toStored(entry);
      if (!contact) return [];
      const position = skip + index + 1;
      const isLast = position === entries.length && end !== '';
      return [{ ...contact, cursor: isLast ? `0.${end}` : `${position}.${from}` }];
    });
    return { contacts: contacts.slice(0, page.first), hasNext: hasMore || contacts.length > page.first };
  },
};

function toStored(record: JsonObject | undefined): StoredContact | null {
  const uuid = record && readText(record, 'uuid');
  return record && uuid !== undefined ? { externalId: uuid, record } : null;
}
