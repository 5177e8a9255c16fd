/** ChartMogul's contacts as the vendor documents them: made from the request, nothing is kept. */

export interface Answer {
  readonly status: number;
  readonly body: object;
}

const CONTACTS = /^\/v1\/customers\/(cus_[\da-f-]{36})\/contacts$/;
const CONTACT = /^\/v1\/contacts\/(con_[\da-f-]{36})$/;
/** Contacts of every customer. */
const CONTACTS_EACH = 10;

let created = 0;

/** Undefined for what is not there. */
export function answerChartMogul(method: string, path: string, body: string): Answer | undefined {
  const customer = CONTACTS.exec(path)?.[1];
  if (customer !== undefined) return method === 'POST' ? create(customer, body) : list(customer);
  const contact = CONTACT.exec(path)?.[1];
  return contact === undefined ? undefined : { status: 200, body: stored(customerOf(contact), contact) };
}

/** The ids of a customer's contacts: its own, which ends in `00`, with a number there. */
export function contactIds(customer: string): string[] {
  const stem = customer.slice('cus_'.length, -2);
  return Array.from({ length: CONTACTS_EACH }, (_, n) => `con_${stem}${String(n + 1).padStart(2, '0')}`);
}

function customerOf(contact: string): string {
  return `cus_${contact.slice('con_'.length, -2)}00`;
}

function create(customer: string, text: string): Answer {
  const sent = JSON.parse(text) as Record<string, unknown>;
  created += 1;
  const uuid = `con_00000000-0000-4000-9000-${created.toString(16).padStart(12, '0')}`;
  return { status: 201, body: record(customer, uuid, sent) };
}

function list(customer: string): Answer {
  const entries = contactIds(customer).map((uuid) => stored(customer, uuid));
  return { status: 200, body: { entries, cursor: 'MjAyNQ==', has_more: false } };
}

function stored(customer: string, uuid: string): object {
  return record(customer, uuid, {
    first_name: 'Ada',
    last_name: 'Lovelace',
    title: 'Analyst',
    email: 'ada@example.com',
    phone: '+44 20 7946 0000',
    notes: 'Asks for the bill in writing.',
    position: 1,
  });
}

/** Every key is in every answer, null where nothing was given. */
function record(customer: string, uuid: string, sent: Readonly<Record<string, unknown>>): object {
  return {
    uuid,
    customer_uuid: customer,
    customer_external_id: customer,
    data_source_uuid: sent.data_source_uuid ?? null,
    position: sent.position ?? 1,
    first_name: sent.first_name ?? null,
    last_name: sent.last_name ?? null,
    title: sent.title ?? null,
    email: sent.email ?? null,
    phone: sent.phone ?? null,
    linked_in: sent.linked_in ?? null,
    twitter: sent.twitter ?? null,
    notes: sent.notes ?? null,
    custom: {},
  };
}
