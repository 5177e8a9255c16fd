/** The media type of an answer, and how a repeated document is handled. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.js';
import { Env, type Environment } from '../../src/config/env.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import { buildFederatedSchema, federatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { type RunningServer, startServer } from '../../src/server/server.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { ask } from '../support/ask.js';
import { untilHeard } from '../support/barrier.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
const ADD = 'mutation { addContact(customerId: "1", provider: RPM, input: {}) { __typename } }';

let server: RunningServer;
/** Number of requested adds. */
let added = 0;
const logged: string[] = [];

/** A server that finishes an add when `work` resolves. */
function start(
  work: () => Promise<void>,
  variables: Environment = {},
  { schema } = federatedSchema(providers),
): Promise<RunningServer> {
  const contacts = {
    accounts: { get: () => ({ provider: { name: 'Anybody' } }) },
    add: async () => {
      added += 1;
      await work();
      return { ok: false, failure: { kind: 'access', problem: 'NOT_CONFIGURED' } };
    },
  };
  return startServer({
    config: readConfig(new Env({ PORT: '0', ...variables })),
    schema,
    contacts: contacts as unknown as ContactService,
    clock: systemClock,
    log: pino({ level: 'error' }, { write: (line) => logged.push(line) }),
  });
}

beforeAll(async () => {
  server = await start(() => Promise.resolve());
});

afterAll(() => server.stop());

it('keeps the connection, and announces its close while the server is stopping', async () => {
  let release = () => {};
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const stopping = await start(() => {
    arrive();
    return new Promise((resolve) => {
      release = resolve;
    });
  });
  expect((await ask(stopping.url, '{ __typename }')).headers.get('connection')).toBe('keep-alive');
  const inFlight = ask(stopping.url, ADD);
  await arrived;
  const stopped = Promise.all([stopping.stop(), stopping.stop()]);
  release();
  expect((await inFlight).headers.get('connection')).toBe('close');
  await stopped;
});

it.each([
  ['/readyz', 503, '{"status":"stopping"}'],
  ['/livez', 200, '{"status":"ok"}'],
  ['/graphql', 405, 'METHOD_NOT_ALLOWED'],
])('answers %s while it is stopping, and closes the connection', async (path, status, body) => {
  const stopping = await start(() => Promise.resolve());
  const { hostname, port } = new URL(stopping.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await once(socket, 'data');
  // A request has begun, so the connection is not idle and stays open when the server stops.
  await promisify<string>(socket.write.bind(socket))(`GET ${path} HTTP/1.1\r\n`);
  await untilHeard(stopping.url);
  const stopped = stopping.stop();
  socket.write('host: localhost\r\n\r\n');
  const answer = await text(socket);
  await stopped;
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toMatch(/^connection: close$/im);
  expect(answer).toContain(body);
});

describe('the media type', () => {
  it.each([
    ['*/*', JSON_TYPE],
    ['', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/json; charset=utf-8', JSON_TYPE],
    ['application/graphql-response+json', RESPONSE_TYPE],
    ['application/graphql-response+json, application/json', RESPONSE_TYPE],
    ['application/json, application/graphql-response+json', JSON_TYPE],
    ['application/json;q=0.5, application/graphql-response+json', RESPONSE_TYPE],
    ['application/json, application/graphql-response+json;q=0.5', JSON_TYPE],
    [
      'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
      RESPONSE_TYPE,
    ],
    ['text/html, */*;q=0.1', JSON_TYPE],
  ])('for %j is %s, for success and for rejection', async (accept, type) => {
    for (const [query, status] of [
      [ADD, 200],
      ['{ nothing }', 400],
    ] as const) {
      const answer = await ask(server.url, query, {}, { accept });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    }
  });

  it.each(['text/html', 'application/json;q=0', 'application/json; charset=latin1', 'nothing'])(
    'of the Accept header %j is not available, and nothing is done',
    async (accept) => {
      const before = added;
      const { status, headers, errors } = await ask(server.url, ADD, {}, { accept });
      expect(status).toBe(406);
      expect(errors).toEqual([
        {
          message: expect.any(String),
          extensions: { code: 'NOT_ACCEPTABLE', requestId: headers.get('x-request-id') },
        },
      ]);
      expect(added).toBe(before);
    },
  );
});

describe('a repeated document', () => {
  it('is rejected again, or accepted again', async () => {
    for (const [query, status] of [
      ['{ nothing }', 400],
      ['{', 400],
      ['{ __typename }', 200],
    ] as const) {
      const answers = [await ask(server.url, query), await ask(server.url, query)];
      expect(answers.map((answer) => answer.status)).toEqual([status, status]);
      const withoutId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');
      expect(withoutId(answers[1]?.text ?? '')).toBe(withoutId(answers[0]?.text ?? ''));
    }
  });

  it('is executed with the operation name and variables of each request', async () => {
    const query =
      'query A($yes: Boolean!) { a: __typename @include(if: $yes) c: __typename } query B { b: __typename }';
    const run = async (operationName: string, variables: object) => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName, variables }),
      });
      return JSON.parse(await response.text()).data;
    };
    expect(await run('A', { yes: true })).toEqual({ a: 'Query', c: 'Query' });
    expect(await run('B', {})).toEqual({ b: 'Query' });
    expect(await run('A', { yes: false })).toEqual({ c: 'Query' });
  });
});

