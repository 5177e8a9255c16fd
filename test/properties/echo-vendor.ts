/**
 * The five vendors as one server that echoes its input in each vendor's form. Unlike the emulators it accepts
 * every value, so that a property compares exactly what was sent with what returns. The emulators reject what
 * their vendors reject, which would hide what else we send.
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
  // Contact lists of the customer, which are read before a keyed write.
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

/** Texts that look like flags stay texts. */
function flagsAsTexts(body: string): Json {
  const texts = ['id', 'first_name', 'last_name', 'label', 'email', 'phone'];
  return Object.fromEntries(
    [...new URLSearchParams(body)].flatMap(([name, value]) => {
      const wire = /^contact\[(\w+)\]$/.exec(name)?.[1] ?? '';
      return texts.includes(wire) ? [[wire, value]] : [];
    }),
  );
}
