/** ChartMogul's probes, with the names from its API reference. */
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
import { answers, clears, keepsTwins, lateWrite, listIsCurrent, recordOf, watch } from '../shared-probes.js';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

async function dataSource(vendor: ProbeVendor): Promise<string> {
  if (typeof vendor.options.dataSourceUuid === 'string') return vendor.options.dataSourceUuid;
  const { json } = await vendor.call({ method: 'GET', segments: ['customers', vendor.customer] });
  const uuid = readText(asObject(json) ?? {}, 'data_source_uuid');
  if (uuid === undefined) throw new Undecided('The customer has no data source.');
  return uuid;
}

async function tryAdd(
  vendor: ProbeVendor,
  json: JsonObject,
  customer = vendor.customer,
): Promise<ProviderReply> {
  const reply = await vendor.call({
    method: 'POST',
    segments: ['customers', customer, 'contacts'],
    body: { json },
  });
  const uuid = readText(asObject(reply.json) ?? {}, 'uuid');
  if (isSuccess(reply) && uuid) vendor.afterwards(() => vendor.call(deletion(uuid)));
  return reply;
}

const deletion = (uuid: string) => ({ method: 'DELETE', segments: ['contacts', uuid] }) as const;

const calls: ProbeCalls = {
  async add(vendor, values = {}) {
    const json = {
      data_source_uuid: await dataSource(vendor),
      last_name: `Probe ${vendor.unique()}`,
      ...values,
    };
    const reply = await tryAdd(vendor, json);
    const uuid = readText(asObject(reply.json) ?? {}, 'uuid');
    if (!isSuccess(reply) || !uuid)
      throw new Undecided(`The contact of the probe was rejected with status ${reply.status}.`);
    return uuid;
  },
  change: (vendor, uuid, json) =>
    vendor.call({ method: 'PATCH', segments: ['contacts', uuid], body: { json } }),
  remove: (vendor, uuid) => vendor.call(deletion(uuid)),
  async list(vendor) {
    const segments = ['customers', vendor.customer, 'contacts'];
    const { json } = await vendor.call({ method: 'GET', segments, query: { per_page: '200' } });
    return new Map(asObjects(asObject(json)?.entries).map((contact) => [String(contact.uuid), contact]));
  },
};

const customOf = (record: JsonObject) => asObject(record.custom) ?? {};
const isShapeA = ({ json }: ProviderReply, param: string) => asObject(json)?.param === param;

export const probes: Probes = {
  'clear-field': clears(calls, 'title', 'Probe', null),
  'clear-email': clears(calls, 'email', 'probe@example.com', null),
  'list-is-current': listIsCurrent(calls, { title: 'Probe' }),
  'same-email-twice': keepsTwins(calls, { email: 'probe@example.com' }),

  'clear-custom-field': {
    does: 'Adds a contact, sets the custom attribute, sends it with null, and removes the contact.',
    needs: ['fields'],
    async run(vendor) {
      const [key = ''] = vendor.fields;
      const uuid = await calls.add(vendor, { custom: [{ key, value: 'Probe' }] });
      if (!(key in customOf(await recordOf(calls, vendor, uuid)))) {
        throw new Undecided('The account has not defined the custom attribute.');
      }
      const reply = await calls.change(vendor, uuid, { custom: [{ key, value: null }] });
      if (!isSuccess(reply)) return refuted(`A null is rejected with status ${reply.status}.`);
      const value = customOf(await recordOf(calls, vendor, uuid))[key] ?? null;
      return value === null
        ? confirmed('The attribute has no value.')
        : refuted('The attribute still has a value.');
    },
  },

  'custom-fields-stay': {
    does: 'Adds a contact with two custom attributes, changes the first one alone, and removes the contact.',
    needs: ['fields'],
    async run(vendor) {
      const [first = '', second = ''] = vendor.fields;
      const custom = [first, second].map((key) => ({ key, value: 'Probe' }));
      const uuid = await calls.add(vendor, { custom });
      if (second === '' || !(second in customOf(await recordOf(calls, vendor, uuid)))) {
        throw new Undecided('Name two custom attributes for texts that the account has defined.');
      }
      await calls.change(vendor, uuid, { custom: [{ key: first, value: 'Changed' }] });
      return customOf(await recordOf(calls, vendor, uuid))[second] === 'Probe'
        ? confirmed('The attribute that the change does not name stays.')
        : refuted('The attribute that the change does not name was cleared.');
    },
  },

  'unknown-contact': answers(
    'Sends a change of a contact uuid that does not exist. Nothing is changed.',
    (vendor) => calls.change(vendor, `con_${UNKNOWN_ID}`, { title: 'Probe' }),
    '404',
    ({ status }) => status === 404,
  ),
  'unknown-customer': answers(
    'Sends an add to a customer uuid that does not exist. Nothing is added.',
    async (vendor) =>
      tryAdd(vendor, { data_source_uuid: await dataSource(vendor), title: 'Probe' }, `cus_${UNKNOWN_ID}`),
    '404',
    ({ status }) => status === 404,
  ),
  'missing-data-source': answers(
    'Sends an add without a data source. Nothing is added.',
    (vendor) => tryAdd(vendor, { title: 'Probe' }),
    '400 with the parameter data_source_uuid',
    (reply) => reply.status === 400 && isShapeA(reply, 'data_source_uuid'),
  ),
  'other-data-source': answers(
    'Sends an add with a data source uuid that does not exist. Nothing is added.',
    (vendor) => tryAdd(vendor, { data_source_uuid: `ds_${UNKNOWN_ID}`, title: 'Probe' }),
    '400 or 404 with the parameter data_source_uuid',
    (reply) => [400, 404].includes(reply.status) && isShapeA(reply, 'data_source_uuid'),
  ),
  'nested-add': {
    does: 'Adds a contact below its customer and removes it.',
    async run(vendor) {
      const { status } = await tryAdd(vendor, {
        data_source_uuid: await dataSource(vendor),
        last_name: 'Probe',
      });
      return status === 201 ? confirmed('The status is 201.') : refuted(`The status is ${status}.`);
    },
  },
  'long-text': {
    does: 'Adds a contact with notes of 10,000 characters and removes it.',
    async run(vendor) {
      const notes = 'Probe. '.repeat(1_429).slice(0, 10_000);
      const uuid = await calls.add(vendor, { notes });
      return (await recordOf(calls, vendor, uuid)).notes === notes
        ? confirmed('The notes are stored whole.')
        : refuted('The notes were truncated or changed.');
    },
  },
  'parallel-limit': watch('status 503, and whether the contact was written all the same.'),
  'late-write': lateWrite('two minutes'),
};