describe('a request that cannot be executed', () => {
  it.each([
    ['no operation with the name', 'query A { __typename } query B { __typename }', 'C'],
    ['several operations without a name', 'query A { __typename } query B { __typename }', undefined],
  ])('has a code for %s', async (_what, query, operationName) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName }),
    });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text())).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
  });

  /** Listing all errors would make the answer 40 times the size of the request. */
  const MANY_FAULTS = {
    query:
      'mutation ($input: AddContactInput!) { addContact(customerId: "1", provider: RPM, input: $input) { __typename } }',
    variables: {
      input: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, 1])),
    },
  };

  it('is BAD_USER_INPUT for any number of invalid variables', async () => {
    const before = logged.length;
    const { status, errors, text: answer } = await ask(server.url, MANY_FAULTS.query, MANY_FAULTS.variables);
    expect(status).toBe(400);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('BAD_USER_INPUT'));
    expect(errors.at(-1)?.message).toContain('Too many errors');
    expect(answer.length).toBeLessThan(1024 * 1024);
    expect(logged).toHaveLength(before);
  });

  it('has a single error in production for any number of invalid variables', async () => {
    const production = await start(() => Promise.resolve(), { NODE_ENV: 'production' });
    const { status, errors } = await ask(production.url, MANY_FAULTS.query, MANY_FAULTS.variables);
    await production.stop();
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { message: 'The variables do not match the operation.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('is rejected when its values nest as deep as the token limit allows', async () => {
    const value = '['.repeat(1990) + ']'.repeat(1990);
    const { status, errors } = await ask(server.url, `{ contact(id: ${value}) { id } }`);
    expect(status).toBe(400);
    // If the stack is high enough, the document parses and then does not fit the schema.
    const code = expect.stringMatching(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
  it('has its own code when its validation exhausts the stack', async () => {
    const built = buildFederatedSchema(providers);
    const nesting = await start(() => Promise.resolve(), {}, built);
    const overflow = (): never => overflow();
    built.schema.getQueryType = overflow;
    const { status, errors } = await ask(nesting.url, '{ __typename }');
    await nesting.stop();
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { message: 'The document is nested too deeply.', extensions: { code: 'OPERATION_TOO_LARGE' } },
    ]);
  });

  it.each([
    ['a TypeError', new TypeError('hunter2')],
    ['a RangeError that is not about the stack', new RangeError('Invalid array length')],
  ])('is an internal error when its validation fails with %s', async (_what, bug) => {
    const built = buildFederatedSchema(providers);
    const broken = await start(() => Promise.resolve(), {}, built);
    built.schema.getQueryType = () => {
      throw bug;
    };
    const { status, errors, text: answer, headers } = await ask(broken.url, '{ __typename }');
    await broken.stop();
    expect(status).toBe(500);
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(answer + logged.join('')).not.toContain('hunter2');
    expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({
      msg: 'request failed',
      requestId: headers.get('x-request-id'),
      error: bug.name,
      frames: expect.arrayContaining([expect.stringMatching(/^at .*answers\.test\.ts:/)]),
    });
    // Apollo Server's own log line would add nothing.
    expect(logged.join('')).not.toContain('Apollo Server');
  });
});
