/** CRO Software's probes, with the names from its API documentation. */
import { asObject, asObjects, readText } from '../../mapping/field-table.js';
import type { JsonObject } from '../../model/contact.js';
import type { ProviderReply } from '../exchange.js';
import {
  confirmed,
  isSuccess,
  type ProbeCalls,
  type Probes,
  type ProbeVendor,
  refuted,
  Undecided,
} from '../probe.js';
import { answers, clears, keepsTwins, lateWrite, listIsCurrent, watch } from '../shared-probes.js';

/** Contacts cannot be removed, so earlier probes' contacts are found by name. */
const NAME = 'Probe, may be overwritten';
const UNKNOWN_ID = '999999999';
const PAGE = { page_limit: '1', page_index: '1' };

const path = (vendor: ProbeVendor, ...more: readonly string[]) => [
  'customers',
  vendor.customer,
  'contacts',
  ...more,
];

const calls: ProbeCalls = {
  async add(vendor, values = {}, nth = 0) {
    const known = [...(await calls.list(vendor))].filter(([, { name }]) => name === NAME)[nth]?.[0];
    const json = { name: NAME, ...values };
    const reply = await (known === undefined
      ? vendor.call({ method: 'POST', segments: path(vendor), body: { json } })
      : calls.change(vendor, known, json));
    const id = readText(asObject(reply.json) ?? {}, 'id');
    if (!isSuccess(reply) || !id)
      throw new Undecided(`The contact of the probe was rejected with status ${reply.status}.`);
    return id;
  },
  change: (vendor, id, json) => vendor.call({ method: 'PATCH', segments: path(vendor, id), body: { json } }),
  async list(vendor) {
    // Whether the list accepts parameters is itself a question; probes need a customer with few contacts.
    const { json } = await vendor.call({ method: 'GET', segments: path(vendor) });
    return new Map(asObjects(asObject(json)?.results).map((contact) => [String(contact.id), contact]));
  },
};

const hasField = ({ json }: ProviderReply, field: string) => {
  const body: JsonObject = asObject(json) ?? {};
  return new RegExp(`(?:^|\\.)${field}$`).test(readText(body, 'field') ?? readText(body, 'title') ?? '');
};

export const probes: Probes = {
  'clear-text': clears(calls, 'number', '+1 555 0100', null),
  'clear-email': clears(calls, 'email', 'probe@example.com', null),
  'list-is-current': listIsCurrent(calls, { number: '+1 555 0101' }),
  'same-values-twice': keepsTwins(calls, { email: 'probe@example.com' }),

  'flags-off': {
    does: 'Turns a notification of a probe contact on and off, and lists. The contact stays.',
    async run(vendor) {
      const id = await calls.add(vendor, { notify_on_failed_request: true });
      await calls.change(vendor, id, { notify_on_failed_request: false });
      const flag = (await calls.list(vendor)).get(id)?.notify_on_failed_request;
      return String(flag).toLowerCase() === 'false'
        ? confirmed('The notification is off.')
        : refuted('The notification is still on.');
    },
  },
  'page-parameters': answers(
    'Lists the contacts of the customer with page_limit and page_index. Changes nothing.',
    (vendor) => vendor.call({ method: 'GET', segments: path(vendor), query: PAGE }),
    'a page with current_page',
    (reply) => isSuccess(reply) && readText(asObject(reply.json) ?? {}, 'current_page') === '1',
  ),
  'unknown-contact': answers(
    'Sends a change of a contact id that does not exist. Nothing is changed.',
    (vendor) => calls.change(vendor, UNKNOWN_ID, { number: '1' }),
    '404',
    ({ status }) => status === 404,
  ),
  'unknown-customer': answers(
    'Lists the contacts of a customer id that does not exist. Changes nothing.',
    (vendor) => vendor.call({ method: 'GET', segments: ['customers', UNKNOWN_ID, 'contacts'] }),
    'an empty page or 404',
    (reply) =>
      reply.status === 404 || (isSuccess(reply) && asObjects(asObject(reply.json)?.results).length === 0),
  ),
  'rejected-field': {
    does: 'Sends a fax number that is too short to a probe contact. The contact stays.',
    async run(vendor) {
      const reply = await calls.change(vendor, await calls.add(vendor), { fax: '1' });
      if (isSuccess(reply)) return refuted('A fax number of one character is accepted.');
      return reply.status === 400 && hasField(reply, 'fax')
        ? confirmed('The rejection names the field.')
        : refuted(`The rejection has status ${reply.status} and does not name the field.`);
    },
  },
  conflict: watch('status 409 on a contact, and what its text says.'),
  'late-write': lateWrite('two minutes'),
  'rate-limit': watch('status 429 or 503, and whether Retry-After came with it.'),
  'refresh-token': watch('a replaced refresh token. A probe would use up the one of the service.'),
};
