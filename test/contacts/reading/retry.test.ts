/** Failed reads are retried and writes never are, counted at the vendor's end of the wire. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ProviderId } from '../../../src/model/contact.js';
import { ask } from '../../support/ask.js';
import { setCalendar } from '../../support/calendar.js';
import { type Described, described } from '../../support/facts.js';
import { fixtureEnvironment } from '../../support/fixtures.js';
import { encodeAnswer, type RawScript, startRawServer } from '../../support/raw-vendor.js';
import { openReadingStage, type ReadingStage } from '../../support/reading-stage.js';
import { customerOf, PROVIDERS } from '../../support/reading-vendor.js';
import type { PreparedReply } from '../../support/recording-vendor.js';
import { SkippingClock } from '../../support/skipping-clock.js';
import { startTestSubgraph } from '../../support/subgraph.js';

const DEADLINE_MS = 5000;
/** A port without a listener, which no other test gets while this one relies on that. */
const CLOSED_ORIGIN = 'http://127.0.0.1:1';

const page = (provider: string, customerId: string) =>
  `contacts(provider: ${provider}, customerId: "${customerId}") { nodes { externalId } }`;

let stage: ReadingStage;
let clock: SkippingClock;
// Anew for each test: the retry budget is per process, and tests must not spend each other's.
beforeEach(async () => {
  // The shortest waits that jitter can draw; the drawing has its own test.
  jest.spyOn(Math, 'random').mockReturnValue(0.05);
  clock = new SkippingClock();
  stage = await openReadingStage({ PROVIDER_DEADLINE_MS: String(DEADLINE_MS) }, clock);
});
afterEach(async () => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  await stage.close();
});

/** Answers with these first, then as the vendor would. */
function first(...replies: PreparedReply[]): void {
  const left = [...replies];
  stage.vendor.instead = () => left.shift();
}

async function read(provider: ProviderId = 'CRO') {
  const customerId = customerOf(provider, 1);
  stage.vendor.put(provider, customerId, 2);
  const startedAt = clock.now();
  const { data, errors } = await stage.ask(`{ ${page(provider, customerId)} }`);
  const tookMs = clock.now() - startedAt;
  return { found: data.contacts?.nodes.length ?? null, errors, tookMs, calls: stage.vendor.requests.length };
}

const HTML: PreparedReply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<h1>One moment</h1>',
};
const down: PreparedReply = { status: 503, body: '' };

describe.each(PROVIDERS)('%s', (provider) => {
  test('answers a read on the third try after two 503s', async () => {
    first(down, down);
    const { found, errors, calls, tookMs } = await read(provider);
    expect({ found, errors, calls }).toEqual({ found: 2, errors: [], calls: 3 });
    expect(tookMs).toBeLessThan(DEADLINE_MS);
  });

  test('gives up after three tries', async () => {
    first(down, down, down);
    const { found, errors, calls } = await read(provider);
    expect({ found, calls }).toEqual({ found: null, calls: 3 });
    expect(errors).toMatchObject([{ path: ['contacts'], extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
  });

  test("retries a proxy's page, and never takes it for an empty list", async () => {
    first(HTML);
    expect(await read(provider)).toMatchObject({ found: 2, errors: [], calls: 2 });
    stage.vendor.forget();
    first(HTML, HTML, HTML);
    const { found, errors } = await read(provider);
    expect(found).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
  });

  test('does not take an answer of another form for an empty list or an unknown contact', async () => {
    const { ids, customerId } = withIds(provider);
    const id = `${provider}:${customerId}:${ids[0]}`;
    const query = `query ($id: ID!) { one: contact(id: $id) { id } many: ${page(provider, customerId)} }`;
    const bodies = [
      '{}',
      '[]',
      'null',
      '""',
      '{"success":true}',
      '{"Result":null}',
      '{"list":null}',
      '{"results":{}}',
      '{"Result":{}}',
      '{"Result":{"CustomerID":1001,"Contacts":{}}}',
      '{"done":true,"size":3}',
      '{"done":true,"records":{}}',
      '{"list":[],"next_offset":{}}',
      '{"entries":[]}',
      '{"list":[{"contact":{"id":"contact_1"}},{}]}',
    ];
    for (const body of bodies) {
      stage.vendor.instead = () => ({ status: 200, body });
      const { data, errors } = await stage.ask(query, { id });
      const codes = errors.map(({ extensions }) => extensions.code);
      expect({ body, data, codes }).toEqual({
        body,
        data: { one: null, many: null },
        codes: ['PROVIDER_UNAVAILABLE', 'PROVIDER_UNAVAILABLE'],
      });
    }
  });
});

function withIds(provider: ProviderId): { customerId: string; ids: string[] } {
  const customerId = customerOf(provider, 1);
  return { customerId, ids: stage.vendor.put(provider, customerId, 2) };
}

describe('Retry-After', () => {
  test.each([503, 429])('is waited out when it fits, after a %i', async (status) => {
    first({ status, headers: { 'retry-after': '1' }, body: '' });
    const { found, calls, tookMs } = await read();
    expect({ found, calls }).toEqual({ found: 2, calls: 2 });
    expect(tookMs).toBeGreaterThanOrEqual(990);
  });

  test.each([
    [503, 'PROVIDER_UNAVAILABLE'],
    [429, 'RATE_LIMITED'],
  ])('is reported immediately when it does not fit, after a %i', async (status, code) => {
    first({ status, headers: { 'retry-after': '30' }, body: '' });
    const { errors, calls, tookMs } = await read();
    expect(errors).toMatchObject([{ extensions: { code, retryAfterSeconds: 30 } }]);
    expect(calls).toBe(1);
    expect(tookMs).toBeLessThan(DEADLINE_MS);
  });

  test('is required for another try after a 429', async () => {
    first({ status: 429, body: '' });
    const { errors, calls } = await read();
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(errors[0]?.extensions).not.toHaveProperty('retryAfterSeconds');
    expect(calls).toBe(1);
  });

  test("is read from Zuora's text when there is no header", async () => {
    const message = 'API Rate limit exceeded for the minute, retry after 40 seconds';
    first({ status: 429, body: JSON.stringify({ reasons: [{ code: 70, message }] }) });
    const { errors, calls } = await read('ZUORA');
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 40 } }]);
    expect(calls).toBe(1);
  });

  test("is the time until midnight for RPM's daily limit", async () => {
    // In the last seconds of a day the wait would fit, and the read would be answered.
    setCalendar(new Date('2026-03-01T12:00:00Z'));
    first({ status: 200, body: '{"Result":{"Error":{"Message":"API daily limit reached"}}}' });
    const { errors, calls } = await read('RPM');
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 12 * 3600 } }]);
    expect(calls).toBe(1);
  });
});

