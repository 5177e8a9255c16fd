/** Our own credentials stay out of everything that a vendor's answer leads to. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Accounts, openAccounts, readProviderSettings } from '../../src/accounts/accounts.js';
import type { ExchangeReport } from '../../src/accounts/exchange.js';
import { Env, type Environment } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/add-contact.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import type { ContactInput, ProviderId } from '../../src/model/contact.js';
import { failureMessage } from '../../src/model/errors.js';
import { providers } from '../../src/providers/registry.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { encodeAnswer, type RawRequest, type RawServer, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

const CREDENTIALS: Readonly<Record<string, string>> = {
  CHARGEBEE_API_KEY: 'live_chargebeeKEY+1/a',
  CHARTMOGUL_API_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  ZUORA_CLIENT_ID: '5b1f0c8e-9c1d-4a55-8f1e-aa42cd3fbb01',
  ZUORA_CLIENT_SECRET: 'zuora=SECRET/value+of.ours',
  CRO_REFRESH_TOKEN: 'cro-refresh-7Hq2',
  CRO_CLIENT_ID: 'cro-client-91Xz',
  CRO_CLIENT_SECRET: 'cro-client-secret-55Ab',
  RPM_API_KEY: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
};
const ACCESS_TOKENS = ['zuora-access-TOKEN-1', 'cro-access-TOKEN-1'];
const SECRETS = [...Object.values(CREDENTIALS), ...ACCESS_TOKENS];

const INPUT: Readonly<Record<ProviderId, { customerId: string; input: ContactInput }>> = {
  CHARGEBEE: { customerId: 'cus_1', input: { externalId: 'c1', emails: [{ address: 'ada@example.com' }] } },
  CHARTMOGUL: {
    customerId: 'cus_23740208-2c7e-11ee-9ea2-ffd2435982bb',
    input: { emails: [{ address: 'ada@example.com' }] },
  },
  ZUORA: { customerId: 'A00000001', input: { firstName: 'Ada', lastName: 'Lovelace' } },
  CRO: { customerId: '1', input: { name: 'Ada' } },
  RPM: { customerId: '123', input: { firstName: 'Ada' } },
};

/** How a vendor, or a proxy before it, may write a value back. */
const base64 = (text: string) => Buffer.from(text).toString('base64');
const FORMS: readonly (readonly [form: string, write: (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['in another case', (secret) => secret.toUpperCase()],
  ['after its scheme', (secret) => `authorization: Bearer ${secret}, accept: */*`],
  ['in Base64, as Basic sends it', (secret) => `Basic ${base64(`${secret}:`)}`],
  ['in Base64, as a password', (secret) => `Basic ${base64(`user1:${secret}`)}`],
  ['in Base64 for URLs', (secret) => Buffer.from(`ab${secret}`).toString('base64url')],
  ['in hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  ['in a form', (secret) => `grant_type=x&secret=${encodeURIComponent(secret)}&a=b`],
  [
    'with each character percent-encoded',
    (secret) => Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&'),
  ],
  [
    'in JSON escapes',
    (secret) => [...secret].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
  ],
  ['in HTML', (secret) => [...secret].map((letter) => `&#${letter.charCodeAt(0)};`).join('')],
  ['in JSON in JSON', (secret) => JSON.stringify({ a: JSON.stringify({ secret }) })],
];

/** The text with every encoding of it that is simple to undo. */
function readings(text: string): string {
  const plain = text
    .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('\\', '');
  const tokens = plain.match(/[\w+/=-]+/g) ?? [];
  const decoded = tokens.flatMap((token) => [
    Buffer.from(token, 'base64').toString('latin1'),
    Buffer.from(token, 'hex').toString('latin1'),
  ]);
  return [text, plain, ...decoded].join('\n').toLowerCase();
}

function expectNoSecret(shown: unknown): void {
  const text = readings(JSON.stringify(shown));
  for (const secret of SECRETS) expect(text).not.toContain(secret.toLowerCase());
}

let vendor: RawServer;
let answer: (request: RawRequest) => { status: number; body: string; headers?: Record<string, string> };
let tokens: number;
let reports: ExchangeReport[];
let accounts: Accounts;
let service: ContactService;

beforeEach(async () => {
  tokens = 0;
  reports = [];
  vendor = await startRawServer({
    request(request, socket) {
      if (!/token$/.test(request.path)) {
        socket.write(encodeAnswer(answer(request)));
        return;
      }
      tokens += 1;
      const access = request.path.startsWith('/cro') ? 'cro-access-TOKEN-1' : 'zuora-access-TOKEN-1';
      const body = { access_token: access, token_type: 'bearer', expires_in: 3600 };
      socket.write(encodeAnswer({ status: 200, body: JSON.stringify(body) }));
    },
  });
  const { CRO_ACCESS_TOKEN: _, ...environment } = fixtureEnvironment(vendor.origin) as Record<string, string>;
  open({ ...environment, ...CREDENTIALS, CRO_TOKEN_URL: `${vendor.origin}/cro/token` });
  // Now all tokens are issued.
  answer = () => ({ status: 200, body: '{}' });
  await Promise.all([add('ZUORA'), add('CRO')]);
  tokens = 0;
});

afterEach(async () => {
  await accounts.destroy();
  await vendor.close();
});

function open(environment: Environment): void {
  const env = new Env(environment);
  const live = readProviderSettings(providers, env);
  expect(env.problems).toEqual([]);
  accounts = openAccounts(providers, { live, report: (report) => reports.push(report) });
  service = new ContactService(accounts, 5000, undefined, new SkippingClock());
}

function add(provider: ProviderId) {
  const { customerId, input } = INPUT[provider] as (typeof INPUT)[string];
  return service.add({ provider, customerId, input, options: {}, requestId: 'test' });
}

/** A created contact whose record holds the texts, in members of the vendor's and in fields of ours. */
function created(provider: ProviderId, texts: readonly string[]): unknown {
  const more = { x: { y: texts }, notes: texts[0], n__c: texts[1] ?? texts[0] };
  switch (provider) {
    case 'CHARGEBEE':
      return { customer: { id: 'cus_1', contacts: [{ id: 'c1', label: texts[0], ...more }] } };
    case 'CHARTMOGUL':
      return { uuid: 'con_1', custom: { a: texts[0], [texts[0] ?? '']: 1 }, ...more };
    case 'RPM':
      return { Result: { Contact: { ContactID: 456, Title: texts[0], ...more } } };
    default:
      return { id: '7', accountId: 'a', name: texts[0], success: true, ...more };
  }
}

/** Complaints as the vendors word them. */
function complaint(provider: ProviderId, text: string): { status: number; body: string } {
  switch (provider) {
    case 'CHARGEBEE':
      return { status: 400, body: JSON.stringify({ api_error_code: 'invalid_request', message: text }) };
    case 'ZUORA':
      return {
        status: 200,
        body: JSON.stringify({ success: false, reasons: [{ code: 53100020, message: text }] }),
      };
    case 'CRO':
      return { status: 400, body: JSON.stringify({ status: 400, title: text, detail: text }) };
    case 'RPM':
      return { status: 200, body: JSON.stringify({ Error: text }) };
    default:
      return { status: 400, body: JSON.stringify({ code: 400, message: text }) };
  }
}

const IDS = Object.keys(INPUT);

describe.each(FORMS)('a credential of any account, written back %s', (_form, write) => {
  test.each(IDS)(
    'stays out of the record of a contact at %s, and the rest of it is shown',
    async (provider) => {
      for (const secret of SECRETS) {
        answer = () => ({ status: 200, body: JSON.stringify(created(provider, [write(secret), 'kept'])) });
        const outcome = await add(provider);
        expect(outcome).toMatchObject({ ok: true });
        expectNoSecret(outcome);
        expect(JSON.stringify(outcome)).toContain('kept');
      }
    },
  );

  test.each(IDS)('stays out of what is told of a complaint of %s', async (provider) => {
    for (const secret of SECRETS) {
      answer = () => ({
        ...complaint(provider, `Not so: ${write(secret)}`),
        headers: { 'x-request-id': secret },
      });
      const outcome = await add(provider);
      expect(outcome).toMatchObject({ ok: false });
      expectNoSecret([outcome, outcome.ok || failureMessage(outcome.failure, 'Vendor'), reports]);
    }
  });
});

test('a credential stays out of a list', async () => {
  const record = { id: 'c1', email: 'ada@example.com', label: CREDENTIALS.CHARGEBEE_API_KEY };
  answer = () => ({ status: 200, body: JSON.stringify({ list: [{ contact: record }] }) });
  const reader = new ContactReader(accounts, 5000, 'test');
  const page = await reader.page({ provider: 'CHARGEBEE', customerId: 'cus_1' }, { first: 10 }, true);
  expect(page).toMatchObject({ ok: true, value: { contacts: [{ externalId: 'c1', label: '[value]' }] } });
  expectNoSecret(page);
});

test('an answer is searched for the token of its own request, though another one renewed it meanwhile', async () => {
  const told = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  await vendor.close();
  let adds = 0;
  vendor = await startRawServer({
    request(request, socket) {
      if (/token$/.test(request.path)) {
        tokens += 1;
        const body = { access_token: `zuora-access-TOKEN-${tokens}`, token_type: 'bearer', expires_in: 3600 };
        socket.write(encodeAnswer({ status: 200, body: JSON.stringify(body) }));
        return;
      }
      adds += 1;
      const echo = complaint('ZUORA', `Not so: ${request.headers.authorization}`);
      if (adds === 1) {
        arrived.resolve();
        void told.promise.then(() => socket.write(encodeAnswer(echo)));
      } else {
        const isFirst = request.headers.authorization?.endsWith('-1');
        socket.write(encodeAnswer(isFirst ? { status: 401, body: '{}' } : echo));
      }
    },
  });
  await accounts.destroy();
  open({
    ZUORA_URL: vendor.origin,
    ZUORA_CLIENT_ID: CREDENTIALS.ZUORA_CLIENT_ID,
    ZUORA_CLIENT_SECRET: CREDENTIALS.ZUORA_CLIENT_SECRET,
  });
  const first = add('ZUORA');
  await arrived.promise;
  // The second write is rejected for the token, and renews it.
  const second = await add('ZUORA');
  told.resolve();
  expect(tokens).toBe(2);
  const shown = [await first, second];
  expect(shown).toEqual([
    expect.objectContaining({ failure: expect.objectContaining({ kind: 'rejected' }) }),
    expect.objectContaining({ failure: expect.objectContaining({ kind: 'rejected' }) }),
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/TOKEN-\d/);
});
