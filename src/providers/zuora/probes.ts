/** Zuora's probes, with the names from its API reference. */
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
import { answers, keepsTwins, keepsUnnamed, lateWrite, listIsCurrent, watch } from '../shared-probes.js';

const UNKNOWN_ID = 'f'.repeat(32);
const SOON_MS = 60_000;

const contact = (id: string) => ['v1', 'contacts', id];
const deletion = (id: string): ProviderRequest => ({ method: 'DELETE', segments: contact(id) });
/** Zuora also reports failures in a 200. */
const isDone = (reply: ProviderReply) => isSuccess(reply) && asObject(reply.json)?.success !== false;

/** A failure's codes, whose last two digits are the category. */
function codesOf({ json, status }: ProviderReply): string {
  const codes = asObjects(asObject(json)?.reasons).map((reason) => readText(reason, 'code') ?? '');
  return codes.length > 0 ? codes.join(', ') : `status ${status}`;
}

async function tryAdd(vendor: ProbeVendor, values: JsonObject, key?: string): Promise<ProviderReply> {
  const account = /^[0-9a-f]{32}$/i.test(vendor.customer) ? 'accountId' : 'accountNumber';
  const reply = await vendor.call({
    method: 'POST',
    segments: ['v1', 'contacts'],
    ...(key && { headers: { 'idempotency-key': key } }),
    body: { json: { [account]: vendor.customer, firstName: 'Probe', lastName: vendor.unique(), ...values } },
  });
  const id = readText(asObject(reply.json) ?? {}, 'id');
  if (isDone(reply) && id) vendor.afterwards(() => vendor.call(deletion(id)));
  return reply;
}

async function accountId(vendor: ProbeVendor): Promise<string> {
  if (/^[0-9a-f]{32}$/i.test(vendor.customer)) return vendor.customer;
  const { json } = await vendor.call({ method: 'GET', segments: ['v1', 'accounts', vendor.customer] });
  const id = readText(asObject(asObject(json)?.basicInfo) ?? {}, 'id');
  if (id === undefined) throw new Undecided('The account does not exist.');
  return id;
}

const calls: ProbeCalls = {
  async add(vendor, values = {}) {
    const reply = await tryAdd(vendor, values);
    const id = readText(asObject(reply.json) ?? {}, 'id');
    if (!isDone(reply) || !id)
      throw new Undecided(`The contact of the probe was rejected: ${codesOf(reply)}.`);
    return id;
  },
  async change(vendor, id, json) {
    const reply = await vendor.call({ method: 'PUT', segments: contact(id), body: { json } });
    return isDone(reply) ? reply : { ...reply, status: 400 };
  },
  remove: (vendor, id) => vendor.call(deletion(id)),
  async list(vendor) {
    const queryString = `select Id, FirstName, LastName, NickName, City, WorkPhone from Contact where AccountId = '${await accountId(vendor)}'`;
    const { json } = await vendor.call({
      method: 'POST',
      segments: ['v1', 'action', 'query'],
      body: { json: { queryString, conf: { batchSize: 2000 } } },
    });
    return new Map(asObjects(asObject(json)?.records).map((row) => [String(row.Id), named(row)]));
  },
};

/** A ZOQL row under the names of `/v1/contacts`, as far as probes use them. */
function named({ NickName: nickname, City: city, WorkPhone: workPhone }: JsonObject): JsonObject {
  return { nickname: nickname ?? null, city: city ?? null, workPhone: workPhone ?? null };
}

async function read(vendor: ProbeVendor, id: string): Promise<JsonObject> {
  const { json } = await vendor.call({ method: 'GET', segments: contact(id) });
  return asObject(json) ?? {};
}