test('reports a rejection immediately', async () => {
  for (const status of [400, 401, 402, 403, 404, 405, 406, 409, 410, 415, 418, 422, 451]) {
    stage.vendor.forget();
    first({ status, headers: { 'retry-after': '0' }, body: '' });
    const { found, errors, calls } = await read();
    const code = status === 401 || status === 403 ? 'PROVIDER_ACCESS' : 'PROVIDER_REJECTED';
    expect({ status, found, calls, code: errors[0]?.extensions.code }).toEqual({
      status,
      found: null,
      calls: 1,
      code,
    });
  }
});

test('renews a rejected token once, which does not count as a retry', async () => {
  const refused: PreparedReply = {
    status: 401,
    body: '{"success":false,"reasons":[{"code":90000011,"message":"please sign in first"}]}',
  };
  first(refused);
  expect(await read('ZUORA')).toMatchObject({ found: 2, calls: 2 });
  stage.vendor.forget();
  first(refused, refused);
  const { errors, calls } = await read('ZUORA');
  expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_ACCESS' } }]);
  expect(calls).toBe(2);
});

test('tries each read of a vendor that stays down once, until it has answered for a while', async () => {
  // A vendor with many slots: with five, the breaker would open before the budget is spent.
  stage.vendor.instead = () => down;
  const customerId = customerOf('CHARGEBEE', 1);
  stage.vendor.put('CHARGEBEE', customerId, 2);
  const query = `{ ${page('CHARGEBEE', customerId)} }`;
  // Concurrently, because each waits between its tries.
  await Promise.all(Array.from({ length: 5 }, () => stage.ask(query)));
  expect(stage.vendor.requests).toHaveLength(15);
  stage.vendor.forget();
  for (let request = 0; request < 2; request += 1) await stage.ask(query);
  expect(stage.vendor.requests).toHaveLength(2);
  // Other vendors are not affected.
  stage.vendor.forget();
  stage.vendor.put('RPM', '1001', 1);
  await stage.ask(`{ ${page('RPM', '1001')} }`);
  expect(stage.vendor.requests).toHaveLength(3);

  stage.vendor.instead = undefined;
  // Ten answers pay for a retry; with so few calls, this many faults would open the breaker.
  for (let request = 0; request < 20; request += 1) await stage.ask(query);
  stage.vendor.forget();
  first(down);
  expect((await stage.ask(query)).errors).toEqual([]);
  expect(stage.vendor.requests).toHaveLength(2);
});

const CRO_PAGE = '{"current_limit":100,"current_page":1,"results":[{"id":1,"name":"A"}],"total_pages":1}';

