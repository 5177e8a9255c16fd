import type { ContactReading } from '../provider.js';
import { asObject, asObjects, own, readFlag, readText } from '../table/field-table.js';
import { pageOf } from '../whole-list.js';

/** `Customer`, whose answer holds the customer's contacts. A single contact cannot be read. */
export const reading: ContactReading = {
  acceptsId,
  acceptsCursor: acceptsId,
  pageSize: Number.POSITIVE_INFINITY,
  listsWholeRecords: true,
  async list(customerId, page, vendor) {
    const reply = await vendor.read(
      {
        method: 'POST',
        segments: ['api2.svc', 'Customer'],
        body: { json: { CustomerID: Number(customerId) } },
      },
      (answer) => asObject(own(answer, 'Result')) !== undefined,
    );
    if (!reply) return null;
    const customer = asObject(own(asObject(reply.json) ?? {}, 'Result')) ?? {};
    const contacts = asObjects(own(customer, 'Contacts')).flatMap((entry) => {
      const record = asObject(own(entry, 'Contact'));
      const id = record && readText(record, 'ContactID');
      if (!record || id === undefined) return [];
      const primary = readFlag(entry, 'IsPrimary');
      return [{ externalId: id, record, ...(primary !== undefined && { accepted: { primary } }) }];
    });
    return pageOf(contacts, page);
  },
};

function acceptsId(id: string): boolean {
  return /^[1-9][0-9]{0,9}$/.test(id);
}
