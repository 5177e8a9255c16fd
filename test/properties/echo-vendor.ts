/**
 * The five vendors as one server that answers what it is given in each vendor's form. Unlike the emulators it
 * takes every value, so that a property compares what was sent with what comes back and nothing else. The
 * emulators reject what their vendors reject, and would not show what we send beyond that.
 */
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';

export async function startEchoVendor(): Promise<RecordingVendor> {
  const vendor = await startRecordingVendor();
  vendor.answer = ({ path, body }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answerTo(path, body)),
  });
  return vendor;
}

type Json = Readonly<Record<string, unknown>>;

function answerTo(target: string, body: string): unknown {
  // Lists of a customer's contacts, which are read before a write with a key.
  if (body === '') return { results: [], entries: [], has_more: false };
  if (target === '/rpm/api2.svc/Customer') return { Result: { Contacts: [] } };
  if (target.endsWith('/add_contact')) {
    const contact = Object.fromEntries(
      [...new URLSearchParams(body)].map(([name, value]) => [
        /^contact\[(\w+)\]$/.exec(name)?.[1] ?? name,
        value === 'true' || value === 'false' ? value === 'true' : value,
      ]),
    );
    return { customer: { object: 'customer', contacts: [{ ...contact, ...flagsAsTexts(body) }] } };
  }
  const json = JSON.parse(body) as Json;
  if (target.startsWith('/rpm/'))
    return { Result: { Contact: { ContactID: 4711, ...(json.Contact as Json) } } };
  if (target === '/v1/contacts')
    return { success: true, id: 'f'.repeat(32), accountId: 'a'.repeat(32), ...json };
  if (target.startsWith('/v1/')) {
    const custom = (json.custom ?? []) as readonly { key: string; value: unknown }[];
    const map = Object.fromEntries(custom.map(({ key, value }) => [key, value]));
    return { ...json, uuid: 'con_00000000-0000-4000-8000-000000000001', custom: map };
  }
  return { ...json, id: 4711 };
}

/** Texts that only look like flags stay texts. */
function flagsAsTexts(body: string): Json {
  const texts = ['id', 'first_name', 'last_name', 'label', 'email', 'phone'];
  return Object.fromEntries(
    [...new URLSearchParams(body)].flatMap(([name, value]) => {
      const wire = /^contact\[(\w+)\]$/.exec(name)?.[1] ?? '';
      return texts.includes(wire) ? [[wire, value]] : [];
    }),
  );
}