/** A subgraph in front of a server scripted down to the byte. */
async function readFrom(script: RawScript, variables: Readonly<Record<string, string>> = {}) {
  const server = await startRawServer(script);
  const subgraph = await startTestSubgraph(
    {
      SANDBOX: 'off',
      PROVIDER_DEADLINE_MS: String(DEADLINE_MS),
      ...fixtureEnvironment(server.origin),
      ...variables,
    },
    clock,
  );
  const startedAt = clock.now();
  const { data, errors } = await ask(subgraph.url, `{ ${page('CRO', '1001')} }`);
  const tookMs = clock.now() - startedAt;
  const calls = server.requests.length;
  await server.close();
  await subgraph.close();
  return { found: data.contacts?.nodes.length ?? null, errors, calls, tookMs };
}

describe('a connection that breaks', () => {
  test.each([
    ['before an answer', 0],
    ['in the head of the answer', 20],
    ['in the body of the answer', 80],
  ])('%s is retried', async (_name, bytes) => {
    let left = 2;
    const answer = encodeAnswer({ status: 200, body: CRO_PAGE });
    const { found, errors, calls } = await readFrom({
      request(_request, socket) {
        left -= 1;
        if (left < 0) socket.write(answer);
        else if (bytes === 0) socket.resetAndDestroy();
        else socket.end(answer.subarray(0, bytes));
      },
    });
    expect({ found, errors, calls }).toEqual({ found: 1, errors: [], calls: 3 });
  });

  test('while it is being made is retried too', async () => {
    // Nothing reaches a vendor where it could be counted.
    let refused = 0;
    const count = () => {
      refused += 1;
    };
    subscribe('undici:client:connectError', count);
    const { errors, tookMs } = await readFrom({}, { CRO_URL: CLOSED_ORIGIN });
    unsubscribe('undici:client:connectError', count);
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
    expect(refused).toBe(3);
    expect(tookMs).toBeLessThan(DEADLINE_MS);
  });

  test('without an answer ends at the deadline, which covers all tries', async () => {
    const silence: RawScript = { request: () => clock.advance(1500) };
    const { errors, calls, tookMs } = await readFrom(silence, { PROVIDER_DEADLINE_MS: '1500' });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
    expect(calls).toBe(1);
    expect(tookMs).toBeLessThan(2 * 1500 + DEADLINE_MS);
  });
});

describe("a write without a key is sent once, or once more under the vendor's own key", () => {
  const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
    addContact(provider: $provider, customerId: $customerId, input: $input) { __typename }
  }`;
  const variables = ({ provider, facts }: Described) => ({
    provider: provider.id,
    customerId: facts.emulated.customer(1),
    input: facts.sample.input,
  });

  const answers: readonly (readonly [string, PreparedReply])[] = [
    ['503', down],
    ['503 with Retry-After: 0', { ...down, headers: { 'retry-after': '0' } }],
    ['429 with Retry-After: 0', { status: 429, headers: { 'retry-after': '0' }, body: '' }],
    ['500', { status: 500, body: '{}' }],
    ['408', { status: 408, body: '' }],
    ['a page of a proxy', HTML],
    ['a redirect', { status: 307, headers: { location: '/elsewhere' }, body: '' }],
  ];

  test.each(described)('$provider.id: for any answer', async (each) => {
    for (const [name, reply] of answers) {
      stage.vendor.forget();
      stage.vendor.instead = () => reply;
      // Earlier failures must not open the breaker.
      clock.advance(60_000);
      const { data } = await stage.ask(ADD, variables(each));
      const added = data.addContact.__typename === 'AddContactSuccess';
      const isLimited = reply.status === 429;
      const calls = each.provider.idempotency.vendorKey && !isLimited ? 2 : 1;
      expect({ name, added, calls: stage.vendor.requests.length }).toEqual({ name, added: false, calls });
    }
  });

  test.each(described)('$provider.id: when the connection is cut', async (each) => {
    let writes = 0;
    const server = await startRawServer({
      request({ path }, socket) {
        if (path.endsWith('/oauth/token')) {
          const body = '{"access_token":"t","token_type":"bearer","expires_in":3599}';
          socket.write(encodeAnswer({ status: 200, body }));
          return;
        }
        writes += 1;
        socket.resetAndDestroy();
      },
    });
    const subgraph = await startTestSubgraph({ SANDBOX: 'off', ...fixtureEnvironment(server.origin) }, clock);
    const { data } = await ask(subgraph.url, ADD, variables(each));
    await server.close();
    await subgraph.close();
    expect(data.addContact.__typename).toBe('ContactOutcomeUnknownError');
    expect(writes).toBe(each.provider.idempotency.vendorKey ? 2 : 1);
  });
});
