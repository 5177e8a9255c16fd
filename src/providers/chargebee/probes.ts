/** Chargebee's probes, with the names from its API reference. */
import { asObject, asObjects, readText } from '../../mapping/field-table.js';
import type { JsonObject } from '../../model/contact.js';
import type { ProviderReply, ProviderRequest } from '../exchange.js';
import {
  confirmed,
  isSuccess,
  type ProbeCalls,
  type Probes,
  type ProbeVendor,
  refuted,
  Undecided,
  undecided,
} from '../probe.js';
import {
  answers,
  clears,
  keepsTwins,
  keepsUnnamed,
  lateWrite,
  listIsCurrent,
  watch,
} from '../shared-probes.js';

const MAX_CONTACTS = 10;

function write(action: string, customer: string, contact: JsonObject, key?: string): ProviderRequest {
  return {
    method: 'POST',
    segments: ['customers', customer, `${action}_contact`],
    ...(key && { headers: { 'chargebee-idempotency-key': key } }),
    body: {
      form: Object.entries(contact).map(([name, value]) => [`contact[${name}]`, String(value)] as const),
    },
  };
}

/** Sends an add unchanged, and removes the contact it may have created. */
async function tryAdd(
  vendor: ProbeVendor,
  contact: JsonObject,
  { customer = vendor.customer, key }: { customer?: string; key?: string } = {},
): Promise<ProviderReply> {
  vendor.afterwards(() => vendor.call(write('delete', customer, { id: String(contact.id) })));
  return vendor.call(write('add', customer, { email: 'probe@example.com', ...contact }, key));
}

const newId = (vendor: ProbeVendor) => `probe_${vendor.unique()}`;

const calls: ProbeCalls = {
  async add(vendor, values = {}) {
    const id = newId(vendor);
    const reply = await tryAdd(vendor, { id, ...values });
    if (!isSuccess(reply)) throw new Undecided(`The contact of the probe was rejected: ${codeOf(reply)}.`);
    return id;
  },
  change: (vendor, id, values) => vendor.call(write('update', vendor.customer, { id, ...values })),
  remove: (vendor, id) => vendor.call(write('delete', vendor.customer, { id })),
  async list(vendor) {
    const segments = ['customers', vendor.customer, 'contacts'];
    const { json } = await vendor.call({ method: 'GET', segments, query: { limit: '100' } });
    const contacts = asObjects(asObject(json)?.list).map((row) => asObject(row.contact) ?? {});
    return new Map(contacts.map((contact) => [String(contact.id), contact]));
  },
};