export const probes: Probes = {
  'put-keeps-unnamed': keepsUnnamed(calls, { city: 'Probe', workPhone: '1' }, { nickname: 'Probe' }),
  'list-is-current': listIsCurrent(calls, { nickname: 'Probe' }),
  'same-values-twice': keepsTwins(calls, { lastName: 'Probe', workEmail: 'probe@example.com' }),

  'clear-by-action': {
    does: 'Adds a contact, clears one field by action while it sets another, reads, and removes the contact.',
    async run(vendor) {
      const id = await calls.add(vendor, { workPhone: '1', city: 'Probe' });
      const object = { Id: id, NickName: 'Probe', fieldsToNull: ['WorkPhone'] };
      const { json } = await vendor.call({
        method: 'POST',
        segments: ['v1', 'action', 'update'],
        body: { json: { type: 'Contact', objects: [object] } },
      });
      const [result] = asObjects(json);
      if (result?.Success !== true) {
        const code = readText(asObjects(result?.Errors)[0] ?? {}, 'Code') ?? 'no code';
        return refuted(`The update by action is rejected with ${code}.`);
      }
      const { workPhone, nickname, city } = await read(vendor, id);
      return (workPhone ?? null) === null && nickname === 'Probe' && city === 'Probe'
        ? confirmed('The field is cleared, the other one is set, and a third one stays.')
        : refuted('The fields do not match the update.');
    },
  },
  'clear-custom-field': {
    does: 'Adds a contact with the custom field, clears it by action, reads, and removes the contact.',
    needs: ['fields'],
    async run(vendor) {
      const [field = ''] = vendor.fields;
      const id = await calls.add(vendor, { [field]: 'Probe' });
      if ((await read(vendor, id))[field] !== 'Probe')
        return undecided('The tenant does not store the custom field.');
      await vendor.call({
        method: 'POST',
        segments: ['v1', 'action', 'update'],
        body: { json: { type: 'Contact', objects: [{ Id: id, fieldsToNull: [field] }] } },
      });
      return ((await read(vendor, id))[field] ?? null) === null
        ? confirmed('The custom field has no value.')
        : refuted('The custom field still has a value.');
    },
  },
  'gone-after-delete': {
    does: 'Adds a contact, removes it, and reads it for up to a minute until it no longer exists.',
    async run(vendor) {
      const id = await calls.add(vendor);
      if (!isDone(await vendor.call(deletion(id)))) return undecided('The contact cannot be removed.');
      for (let waitedMs = 0; waitedMs <= SOON_MS; waitedMs += 2_000) {
        if ((await read(vendor, id)).id !== id)
          return confirmed(`It no longer exists ${waitedMs / 1000} s after the response.`);
        await vendor.sleep(2_000);
      }
      return refuted('It can still be read a minute after its removal succeeded.');
    },
  },
  'key-ignores-body': {
    does: 'Sends two different adds with one idempotency key and removes the contacts.',
    async run(vendor) {
      const key = `probe-${vendor.unique()}`;
      const ids = [];
      for (const lastName of ['Probe One', 'Probe Two']) {
        const reply = await tryAdd(vendor, { lastName }, key);
        ids.push(isDone(reply) ? readText(asObject(reply.json) ?? {}, 'id') : undefined);
      }
      const [first, second] = ids;
      if (first === undefined) return undecided('The first add was rejected.');
      if (second === undefined) return refuted('Another body with the key is rejected.');
      return first === second
        ? confirmed('The first response is returned again.')
        : refuted('Both are carried out.');
    },
  },
  'country-as-sent': {
    does: 'Adds a contact with the country US, reads it, and removes it.',
    async run(vendor) {
      const { country } = await read(vendor, await calls.add(vendor, { country: 'US', state: 'WA' }));
      return country === 'US'
        ? confirmed('The country reads back as sent.')
        : refuted('The country reads back in a longer form.');
    },
  },
  'unknown-contact': answers(
    'Sends a change of a contact id that does not exist. Nothing is changed.',
    (vendor) => calls.change(vendor, UNKNOWN_ID, { nickname: 'Probe' }),
    'a code that ends in 40',
    (reply) => /40$/.test(codesOf(reply)),
  ),
  'unknown-account': answers(
    'Sends an add to an account id that does not exist. Nothing is added.',
    (vendor) =>
      vendor.call({
        method: 'POST',
        segments: ['v1', 'contacts'],
        body: { json: { accountId: UNKNOWN_ID, firstName: 'Probe', lastName: 'Probe' } },
      }),
    'a code that ends in 40',
    (reply) => /40$/.test(codesOf(reply)),
  ),
  'contact-in-use': watch('a removal that the vendor rejects, and for its code.'),
  'key-in-progress': watch('status 409 on an add, and whether its body has a code.'),
  'late-write': lateWrite('two minutes'),
};
