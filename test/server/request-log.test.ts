/** The line that each request leaves in the log: its outcome, and nothing about the person. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.js';
import { Env, type Environment } from '../../src/config/env.js';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import { federatedSchema } from '../../src/graphql/schema.js';
import { CustomerReach } from '../../src/model/customer-reach.js';
import { type Failure, failed } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { CallerShares } from '../../src/server/auth/caller-share.js';
import { MAX_BODY } from '../../src/server/request-limits.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.js';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';
import { ask } from '../support/ask.js';
import { untilHeard } from '../support/barrier.js';
import { SkippingClock } from '../support/skipping-clock.js';

const INFO = 30;
const WARN = 40;
const TYPENAME = '{"query":"{ __typename }"}';

/** The failure for each customer of the test. */
const FAILURES: Readonly<Record<string, Failure>> = {
  unknown: { kind: 'unknown', uncertainty: 'cut', possibleMatches: [], retryAfterSeconds: null },
  access: { kind: 'access', problem: 'CREDENTIALS_REJECTED' },
  duplicate: { kind: 'duplicate', existing: null },
};

const servers: RunningServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** A server whose customers answer by their names, once `work` is done. */
async function start(
  variables: Environment = {},
  work: () => Promise<void> = () => Promise.resolve(),
  clock: Clock = systemClock,
  callers: Pick<ServerOptions, 'authenticate' | 'shares'> = {},
) {
  const lines: string[] = [];
  const contacts = {
    accounts: { get: () => ({ provider: { name: 'Anybody' } }) },
    add: async ({ customerId }: AddContactCommand) => {
      await work();
      if (customerId === 'bug') throw new TypeError('a bug');
      const failure = FAILURES[customerId];
      if (failure) return failed(failure);
      return { ok: true, value: { contact: {}, customerId, replayed: customerId === 'replayed', fates: [] } };
    },
  };
  const server = await startServer({
    config: readConfig(new Env({ PORT: '0', ...variables })),
    schema: federatedSchema(providers).schema,
    contacts: contacts as unknown as ContactService,
    clock,
    ...callers,
    log: pino({ base: null }, { write: (line) => lines.push(line) }),
  });
  servers.push(server);
  return {
    url: server.url,
    text: () => lines.join(''),
    requests: () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request'),
  };
}

const add = (customer: string, alias = 'a') =>
  `${alias}: addContact(customerId: "${customer}", provider: RPM, input: { firstName: "Marakesh" }) { __typename }`;

