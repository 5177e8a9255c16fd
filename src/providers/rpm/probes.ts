/** RPM Software's probes, with the names from its API documentation. */
import { asObject, asObjects, readText } from '../../mapping/field-table.js';
import type { JsonObject, JsonValue } from '../../model/contact.js';
import type { ProviderReply } from '../exchange.js';
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
import { answers, keepsTwins, lateWrite, listIsCurrent, recordOf, tidying } from '../shared-probes.js';

/** Contacts cannot be removed, so earlier probes' contacts are found by name. */
const NAME = { FirstName: 'Probe', LastName: 'May Be Overwritten' };
const UNKNOWN_ID = 2_147_483_647;
const WORK = 1;

function send(vendor: ProbeVendor, endpoint: string, json: JsonObject): Promise<ProviderReply> {
  return vendor.call({ method: 'POST', segments: ['api2.svc', endpoint], body: { json } });
}

const resultOf = ({ json }: ProviderReply): JsonObject => asObject(asObject(json)?.Result) ?? {};

/** The text of an error, which RPM answers with status 200. */
function errorOf(reply: ProviderReply): string | undefined {
  const { Error: error } = resultOf(reply);
  return typeof error === 'string' ? error : readText(asObject(error) ?? {}, 'Message');
}

const calls: ProbeCalls = {
  async add(vendor, values = {}, nth = 0) {
    const known = [...(await calls.list(vendor))].filter(([, { LastName }]) => LastName === NAME.LastName)[
      nth
    ];
    if (known) {
      await calls.change(vendor, known[0], { ...numberless(known[1]), ...values });
      return known[0];
    }
    const reply = await send(vendor, 'CustomerContactAdd', {
      Contact: { ...NAME, ...values },
      CustomerID: Number(vendor.customer),
    });
    const id = readText(asObject(resultOf(reply).Contact) ?? {}, 'ContactID');
    if (id === undefined)
      throw new Undecided(`The contact of the probe was rejected: ${errorOf(reply) ?? 'no text'}.`);
    return id;
  },
  async change(vendor, id, values) {
    const reply = await send(vendor, 'CustomerContactEdit', {
      Contact: { ContactID: Number(id), ...NAME, ...values },
      CustomerID: Number(vendor.customer),
      IsPrimary: false,
    });
    // The shared probes recognize a rejection by status.
    return errorOf(reply) === undefined ? reply : { ...reply, status: 400 };
  },
  async list(vendor) {
    const result = resultOf(await send(vendor, 'Customer', { CustomerID: Number(vendor.customer) }));
    const contacts = asObjects(result.Contacts).map(({ Contact: contact }) => asObject(contact) ?? {});
    return new Map(contacts.map((contact) => [String(contact.ContactID), contact]));
  },
};

/** Clears the numbers of an earlier probe, as far as possible. */
function numberless(contact: JsonObject): JsonObject {
  const numbers = asObjects(contact.PhoneNumbers).filter(({ PhoneNumberID: id }) => Number(id) > 0);
  return numbers.length === 0 ? {} : { PhoneNumbers: numbers.map((row) => ({ ...row, Number: '' })) };
}

const work = (contact: JsonObject) =>
  asObjects(contact.PhoneNumbers).filter(({ Type: type }) => type === WORK);
const isEmpty = (value: JsonValue | undefined) =>
  ['', 'none'].includes(
    String(value ?? '')
      .trim()
      .toLowerCase(),
  );

/** A probe contact with a work number, and the row of that number. */
async function withNumber(vendor: ProbeVendor): Promise<{ id: string; row: JsonObject }> {
  const id = await calls.add(vendor);
  await calls.change(vendor, id, { PhoneNumbers: [{ Type: WORK, Number: '555-0100' }] });
  const row = work(await recordOf(calls, vendor, id)).find(({ Number: number }) => number === '555-0100');
  if (!row) throw new Undecided('The number that the probe needs was not accepted.');
  return { id, row };
}

export const probes: Probes = {
  'absent-is-emptied': {
    does: `Adds a contact with a title, changes its email address alone, and reads. ${tidying(calls)}`,
    async run(vendor) {
      const id = await calls.add(vendor, { Title: 'Probe' });
      const reply = await calls.change(vendor, id, { Email: 'probe@example.com' });
      if (!isSuccess(reply)) return undecided(`The change was rejected: ${errorOf(reply) ?? 'no text'}.`);
      return isEmpty((await recordOf(calls, vendor, id)).Title)
        ? confirmed('A title that the edit omits is cleared.')
        : refuted('A title that the edit omits stays.');
    },
  },
  'number-left-out': {
    does: `Adds a contact with a number, changes it without the number, and reads. ${tidying(calls)}`,
    async run(vendor) {
      const { id } = await withNumber(vendor);
      await calls.change(vendor, id, { Title: 'Probe' });
      const stays = work(await recordOf(calls, vendor, id)).some(
        ({ Number: number }) => number === '555-0100',
      );
      return stays ? confirmed('The number stays.') : refuted('The number was removed.');
    },
  },
  'number-emptied': {
    does: `Adds a contact with a number, sends it empty, and reads. ${tidying(calls)}`,
    async run(vendor) {
      const { id, row } = await withNumber(vendor);
      const reply = await calls.change(vendor, id, { PhoneNumbers: [{ ...row, Number: '' }] });
      if (!isSuccess(reply)) return refuted(`An empty number is rejected: ${errorOf(reply) ?? 'no text'}.`);
      return work(await recordOf(calls, vendor, id)).every(({ Number: number }) => isEmpty(number))
        ? confirmed('The number reads back as none.')
        : refuted('The number still exists.');
    },
  },
  'second-number-of-type': {
    does: `Adds a contact with a number, sends another one of its type without an id, and reads. ${tidying(calls)}`,
    async run(vendor) {
      const { id } = await withNumber(vendor);
      const reply = await calls.change(vendor, id, { PhoneNumbers: [{ Type: WORK, Number: '555-0101' }] });
      if (!isSuccess(reply)) return refuted(`It is rejected: ${errorOf(reply) ?? 'no text'}.`);
      const rows = work(await recordOf(calls, vendor, id)).filter(({ Number: number }) => !isEmpty(number));
      const [row] = rows;
      return rows.length === 1 && row?.Number === '555-0101'
        ? confirmed('It replaces the existing number.')
        : refuted(`${rows.length} numbers of the type exist.`);
    },
  },
  'list-is-current': listIsCurrent(calls, { Title: 'Probe' }),
  'same-values-twice': keepsTwins(calls, { Email: 'probe@example.com' }),
  'unknown-customer': answers(
    'Reads a customer id that does not exist. Changes nothing.',
    (vendor) => send(vendor, 'Customer', { CustomerID: UNKNOWN_ID }),
    'the text "Customer not found" in a 200',
    (reply) => reply.status === 200 && /^customer not found\.?$/i.test(errorOf(reply)?.trim() ?? ''),
  ),
  'unknown-contact': {
    does: 'Sends an edit of a contact id that does not exist. Nothing is changed.',
    async run(vendor) {
      const reply = await calls.change(vendor, String(UNKNOWN_ID), {});
      const text = errorOf(reply);
      if (text === undefined)
        return refuted(`The answer has status ${reply.status} and no text of an error.`);
      return confirmed(`The edit is rejected with the text: ${text}`);
    },
  },
  'late-write': lateWrite('two minutes'),
};
