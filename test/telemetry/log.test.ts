/** The events in the log at their levels, against vendors over real sockets. */
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import { openStore } from '../../src/idempotency/store/open-store.js';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { describeFault, sdkMessage } from '../../src/telemetry/fault.js';
import { logBreaker, logStoreFailures, logVendorCalls } from '../../src/telemetry/log.js';
import { observedStore } from '../../src/telemetry/observed-store.js';
import { isDnsFault, isTlsFault } from '../../src/vendor-http/fault-codes.js';
import { failingStore } from '../support/failing-store.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { encodeAnswer, type RawScript, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

const [INFO, WARN, ERROR] = [30, 40, 50];

const CUSTOMERS: Readonly<Record<string, string>> = { CHARGEBEE: 'cus_1', ZUORA: 'A00000001', RPM: '1001' };
const INPUT = { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

function openLog() {
  const lines: Line[] = [];
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** Accounts of vendors at the origin, and what they log. */
function open(origin: string) {
  const { log, lines } = openLog();
  const env = new Env(fixtureEnvironment(origin));
  const live = readProviderSettings(providers, env);
  expect(env.problems).toEqual([]);
  const clock = new SkippingClock();
  const hooks = { report: logVendorCalls(log), reportBreaker: logBreaker(log) };
  const accounts = openAccounts(providers, { live, clock, ...hooks });
  closing.push(() => accounts.destroy());
  const service = new ContactService(accounts, 5000, undefined, clock);
  const add = (provider: ProviderId) => {
    const customerId = CUSTOMERS[provider] ?? '';
    return service.add({ provider, customerId, input: INPUT, options: {}, requestId: 'r' });
  };
  const list = (provider: ProviderId) => {
    const customerId = CUSTOMERS[provider] ?? '';
    return new ContactReader(accounts, 5000, 'r').page({ provider, customerId }, { first: 1 }, true);
  };
  return { lines, add, list, clock };
}

async function serve(script: RawScript) {
  const vendor = await startRawServer(script);
  closing.push(() => vendor.close());
  return vendor;
}

function answering(status: number, body = '{}') {
  return serve({ request: (_request, socket) => socket.write(encodeAnswer({ status, body })) });
}

describe('a call to a vendor', () => {
  it('that is answered is logged as info', async () => {
    const { lines, list } = open((await answering(200, '{"list":[]}')).origin);
    await list('CHARGEBEE');
    expect(lines).toMatchObject([
      { level: INFO, msg: 'provider call', provider: 'CHARGEBEE', account: 'default', status: 200 },
    ]);
    expect(lines[0]).not.toHaveProperty('outcome');
    expect(lines[0]).not.toHaveProperty('error');
  });

  it.each([
    [401, 'CREDENTIALS_REJECTED'],
    [403, 'PERMISSION_DENIED'],
  ])('that is answered %i is a warning: the operator must check our access', async (status, problem) => {
    const { lines, add } = open((await answering(status)).origin);
    await add('CHARGEBEE');
    const error = 'ContactProviderAccessError';
    expect(lines).toMatchObject([{ level: WARN, status, error, problem, outcome: 'NOT_APPLIED' }]);
  });

  it('whose credentials get no token is a warning', async () => {
    const { lines, add } = open((await answering(401)).origin);
    await add('ZUORA');
    expect(lines).toMatchObject([
      { level: WARN, code: 'NO_TOKEN', problem: 'CREDENTIALS_REJECTED', sent: false, outcome: 'NOT_APPLIED' },
    ]);
  });

  it('whose token has expired is info: a new one is on its way', async () => {
    const token = { access_token: 'a', token_type: 'bearer', expires_in: 3600 };
    let calls = 0;
    const { origin } = await serve({
      request: ({ path }, socket) => {
        const isToken = path.endsWith('token');
        if (!isToken) calls += 1;
        const status = isToken || calls > 1 ? 200 : 401;
        socket.write(encodeAnswer({ status, body: isToken ? JSON.stringify(token) : '{}' }));
      },
    });
    const { lines, list } = open(origin);
    await list('ZUORA');
    expect(lines[0]).toMatchObject({ level: INFO, status: 401, isRepeated: true });
    expect(lines[1]).toMatchObject({ level: INFO, status: 200 });
  });

  it('whose host name is unknown is a warning', async () => {
    const { lines, add } = open('https://vendor.invalid');
    await add('CHARGEBEE');
    expect(lines).toMatchObject([{ level: WARN, code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) }]);
  });

  it('whose token endpoint has an unknown host name is a warning', async () => {
    const { lines, add } = open('https://vendor.invalid');
    await add('ZUORA');
    expect(lines).toMatchObject([{ level: WARN, code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) }]);
  });

  it('whose TLS handshake fails is a warning', async () => {
    // It has no certificate, so every handshake fails.
    const server: Server = createTlsServer({}).listen(0, '127.0.0.1');
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    await new Promise((resolve) => server.once('listening', resolve));
    const { lines, add } = open(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await add('CHARGEBEE');
    expect(lines).toMatchObject([{ level: WARN, code: expect.stringMatching(/^ERR_SSL_/), sent: false }]);
  });

  it('with an unknown outcome is a warning', async () => {
    const { lines, add } = open((await serve({ request: (_request, socket) => socket.destroy() })).origin);
    await add('RPM');
    expect(lines[0]).toMatchObject({
      level: WARN,
      error: 'ContactOutcomeUnknownError',
      outcome: 'UNKNOWN',
      sent: true,
    });
  });

  it('that cannot connect is info: retries and the breaker handle it', async () => {
    const vendor = await serve({});
    await vendor.close();
    const { lines, add } = open(vendor.origin);
    await add('CHARGEBEE');
    expect(lines).toMatchObject([
      { level: INFO, code: 'ECONNREFUSED', error: 'ContactProviderUnavailableError' },
    ]);
  });
});

it('each transition of a circuit breaker is a warning', async () => {
  let status = 502;
  const { origin } = await serve({
    request: (_request, socket) => socket.write(encodeAnswer({ status, body: '{"list":[]}' })),
  });
  const { lines, list, clock } = open(origin);
  const breaker = () => lines.filter(({ msg }) => msg === 'circuit breaker');
  for (let time = 0; breaker().length === 0 && time < 30; time += 1) await list('CHARGEBEE');
  status = 200;
  clock.advance(10_000);
  await list('CHARGEBEE');
  const about = { level: WARN, provider: 'CHARGEBEE', account: 'default' };
  expect(breaker()).toMatchObject([
    { ...about, state: 'OPEN' },
    { ...about, state: 'HALF_OPEN' },
    { ...about, state: 'CLOSED' },
  ]);
});

describe('a failing store', () => {
  function observed(fails: (operation: string) => boolean) {
    const { log, lines } = openLog();
    const clock = new SkippingClock();
    const open = async () =>
      observedStore(
        failingStore(await openStore('memory:'), fails),
        logStoreFailures(log, () => clock.now()),
      );
    return { lines, clock, open };
  }

  it('is an error, logged immediately and then every ten seconds, without the text it threw', async () => {
    const { lines, clock, open } = observed(() => true);
    const store = await open();
    for (let time = 0; time < 3; time += 1) await expect(store.now()).rejects.toThrow('down');
    clock.advance(5000);
    await expect(store.now()).rejects.toThrow('down');
    clock.advance(5000);
    await expect(store.get('id')).rejects.toThrow('down');
    expect(lines).toMatchObject([
      { level: ERROR, msg: 'store failed', operation: 'now', error: 'Error', failures: 1 },
      { level: ERROR, msg: 'store failed', operation: 'get', error: 'Error', failures: 5 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('down');
  });

  it('is logged as working again when every failed operation succeeds', async () => {
    let broken = ['now', 'purge'];
    const { lines, clock, open } = observed((operation) => broken.includes(operation));
    const store = await open();
    await expect(store.now()).rejects.toThrow('down');
    await expect(store.purge()).rejects.toThrow('down');
    broken = ['purge'];
    await store.now();
    await store.get('id');
    expect(lines).toHaveLength(1);
    broken = [];
    clock.advance(2000);
    await store.purge();
    await store.purge();
    expect(lines.slice(1)).toMatchObject([
      { level: WARN, msg: 'store recovered', failures: 2, downMs: expect.any(Number) },
    ]);
    broken = ['now'];
    await expect(store.now()).rejects.toThrow('down');
    expect(lines[2]).toMatchObject({ level: ERROR, msg: 'store failed', failures: 1 });
  });
});

describe('describeFault', () => {
  it.each([
    ['a full disk of SQLite', { code: 'ERR_SQLITE_ERROR', errcode: 13 }, 'SQLITE_FULL'],
    ['a lock of SQLite, in detail', { code: 'ERR_SQLITE_ERROR', errcode: 517 }, 'SQLITE_BUSY'],
    ['another result of SQLite', { code: 'ERR_SQLITE_ERROR', errcode: 19 }, 'SQLITE_19'],
    ['an SQLSTATE', { code: '53100' }, '53100'],
    ['a code with a blank in it', { code: 'no such' }, undefined],
    ['a code that is a personal value', { code: 'ada@example.com' }, undefined],
    ['an error without a code', {}, undefined],
  ])('names %s', (_, fields, code) => {
    expect(describeFault(Object.assign(new Error('of ada@example.com'), fields))).toEqual({
      error: 'Error',
      ...(code && { code }),
    });
  });

  it.each([
    ['Query read timeout', 'TIMEOUT'],
    ['timeout exceeded when trying to connect', 'TIMEOUT'],
    ['timeout expired', 'TIMEOUT'],
    ['Connection terminated due to connection timeout', 'TIMEOUT'],
    ['Connection terminated unexpectedly', 'CONNECTION_LOST'],
    ['Client has encountered a connection error and is not queryable', 'CONNECTION_LOST'],
  ])('names an error for which PostgreSQL has no code: %s', (message, code) => {
    expect(describeFault(new Error(message))).toEqual({ error: 'Error', code });
  });
});

describe('a code', () => {
  it.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'EPROTO',
  ])('%s is about TLS', (code) => {
    expect([isTlsFault(code), isDnsFault(code)]).toEqual([true, false]);
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL'])('%s is about DNS', (code) => {
    expect([isTlsFault(code), isDnsFault(code)]).toEqual([false, true]);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'DEADLINE', undefined])(
    '%s is about neither',
    (code) => {
      expect([isTlsFault(code), isDnsFault(code)]).toEqual([false, false]);
    },
  );
});

describe("a message of OpenTelemetry's SDK", () => {
  it.each([
    ['metrics export timed out after 1000ms', 'metrics export timed out after 1000ms'],
    ['{"stack":"Error: no\\n at x.js:1","message":"export failed","name":"Error"}', 'export failed'],
    ['{"stack":"Error: no"}', '{"stack":"Error: no"}'],
    ['{broken', '{broken'],
  ])('is logged without its stack: %s', (text, message) => {
    expect(sdkMessage(text)).toBe(message);
  });

  it('is truncated', () => {
    expect(sdkMessage('x'.repeat(1000))).toHaveLength(300);
  });
});
