/** Our own credentials stay out of everything derived from a vendor's answer. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import type { ExchangeReport } from '../../src/accounts/exchange-report.js';
import { Env, type Environment } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import type { ProviderId } from '../../src/model/contact.js';
import { failureMessage } from '../../src/model/errors.js';
import { providers } from '../../src/providers/registry.js';
import { isRecord } from '../../src/sandbox/kit/request.js';
import { described } from '../support/facts.js';
import { type Fixture, loadFixtures } from '../support/fixtures.js';
import { encodeAnswer, type RawRequest, type RawServer, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

const ORIGIN = 'http://127.0.0.1:1';
/** The values that differ between the facts' `credentials` and `environment`; addresses are not secrets. */
const CREDENTIALS = described.flatMap(({ facts }) => {
  const usual = facts.environment(ORIGIN);
  return Object.entries(facts.credentials(ORIGIN)).flatMap(([name, value]) =>
    usual[name] === value || value.startsWith(ORIGIN) ? [] : value,
  );
});
const ACCESS_TOKENS = ['zuora-access-TOKEN-1', 'cro-access-TOKEN-1'];
const SECRETS = [...CREDENTIALS, ...ACCESS_TOKENS];

interface Documented {
  readonly id: ProviderId;
  readonly full: Fixture;
  readonly rejected: Fixture;
}

const IDS = described.map(({ provider }) => provider.id);
const DOCUMENTED: readonly Documented[] = IDS.map((id) => {
  const fixtures = loadFixtures(id);
  const full = fixtures.find(({ file }) => file === 'full.json');
  const rejected = fixtures.find(
    ({ expect: { failure }, reply }) =>
      failure?.member === 'ContactProviderRejectedError' &&
      /" *: *"\w+ [^"]+"/.test(JSON.stringify(reply.json)),
  );
  if (!full || !rejected)
    throw new Error(`${id} needs full.json and a rejection with a text in its testdata.`);
  return { id, full, rejected };
});

function documented(id: ProviderId): Documented {
  return DOCUMENTED.find((each) => each.id === id) as Documented;
}

/** The encodings in which a vendor, or a proxy in front of it, may write a value back. */
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

/** The text with every encoding that is simple to undo. */
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
  open(Object.assign({}, ...described.map(({ facts }) => facts.credentials(vendor.origin))));
  // From here on, all tokens are issued.
  answer = () => ({ status: 200, body: '{}' });
  await Promise.all(IDS.map((id) => add(id)));
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
  const { customerId, input } = documented(provider).full.call;
  return service.add({ provider, customerId, input, options: {}, requestId: 'test' });
}

/** The documented answer with the texts in members of the vendor's, and in one of our fields. */
function created(provider: ProviderId, texts: readonly string[]): string {
  const { call, reply } = documented(provider).full;
  const field = call.input.firstName ?? call.input.name;
  return changed(reply.json, (value) => {
    if (value === field) return texts[0];
    return isRecord(value) ? { ...value, x: { y: texts }, [texts[0] ?? '']: 1, n__c: texts[1] } : value;
  });
}

/** The documented rejection with the text in place of its own message. */
function complaint(provider: ProviderId, text: string): { status: number; body: string } {
  const { status, json } = documented(provider).rejected.reply;
  const body = changed(json, (value) => (typeof value === 'string' && value.includes(' ') ? text : value));
  return { status, body };
}

function changed(json: unknown, change: (value: unknown) => unknown): string {
  return JSON.stringify(JSON.parse(JSON.stringify(json), (_name, value: unknown) => change(value)));
}

describe.each(FORMS)('a credential of any account, written back %s', (_form, write) => {
  test.each(IDS)("stays out of a contact's record at %s, whose rest is returned", async (provider) => {
    for (const secret of SECRETS) {
      answer = () => ({ status: 200, body: created(provider, [write(secret), 'kept']) });
      const outcome = await add(provider);
      expect(outcome).toMatchObject({ ok: true });
      expectNoSecret(outcome);
      expect(JSON.stringify(outcome)).toContain('kept');
    }
  });

  test.each(IDS)('stays out of the message about an error of %s', async (provider) => {
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

test.each(IDS)('the end of a credential stays out of the message about an error of %s', async (provider) => {
  for (const secret of CREDENTIALS) {
    const end = /[\w+/=-]{12}$/.exec(secret)?.[0];
    if (end === undefined) continue;
    answer = () => complaint(provider, `Not so: ****${end}`);
    const outcome = await add(provider);
    expect(outcome).toMatchObject({ ok: false });
    expect(JSON.stringify([outcome, reports])).not.toContain(end);
  }
});

test('a credential stays out of a list', async () => {
  const record = { id: 'c1', email: 'ada@example.com', label: CREDENTIALS[0] };
  answer = () => ({ status: 200, body: JSON.stringify({ list: [{ contact: record }] }) });
  const reader = new ContactReader(accounts, 5000, 'test');
  const page = await reader.page({ provider: 'CHARGEBEE', customerId: 'cus_1' }, { first: 10 }, true);
  expect(page).toMatchObject({ ok: true, value: { contacts: [{ externalId: 'c1', label: '[value]' }] } });
  expectNoSecret(page);
});

test("an answer is redacted with its own request's token, even if another request renewed it meanwhile", async () => {
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
  open(described.find(({ provider }) => provider.id === 'ZUORA')?.facts.credentials(vendor.origin) ?? {});
  const first = add('ZUORA');
  await arrived.promise;
  // The second write is rejected for its token, and renews it.
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
