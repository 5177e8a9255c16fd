/** The vendor call of the servers without checks. */
import { Pool } from 'undici';

const { origin, pathname: prefix } = new URL(process.env.CHARTMOGUL_URL);
const pool = new Pool(origin, { connections: 128, pipelining: 1 });
const vendorHeaders = {
  authorization: `Basic ${Buffer.from(`${process.env.CHARTMOGUL_API_KEY}:`).toString('base64')}`,
  'content-type': 'application/json',
};

/** Returns ten fields of the vendor's contact. */
export async function addContact({ customerId, input }) {
  const reply = await pool.request({
    method: 'POST',
    path: `${prefix}/customers/${customerId}/contacts`,
    headers: vendorHeaders,
    body: JSON.stringify({
      data_source_uuid: process.env.CHARTMOGUL_DATA_SOURCE_UUID,
      first_name: input.firstName,
      last_name: input.lastName,
      title: input.jobTitle,
      email: input.emails[0].address,
      notes: input.notes,
      position: input.position,
    }),
  });
  const contact = await reply.body.json();
  return {
    id: `CHARTMOGUL:${contact.customer_uuid}:${contact.uuid}`,
    externalId: contact.uuid,
    customerId: contact.customer_uuid,
    name: `${contact.first_name} ${contact.last_name}`,
    firstName: contact.first_name,
    lastName: contact.last_name,
    email: contact.email,
    jobTitle: contact.title,
    notes: contact.notes,
    position: contact.position,
  };
}
