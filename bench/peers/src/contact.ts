/** The same mapping for every peer; only the way to it differs. */

export interface AddContactArgs {
  readonly customerId: string;
  readonly provider: string;
  readonly input: {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly jobTitle?: string;
    readonly emails?: readonly { readonly address: string }[];
    readonly notes?: string;
    readonly position?: number;
  };
}

export interface VendorContact {
  readonly uuid: string;
  readonly customer_uuid: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly title: string;
  readonly email: string;
  readonly notes: string;
  readonly position: number;
}

export interface Contact {
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly notes: string;
  readonly position: number;
}

export const vendorUrl = process.env.CHARTMOGUL_URL ?? '';
export const vendorHeaders = {
  authorization: `Basic ${Buffer.from(`${process.env.CHARTMOGUL_API_KEY}:`).toString('base64')}`,
  'content-type': 'application/json',
};

export function toVendor(input: AddContactArgs['input']): object {
  return {
    data_source_uuid: process.env.CHARTMOGUL_DATA_SOURCE_UUID,
    first_name: input.firstName,
    last_name: input.lastName,
    title: input.jobTitle,
    email: input.emails?.[0]?.address,
    notes: input.notes,
    position: input.position,
  };
}

export function toContact(record: VendorContact): Contact {
  return {
    id: `CHARTMOGUL:${record.customer_uuid}:${record.uuid}`,
    externalId: record.uuid,
    customerId: record.customer_uuid,
    name: `${record.first_name} ${record.last_name}`,
    firstName: record.first_name,
    lastName: record.last_name,
    email: record.email,
    jobTitle: record.title,
    notes: record.notes,
    position: record.position,
  };
}

/** As it is usually written. */
export async function addByFetch({ customerId, input }: AddContactArgs): Promise<Contact> {
  const reply = await fetch(`${vendorUrl}/customers/${customerId}/contacts`, {
    method: 'POST',
    headers: vendorHeaders,
    body: JSON.stringify(toVendor(input)),
  });
  if (!reply.ok) throw new Error(`ChartMogul answered ${reply.status}.`);
  return toContact((await reply.json()) as VendorContact);
}