describe('an operation', () => {
  it('logs one line with its id, status and duration', async () => {
    const { url, requests } = await start();
    await ask(url, '{ __typename }', {}, { 'x-request-id': 'seen' });
    expect(requests()).toEqual([
      {
        level: INFO,
        time: expect.any(Number),
        msg: 'request',
        requestId: 'seen',
        status: 200,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it.each([
    ['{', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { __typename } query B { __typename }', 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['{ contactProviders { provider } }', 200, 'INTERNAL_SERVER_ERROR'],
  ])('that fails, %s, logs its code', async (query, status, code) => {
    const { url, requests } = await start();
    await ask(url, query);
    expect(requests()).toMatchObject([{ level: INFO, status, code }]);
  });

  it.each([
    ['Name_1', 'Name_1'],
    ['', undefined],
    ['x'.repeat(65), undefined],
    ['marakesh@example.com', undefined],
  ])('is named when its name, %j, is fit for a log line', async (operationName, operation) => {
    const { url, requests } = await start();
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query Name_1 { __typename }', operationName }),
    });
    expect(requests().map((line) => line.operation)).toEqual([operation]);
  });
});

describe('a mutation', () => {
  it.each([
    ['added', INFO, 'AddContactSuccess', 'APPLIED', false],
    ['replayed', INFO, 'AddContactSuccess', 'APPLIED', true],
    ['duplicate', INFO, 'ContactDuplicateError', 'NOT_APPLIED', false],
    ['access', WARN, 'ContactProviderAccessError', 'NOT_APPLIED', false],
    ['unknown', WARN, 'ContactOutcomeUnknownError', 'UNKNOWN', false],
    ['bug', WARN, undefined, 'UNKNOWN', false],
  ])('that ends as %s logs that', async (customer, level, result, outcome, replayed) => {
    const { url, requests } = await start();
    await ask(url, `mutation { ${add(customer)} }`);
    expect(requests()).toMatchObject([
      { level, status: 200, writes: [{ provider: 'RPM', outcome, replayed, ...(result && { result }) }] },
    ]);
  });

  it('of several fields logs one line for all, and nothing about the persons', async () => {
    const { url, requests, text } = await start();
    await ask(url, `mutation { ${add('duplicate', 'a')} ${add('unknown', 'b')} ${add('customer77', 'c')} }`);
    expect(requests()).toMatchObject([
      {
        level: WARN,
        writes: [{ outcome: 'NOT_APPLIED' }, { outcome: 'UNKNOWN' }, { outcome: 'APPLIED' }],
      },
    ]);
    expect(text()).not.toMatch(/Marakesh|customer77/);
  });

  it('whose client hung up logs that, and its outcome', async () => {
    let release = () => {};
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { url, requests } = await start({}, () => {
      arrive();
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const body = JSON.stringify({ query: `mutation { ${add('added')} }` });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await arrived;
    socket.destroy();
    await once(socket, 'close');
    await untilHeard(url);
    release();
    while (requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(requests()).toMatchObject([{ aborted: true, writes: [{ outcome: 'APPLIED' }] }]);
  });
});

describe('a rejected request', () => {
  const SECRET = 'a-secret-of-the-router';
  const right = { 'x-router-secret': SECRET, 'content-type': 'application/json' };

  it.each([
    [401, 'UNAUTHENTICATED', { method: 'POST', body: TYPENAME, headers: { 'x-router-secret': 'wrong' } }],
    [405, 'METHOD_NOT_ALLOWED', { method: 'GET', headers: right }],
    [406, 'NOT_ACCEPTABLE', { method: 'POST', body: TYPENAME, headers: { ...right, accept: 'text/csv' } }],
    [413, 'PAYLOAD_TOO_LARGE', { method: 'POST', body: 'x'.repeat(MAX_BODY + 1), headers: right }],
    [
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { method: 'POST', body: TYPENAME, headers: { ...right, 'content-type': 'text/plain' } },
    ],
    [400, 'BAD_REQUEST', { method: 'POST', body: '{', headers: right }],
  ])(
    'with %i logs one line with its code, %s, under the id that the caller gets',
    async (status, code, init) => {
      const { url, requests, text } = await start({ ROUTER_SECRETS: SECRET, NODE_ENV: 'production' });
      const response = await fetch(url, init);
      const { errors } = (await response.json()) as { errors: unknown };
      const requestId = response.headers.get('x-request-id');
      expect(errors).toMatchObject([{ extensions: { code, requestId } }]);
      expect(requests()).toEqual([
        {
          // A caller without the secret is of interest to an operator, and so is its address.
          ...(status === 401 ? { level: WARN, peer: '127.0.0.1' } : { level: INFO }),
          time: expect.any(Number),
          msg: 'request',
          requestId,
          status,
          durationMs: expect.any(Number),
          code,
        },
      ]);
      expect(text()).not.toContain(SECRET);
      expect(text()).not.toContain('wrong');
    },
  );

  it('at another path logs one line too: a router may have the wrong path', async () => {
    const { url, requests } = await start();
    await (await fetch(`${url}/`)).text();
    expect(requests()).toMatchObject([{ status: 404, code: 'NOT_FOUND' }]);
  });
});

it('logs nothing about health checks', async () => {
  const { url, text } = await start();
  for (const path of ['/livez', '/readyz']) await (await fetch(new URL(path, url))).text();
  expect(text()).toBe('');
});

it('logs how many requests were in flight when the time to stop is over', async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const clock = new SkippingClock();
  const work = () => {
    arrive();
    return new Promise<void>(() => {});
  };
  const hanging = await start({ PROVIDER_DEADLINE_MS: '100' }, work, clock);
  const inFlight = ask(hanging.url, `mutation { ${add('added')} }`).catch(() => 'cut');
  await arrived;
  const stopped = servers[0]?.stop();
  clock.advance(5100);
  await stopped;
  expect(await inFlight).toBe('cut');
  const lines = hanging
    .text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([
    { inFlight: 1, msg: 'stopping' },
    { level: WARN, inFlight: 1, msg: 'shutdown timeout: closing connections' },
  ]);
});

describe('a caller', () => {
  it('with a rejected token logs the reason', async () => {
    const message = 'The token has expired.';
    const authenticate = async () => ({ code: 'UNAUTHENTICATED', message }) as const;
    const { url, requests } = await start({}, undefined, systemClock, { authenticate });
    await ask(url, '{ __typename }');
    expect(requests()).toMatchObject([
      { level: INFO, status: 401, code: 'UNAUTHENTICATED', reason: message },
    ]);
  });

  it('over its share logs its digest, and no other does', async () => {
    const caller = { id: 'digest-of-ada', scopes: new Set([]), customers: CustomerReach.ALL };
    let times = 0;
    const shares = new CallerShares({
      clock: systemClock,
      count: async () => (times++ === 0 ? undefined : 500),
    });

    const { url, requests } = await start({}, undefined, systemClock, {
      authenticate: async () => ({ caller: { ...caller, originUser: undefined } }),
      shares,
    });
    for (let asked = 0; asked < 2; asked += 1) await ask(url, '{ __typename }');
    expect(requests()).toMatchObject([{ status: 200 }, { status: 429, caller: 'digest-of-ada' }]);
    expect(requests()[0]).not.toHaveProperty('caller');
  });
});
