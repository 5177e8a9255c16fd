import type { StoredContact } from '../../mapping/decode-contact.js';
import { readEntries } from '../../mapping/entries.js';
import { asObject, own, readFlag, readText } from '../../mapping/field-table.js';
import type { JsonObject, JsonValue } from '../../model/contact.js';
import type { ReadRules } from '../driver.js';
import { pageOf } from '../whole-list.js';

/** `Customer`, whose answer holds the customer's contacts. A single contact cannot be read. */
export const read: ReadRules = {
  acceptsId,
  // Compared with the listed ids only, which are the vendor's own.
  acceptsCursor: () => true,
  pageSize: Number.POSITIVE_INFINITY,
  listsFullRecords: true,
  async list(customerId, page, vendor) {
    const contacts = await vendor.read(
      {
        method: 'POST',
        segments: ['api2.svc', 'Customer'],
        body: { json: { CustomerID: Number(customerId) } },
      },
      parseContacts,
    );
    return contacts ? pageOf(contacts, page) : null;
  },
};

/** undefined when the answer is no customer, or holds a contact that cannot be read. */
function parseContacts(json: JsonValue | undefined): StoredContact[] | undefined {
  const body = asObject(json);
  const customer = asObject(body && own(body, 'Result'));
  if (!customer) return undefined;
  const contacts = own(customer, 'Contacts') ?? null;
  // A customer without contacts has an empty list, and had none in the vendor's older API; null is not
  // documented.
  if (contacts === null) return readText(customer, 'CustomerID') === undefined ? undefined : [];
  return readEntries(contacts, toStored);
}

function toStored(entry: JsonObject): StoredContact | undefined {
  const record = asObject(own(entry, 'Contact'));
  const id = record && readText(record, 'ContactID');
  if (!record || id === undefined) return undefined;
  const primary = readFlag(entry, 'IsPrimary');
  return { externalId: id, record, ...(primary !== undefined && { accepted: { primary } }) };
}

function acceptsId(id: string): boolean {
  return /^[1-9][0-9]{0,9}$/.test(id);
}
