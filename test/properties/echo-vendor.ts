/**
 * The five vendors as one server that keeps what it is given and answers it in each vendor's form. It reads requests as a
 * vendor does, knowing nothing of the tables, and records them as they came off the wire.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  /** As it stood in the request line. */
  readonly target: string;
  /** Name, as it was sent, and value by turns. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface EchoVendor {
  readonly origin: string;
  /** Everything but calls for a token. */
  readonly received: Received[];
  close(): Promise<void>;
}

export async function startEchoVendor(): Promise<EchoVendor> {
  const received: Received[] = [];
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      const target = request.url ?? '';
      if (target === '/oauth/token') {
        response.end('{"access_token":"zuora-token","token_type":"bearer","expires_in":3599}');
        return;
      }
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ method: request.method ?? '', target, rawHeaders: request.rawHeaders, body });
      response.end(JSON.stringify(answerTo(target, body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Json = Readonly<Record<string, unknown>>;

function answerTo(target: string, body: string): unknown {
  // Lists of a customer's contacts, which are read before a write that has to be proved later.
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