export const probes: Probes = {
  'clear-field': clears(calls, 'first_name', 'Probe', ''),
  'update-keeps-unnamed': keepsUnnamed(
    calls,
    { first_name: 'Probe', phone: '+1 555 0100' },
    { label: 'Probe' },
  ),
  'update-keeps-flags': keepsUnnamed(
    calls,
    { enabled: true, send_billing_email: true, send_account_email: true },
    { label: 'Probe' },
  ),
  'list-is-current': listIsCurrent(calls, { label: 'Probe' }),
  'same-email-twice': keepsTwins(calls, { email: 'probe@example.com' }),

  'clear-email': {
    does: 'Adds a contact, sends an update with an empty email address, and removes the contact.',
    async run(vendor) {
      const id = await calls.add(vendor);
      const reply = await calls.change(vendor, id, { email: '' });
      if (isSuccess(reply)) return refuted('An empty email address is accepted.');
      return paramOf(reply) === 'contact[email]'
        ? confirmed('An empty email address is rejected, and the error names the parameter.')
        : refuted(`The rejection is ${codeOf(reply)} and does not name the parameter.`);
    },
  },

  'unknown-contact': answers(
    'Sends an update of a contact id that does not exist. Nothing is changed.',
    (vendor) => calls.change(vendor, newId(vendor), { label: 'Probe' }),
    '404, or 400 with the parameter contact[id]',
    (reply) => reply.status === 404 || (reply.status === 400 && paramOf(reply) === 'contact[id]'),
  ),

  'taken-id': {
    does: 'Adds a contact, then another one with its id, and removes it.',
    async run(vendor) {
      const id = await calls.add(vendor);
      const reply = await tryAdd(vendor, { id, label: 'Second' });
      if (isSuccess(reply)) return refuted('A second contact with the id is accepted.');
      return codeOf(reply) === 'duplicate_entry'
        ? confirmed('The second one is rejected with duplicate_entry.')
        : refuted(`The second one is rejected with ${codeOf(reply)}.`);
    },
  },

  'taken-id-elsewhere': {
    does: 'Adds a contact to the customer, one with the same id to the other customer, and removes them.',
    needs: ['otherCustomer'],
    async run(vendor) {
      const id = await calls.add(vendor);
      const reply = await tryAdd(vendor, { id }, { customer: vendor.otherCustomer ?? '' });
      if (isSuccess(reply)) return refuted('The other customer accepts the id as well.');
      return codeOf(reply) === 'duplicate_entry'
        ? confirmed('The id is taken for the whole site.')
        : undecided(`The other customer rejects the contact with ${codeOf(reply)}.`);
    },
  },

  'contact-limit': {
    does: 'Adds contacts to the customer until the vendor accepts no more, at most eleven, and removes them.',
    async run(vendor) {
      for (let count = (await calls.list(vendor)).size; count < MAX_CONTACTS; count += 1)
        await calls.add(vendor);
      const reply = await tryAdd(vendor, { id: newId(vendor) });
      if (isSuccess(reply)) return refuted('A customer can have more than ten contacts.');
      const isLimit = ['resource_limit_exhausted', 'resource_limit_exceeded'].includes(codeOf(reply));
      return isLimit
        ? confirmed(`The eleventh is rejected with ${codeOf(reply)}.`)
        : refuted(`The eleventh is rejected with ${codeOf(reply)}.`);
    },
  },

  'no-contacts-left': {
    does: 'Adds a contact to a customer that has none, removes it, and reads the response.',
    async run(vendor) {
      if ((await calls.list(vendor)).size > 0)
        return undecided('The customer has contacts. Name a customer without any.');
      const id = await calls.add(vendor);
      const reply = await vendor.call(write('delete', vendor.customer, { id }));
      const customer = asObject(asObject(reply.json)?.customer);
      if (!isSuccess(reply) || !customer) return refuted('The response does not contain the customer.');
      return asObjects(customer.contacts).length === 0
        ? confirmed(`The customer comes ${'contacts' in customer ? 'with an empty list' : 'without a list'}.`)
        : refuted('The response still contains the contact.');
    },
  },

  'list-order': {
    does: 'Adds two contacts, changes the first, lists before and after, and removes them.',
    async run(vendor) {
      const first = await calls.add(vendor);
      await calls.add(vendor);
      const before = [...(await calls.list(vendor)).keys()];
      await calls.change(vendor, first, { label: 'Probe' });
      const after = [...(await calls.list(vendor)).keys()];
      return after.join() === before.join()
        ? confirmed('A change does not affect the order.')
        : refuted('A change moves a contact in the list.');
    },
  },

  'key-of-rejection': {
    does: 'Sends an add that is rejected, then a valid one with the same idempotency key, and removes the contact.',
    async run(vendor) {
      const [id, key] = [newId(vendor), newId(vendor)];
      const rejected = await tryAdd(vendor, { id, email: 'not an address' }, { key });
      if (isSuccess(rejected)) return undecided('The add that should be rejected was accepted.');
      const second = await tryAdd(vendor, { id }, { key });
      return isSuccess(second)
        ? confirmed('A rejection does not use up the key.')
        : refuted(`The second request gets ${second.status} ${codeOf(second)}.`);
    },
  },

  'key-at-once': {
    does: 'Sends one add twice concurrently with one idempotency key, counts the contacts, and removes them.',
    async run(vendor) {
      const before = new Set((await calls.list(vendor)).keys());
      const request = write('add', vendor.customer, { email: 'probe@example.com' }, newId(vendor));
      const replies = await Promise.all([vendor.call(request), vendor.call(request)]);
      const added = [...(await calls.list(vendor)).keys()].filter((id) => !before.has(id));
      for (const id of added) vendor.afterwards(() => vendor.call(write('delete', vendor.customer, { id })));
      if (!replies.some(isSuccess)) return undecided('Neither of the two requests was carried out.');
      const statuses = replies.map(({ status }) => status).join(' and ');
      return added.length === 1
        ? confirmed(`One contact exists. The response statuses are ${statuses}.`)
        : refuted(`${added.length} contacts exist. The response statuses are ${statuses}.`);
    },
  },

  'late-write': lateWrite('a minute'),
  'lock-timeout': watch('lock_timeout, and check whether the contact was changed despite it.'),
};

function codeOf({ json, status }: ProviderReply): string {
  return readText(asObject(json) ?? {}, 'api_error_code') ?? `status ${status}`;
}

function paramOf({ json }: ProviderReply): string | undefined {
  const body = asObject(json) ?? {};
  return readText(body, 'param') ?? /^(contact\[\w+\]) ?:/.exec(readText(body, 'message') ?? '')?.[1];
}
