/** What the HTTP server accepts, what it rejects, and what it exposes to a caller. */
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.js';
import { Env, type Environment } from '../../src/config/env.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import { federatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { MAX_BODY, MAX_NESTED_LISTS, MAX_ROOT_MUTATIONS } from '../../src/server/request-limits.js';
import { startServer } from '../../src/server/server.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { ask } from '../support/ask.js';
import { fastest } from '../support/fastest.js';
import { inTime } from '../support/in-time.js';
import { encodeAnswer, startRawServer } from '../support/raw-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const TYPENAME = '{"query":"{ __typename }"}';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests compare whole answers.
  readonly json: any;
}

/** Sends requests that `fetch` would not send: repeated headers, or headers without the body they promise. */
function send(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: OutgoingHttpHeaders;
    readonly body?: string | Buffer | undefined;
    /** The body is promised and never sent. */
    readonly withholdBody?: boolean;
  } = {},
): Promise<Answer> {
  const { method = 'POST', headers = JSON_TYPE, body, withholdBody = false } = options;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = response.headers['content-type']?.startsWith('application/json');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson && text !== '' ? JSON.parse(text) : undefined,
        });
        outgoing.destroy();
      });
    });
    outgoing.on('error', reject);
    if (withholdBody) outgoing.flushHeaders();
    else outgoing.end(body);
  });
}

/** One subgraph for all tests of a block. */
function useSubgraph(variables: Environment = {}): { readonly url: string } {
  const handle = { url: '' };
  let stop = () => Promise.resolve();
  beforeAll(async () => {
    const subgraph = await startTestSubgraph(variables);
    handle.url = subgraph.url;
    stop = subgraph.close;
  });
  afterAll(() => stop());
  return handle;
}

const PRODUCTION = { NODE_ENV: 'production' };

describe('requests over HTTP', () => {
  const subgraph = useSubgraph();

  it('answers GraphQL over POST', async () => {
    const answer = await send(subgraph.url, { body: TYPENAME });
    expect(answer).toMatchObject({ status: 200, json: { data: { __typename: 'Query' } } });
  });

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; foo=bar; Charset=utf8',
    'Application/JSON',
    'application/json;foo=bar',
  ])('accepts %s', async (type) => {
    const answer = await send(subgraph.url, { headers: { 'content-type': type }, body: TYPENAME });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['is cut', '{"query":'],
    ['is empty', ''],
    ['is text', 'query { __typename }'],
  ])('rejects a body that %s', async (_what, body) => {
    const answer = await send(subgraph.url, { body });
    expect(answer).toMatchObject({
      status: 400,
      json: {
        errors: [{ message: 'The body is not well-formed JSON.', extensions: { code: 'BAD_REQUEST' } }],
      },
    });
  });

  it.each([
    '[]',
    `[${TYPENAME}]`,
    `[${TYPENAME},${TYPENAME}]`,
    'null',
    'true',
    '7',
    '"{ __typename }"',
    '{}',
    '{"query":7}',
    '{"query":""}',
    '{"query":"{ __typename }","variables":"{}"}',
    '{"query":"{ __typename }","variables":[]}',
    '{"query":"{ __typename }","extensions":"{}"}',
    '{"query":"{ __typename }","operationName":7}',
  ])('rejects %s and returns the id under which it was logged', async (body) => {
    const answer = await send(subgraph.url, { body });
    expect(answer.status).toBe(400);
    expect(answer.json.data).toBeUndefined();
    expect(answer.json.errors).toEqual([
      {
        message: expect.any(String),
        extensions: { code: 'BAD_REQUEST', requestId: answer.headers['x-request-id'] },
      },
    ]);
  });

  it.each([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['application/graphql', { 'content-type': 'application/graphql' }],
    ['a form, which a browser sends to any origin', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no content type', {}],
    ['Latin-1', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['Latin-1 in quotes', { 'content-type': 'application/json;CHARSET="ISO-8859-1"' }],
    ['UTF-16 beside UTF-8', { 'content-type': 'application/json; charset=utf-8; charset=utf-16' }],
    ['an invalid charset', { 'content-type': 'application/json; charset=' }],
    ['a compressed body', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ['a body that says it is not compressed', { ...JSON_TYPE, 'content-encoding': 'identity' }],
  ])('rejects %s', async (_what, headers: OutgoingHttpHeaders) => {
    const body = headers['content-encoding'] === 'gzip' ? gzipSync(TYPENAME) : TYPENAME;
    expect((await send(subgraph.url, { headers, body })).status).toBe(415);
  });

  it('rejects bytes that are not UTF-8, which would become other characters', async () => {
    const query = `{ previewAddContact(customerId: "1", provider: RPM, input: { firstName: "José" }) { valid } }`;
    const answer = await send(subgraph.url, { body: Buffer.from(JSON.stringify({ query }), 'latin1') });
    expect(answer).toMatchObject({
      status: 400,
      json: {
        errors: [{ message: 'The body is not well-formed JSON.', extensions: { code: 'BAD_REQUEST' } }],
      },
    });
    expect((await send(subgraph.url, { body: JSON.stringify({ query }) })).status).toBe(200);
  });

  it('accepts a body that begins with a byte order mark', async () => {
    expect((await send(subgraph.url, { body: `\uFEFF${TYPENAME}` })).status).toBe(200);
  });

  it('accepts a body of exactly the limit and rejects one byte more', async () => {
    const padded = (bytes: number) => TYPENAME + ' '.repeat(bytes - TYPENAME.length);
    expect((await send(subgraph.url, { body: padded(MAX_BODY) })).status).toBe(200);
    const answer = await send(subgraph.url, { body: padded(MAX_BODY + 1) });
    expect(answer.status).toBe(413);
    expect(answer.headers.connection).toBe('close');
  });

  it('rejects a body whose declared length is too large without waiting for it', async () => {
    const headers = { ...JSON_TYPE, 'content-length': String(257 * 1024) };
    const tookMs = await fastest(3000, async () => {
      const startedAt = performance.now();
      const answer = await send(subgraph.url, { headers, withholdBody: true });
      expect(answer.status).toBe(413);
      return performance.now() - startedAt;
    });
    expect(tookMs).toBeLessThan(3000);
  });

  it('reports the limit even to a client that reads only after it has sent everything', async () => {
    const { hostname, port } = new URL(subgraph.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.pause();
    const length = 5_000_000;
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
    );
    for (let sent = 0; sent < length; sent += 100_000) {
      // In parts, so that the server rejects the body long before its end.
      await promisify(socket.write.bind(socket) as (text: string, done: () => void) => void)(
        'x'.repeat(100_000),
      );
    }
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"PAYLOAD_TOO_LARGE"/);
  });

  it('rejects a body that is too large and has no declared length', async () => {
    const headers = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    expect((await send(subgraph.url, { headers, body: 'x'.repeat(257 * 1024) })).status).toBe(413);
  });

  it('keeps idle connections longer than the 60 seconds of load balancers', async () => {
    const headers = { ...JSON_TYPE, connection: 'keep-alive' };
    const answer = await send(subgraph.url, { headers, body: TYPENAME });
    expect(answer.headers['keep-alive']).toBe('timeout=75');
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('rejects %s', async (method) => {
    const answer = await send(`${subgraph.url}?query={__typename}`, {
      method,
      headers: { origin: 'https://example.com', accept: 'application/json' },
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/', '/graphql/', '/graphqlx', '/GraphQL', '/.well-known/apollo/server-health', '//graphql'])(
    'has nothing at %s',
    async (path) => {
      const answer = await send(new URL(subgraph.url).origin + path, { body: TYPENAME });
      expect(answer.status).toBe(404);
    },
  );

  it.each(['/livez', '/readyz', '/livez?full=1'])('reports at %s that it is healthy', async (path) => {
    const answer = await send(new URL(subgraph.url).origin + path, { method: 'GET', headers: {} });
    expect(answer).toMatchObject({ status: 200, json: { status: 'ok' } });
  });
});

describe('the operation name', () => {
  const subgraph = useSubgraph();

  it.each(['""', 'null'])('%s counts as absent', async (name) => {
    const body = `{"query":"query A { __typename }","operationName":${name}}`;
    expect(await send(subgraph.url, { body })).toMatchObject({
      status: 200,
      json: { data: { __typename: 'Query' } },
    });
  });
});

describe('the request id', () => {
  const subgraph = useSubgraph();
  const ADD = `mutation { addContact(customerId: "0", provider: RPM, input: {}) {
    ... on ContactError { requestId }
  } }`;

  it.each(['router-1', '0af7651916cd43dd8448eb211c80319c', 'a:b.c_d-e', 'x'.repeat(128)])(
    "is the router's: %s",
    async (given) => {
      const { headers, data } = await ask(subgraph.url, ADD, {}, { 'x-request-id': given });
      expect(headers.get('x-request-id')).toBe(given);
      expect(data.addContact.requestId).toBe(given);
    },
  );

  it.each(['', 'a b', 'a"b', 'é', '{}', 'x'.repeat(129)])(
    'is generated when the given one is unfit for a log line: %j',
    async (given) => {
      const { headers, data } = await ask(subgraph.url, ADD, {}, { 'x-request-id': given });
      expect(data.addContact.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(headers.get('x-request-id')).toBe(data.addContact.requestId);
    },
  );

  it('is generated when two are given, and differs for each request', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const headers = { ...JSON_TYPE, 'x-request-id': ['a', 'b'] };
        return (await send(subgraph.url, { headers, body: TYPENAME })).headers['x-request-id'];
      }),
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('a');
  });
});

describe('router secrets', () => {
  const FIRST = 'first-secret-of-the-router';
  const SECOND = 'second-secret-of-the-router';
  const subgraph = useSubgraph({ ROUTER_SECRETS: `${FIRST},${SECOND}` });

  it.each([FIRST, SECOND])('admit the router with either of the two', async (secret) => {
    const headers = { ...JSON_TYPE, 'x-router-secret': secret };
    expect((await send(subgraph.url, { headers, body: TYPENAME })).status).toBe(200);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a wrong one', 'x'.repeat(FIRST.length)],
    ['the first, cut', FIRST.slice(0, -1)],
    ['the first and more', `${FIRST}x`],
    ['the longest and more', `${SECOND}x`],
    ['the longest and a letter of two bytes', `${SECOND}\u00e9`],
    ['the first in capitals', FIRST.toUpperCase()],
    ['both in one header', `${FIRST},${SECOND}`],
    ['the first twice', [FIRST, FIRST]],
    ['the right one after a wrong one', ['wrong', FIRST]],
  ])('reject %s before the body is read', async (_what, secret) => {
    const headers = {
      ...JSON_TYPE,
      'content-length': '1000',
      ...(secret !== undefined && { 'x-router-secret': secret }),
    };
    const answered = send(subgraph.url, { headers, withholdBody: true });
    const answer = await inTime(answered, 'an answer before the body');
    expect(answer.status).toBe(401);
    expect(answer.json.errors).toHaveLength(1);
    expect(answer.text).not.toContain(FIRST);
  });

  it('are checked first', async () => {
    expect((await send(subgraph.url, { method: 'GET', headers: {} })).status).toBe(401);
    expect((await send(subgraph.url, { headers: { 'content-type': 'text/plain' } })).status).toBe(401);
  });

  it('are not required for health', async () => {
    for (const path of ['/livez', '/readyz']) {
      const answer = await send(new URL(subgraph.url).origin + path, { method: 'GET', headers: {} });
      expect(answer.status).toBe(200);
    }
  });
});

/** Invalid requests, each with a value that must not be returned in production. */
const MISTAKES: readonly [title: string, query: string, variables: Record<string, unknown>, help: RegExp][] =
  [
    ['an invalid document', '{ hunter2 (', {}, /Syntax Error/],
    ['a field with a typing mistake', '{ contactProviderz { id } }', {}, /Did you mean/],
    [
      'an enum value that there is not',
      'mutation { addContact(customerId: "1", provider: HUNTER2, input: {}) { __typename } }',
      {},
      /Value "HUNTER2" does not exist/,
    ],
    [
      'an enum value that there is not, as a variable',
      'mutation ($provider: ContactProvider!) { addContact(customerId: "1", provider: $provider, input: {}) { __typename } }',
      { provider: 'hunter2' },
      /do not match the operation at "provider"/,
    ],
    [
      'an input field with a typing mistake',
      'mutation { addContact(customerId: "1", provider: RPM, input: { firstNam: "hunter2" }) { __typename } }',
      {},
      /Did you mean "firstName"/,
    ],
    [
      'an input field with a typing mistake, in a variable',
      'mutation ($input: AddContactInput!) { addContact(customerId: "1", provider: RPM, input: $input) { __typename } }',
      { input: { firstNam: 'hunter2' } },
      /Did you mean "firstName"/,
    ],
    [
      'a variable of the wrong type',
      'mutation ($input: AddContactInput!) { addContact(customerId: "1", provider: RPM, input: $input) { __typename } }',
      { input: { emails: [{ address: { hunter2: 'hunter2' } }] } },
      /do not match the operation at "input.emails.0.address"/,
    ],
    [
      'a variable that is missing',
      'query ($id: ID!) { contact(id: $id) { id } }',
      {},
      /do not match the operation at "id"/,
    ],
  ];

describe('an invalid request in production', () => {
  const subgraph = useSubgraph(PRODUCTION);

  it.each(MISTAKES)(
    '%s: the answer hints at no schema and repeats no value',
    async (_title, query, variables) => {
      const { status, headers, errors, text } = await ask(subgraph.url, query, variables);
      expect(status).toBe(400);
      expect(text).not.toMatch(/hunter2|Did you mean|firstNam|contactProvider|\$\w|AddContactInput/i);
      for (const error of errors) {
        expect(error.extensions).toEqual({
          code: expect.stringMatching(/^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/),
          requestId: headers.get('x-request-id'),
          ...(error.extensions.code === 'BAD_USER_INPUT' && {
            outcome: 'NOT_APPLIED',
            path: expect.any(Array),
          }),
        });
      }
    },
  );

  it('gets no introspection', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Contact") { name } }']) {
      const { data, errors } = await ask(subgraph.url, query);
      expect(data).toBeUndefined();
      expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });

  it('still gets the type definitions for a composition', async () => {
    const { data } = await ask(subgraph.url, '{ _service { sdl } }');
    expect(data._service.sdl).toContain('union AddContactResult');
  });

  it('gets no explorer', async () => {
    const answer = await send(subgraph.url, { method: 'GET', headers: { accept: 'text/html' } });
    expect(answer.status).toBe(405);
  });
});

describe('an invalid request outside production', () => {
  const subgraph = useSubgraph();

  it.each(MISTAKES)('%s: the answer helps', async (_title, query, variables, help) => {
    const { status, headers, errors } = await ask(subgraph.url, query, variables);
    expect(status).toBe(400);
    expect(errors.map(({ message }) => message).join('\n')).toMatch(help);
    expect(errors[0]?.extensions.requestId).toBe(headers.get('x-request-id'));
    expect(errors[0]?.extensions.stacktrace).toBeUndefined();
  });

  it('gets introspection', async () => {
    const { data } = await ask(subgraph.url, '{ __type(name: "Contact") { name } }');
    expect(data.__type).toEqual({ name: 'Contact' });
  });
});

describe('the size of a request', () => {
  const subgraph = useSubgraph();
  /** Rejected by our own checks, so that no vendor is called. */
  const add = (alias: string) =>
    `${alias}: addContact(customerId: "0", provider: RPM, input: {}) { __typename }`;
  const adds = (count: number) => Array.from({ length: count }, (_, index) => add(`a${index}`)).join('\n');
  const tooMany = { message: `A mutation can have at most ${MAX_ROOT_MUTATIONS} root fields.` };

  it('allows MAX_ROOT_MUTATIONS mutations', async () => {
    const { data } = await ask(subgraph.url, `mutation { ${adds(MAX_ROOT_MUTATIONS)} }`);
    expect(Object.keys(data)).toHaveLength(MAX_ROOT_MUTATIONS);
  });

  const one = MAX_ROOT_MUTATIONS + 1;
  it.each([
    ['plainly', `mutation { ${adds(one)} }`],
    ['in an inline fragment', `mutation { ... { ${adds(one)} } }`],
    [
      'in inline fragments',
      `mutation { ... on Mutation { ${adds(6)} } ... { b: __typename ${add('c')} ${adds(3)} } }`,
    ],
    ['in a fragment', `mutation { ...F } fragment F on Mutation { ${adds(one)} }`],
    [
      'in fragments of fragments',
      `mutation { ${add('b')} ...F } fragment F on Mutation { ${add('c')} ... { ...G } } fragment G on Mutation { ${adds(9)} }`,
    ],
    ['skipped', `mutation { ... @skip(if: true) { ${adds(one)} } }`],
    ['in an operation that is not executed', `mutation { ${adds(1)} } mutation B { ${adds(one)} }`],
  ])('rejects one more %s', async (_how, query) => {
    const { status, data, errors } = await ask(subgraph.url, query);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject(
      query.includes('mutation B') ? expect.arrayContaining([expect.objectContaining(tooMany)]) : [tooMany],
    );
  });

  const page = (inner: string) => `contacts(first: 1) { nodes { id customer { ${inner} } } }`;
  const asked = (depth: number): string => (depth === 0 ? 'id' : page(asked(depth - 1)));
  const nested = (depth: number) => `{ contact(id: "RPM:2002:1") { customer { ${asked(depth)} } } }`;

  it('allows MAX_NESTED_LISTS levels of contacts inside contacts', async () => {
    const { status } = await ask(subgraph.url, nested(MAX_NESTED_LISTS));
    expect(status).toBe(200);
  });

  it.each([
    ['plainly', nested(MAX_NESTED_LISTS + 1)],
    [
      'in fragments',
      `query { contact(id: "RPM:2002:1") { customer { ...A } } }
      fragment A on ContactCustomer { contacts { nodes { customer { ...B } } } }
      fragment B on ContactCustomer { contacts { edges { node { customer { ... { contacts { nodes { id } } } } } } } }`,
    ],
  ])('rejects them one level deeper %s', async (_how, query) => {
    const { status, errors } = await ask(subgraph.url, query);
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { message: `Pages of contacts can be nested at most ${MAX_NESTED_LISTS} deep.` },
    ]);
  });

  it('counts fragments that double at each of many levels in no time', async () => {
    const levels = 150;
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on Mutation { ...F${level + 1} ...F${level + 1} }`,
    );
    const { errors } = await ask(
      subgraph.url,
      `mutation { ...F0 } ${fragments.join(' ')} fragment F${levels} on Mutation { ${add('a')} }`,
    );
    expect(errors).toMatchObject(expect.arrayContaining([expect.objectContaining(tooMany)]));
  });

  it.each([
    ['itself', 'fragment F on Mutation { ...F }'],
    ['another that spreads it', 'fragment F on Mutation { ...G } fragment G on Mutation { ...F }'],
  ])('rejects a fragment that spreads %s', async (_what, fragments) => {
    const { status, errors } = await ask(subgraph.url, `mutation { ${add('a')} ...F } ${fragments}`);
    expect(status).toBe(400);
    expect(errors[0]?.message).toMatch(/Cannot spread fragment "F" within itself/);
  });

  it('allows 4000 tokens and no more', async () => {
    // Aliases, because fields of the same name are compared with each other, which has its own limit.
    const fields = Array.from({ length: 1332 }, (_, index) => `a${index}: __typename`).join(' ');
    expect((await ask(subgraph.url, `query A { ${fields} }`)).errors).toEqual([]);
    const { status, errors } = await ask(subgraph.url, `query A { ${fields} __typename }`);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
  });

  it('rejects a document that nests deeper than its tokens allow', async () => {
    expect((await ask(subgraph.url, '{ a'.repeat(50_000))).status).toBe(400);
  });
});

describe('an unexpected exception', () => {
  const stops: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function start(variables: Environment) {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const broken = {
      accounts: {
        get: () => ({ provider: { name: 'Anybody' } }),
        get entries(): never {
          throw new RangeError('hunter2 was in the list');
        },
      },
      // A caller's text may look like a line of a stack.
      add: () => Promise.reject(new TypeError('hunter2 cannot be read\n    at hunter2 (hunter2.js:1:1)')),
    };
    const server = await startServer({
      config: readConfig(new Env({ PORT: '0', ...variables })),
      schema: federatedSchema(providers).schema,
      contacts: broken as unknown as ContactService,
      clock: systemClock,
      log: pino({ base: null }, stream),
    });
    stops.push(server.stop);
    return {
      url: server.url,
      logged: () => lines.map((line) => JSON.parse(line)),
      text: () => lines.join(''),
    };
  }

  it.each([
    ['in production', { NODE_ENV: 'production' }],
    ['outside production', {}],
  ])('%s is masked, and is in the log under the id that the caller gets', async (_where, variables) => {
    const { url, logged, text } = await start(variables);
    const query = 'mutation { a: addContact(customerId: "1", provider: RPM, input: {}) { __typename } }';
    const answer = await ask(url, query, {}, { 'x-request-id': 'the-request' });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ a: null });
    expect(answer.errors).toEqual([
      {
        message: 'Something went wrong in the subgraph. Quote the request id to support.',
        locations: [{ line: 1, column: 12 }],
        path: ['a'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'the-request' },
      },
    ]);
    expect(logged().filter(({ level }) => level >= 50)).toEqual([
      expect.objectContaining({
        msg: 'unexpected error',
        requestId: 'the-request',
        path: ['a'],
        error: 'TypeError',
        frames: expect.arrayContaining([expect.stringContaining('server.test.ts')]),
      }),
    ]);
    expect(answer.text + text()).not.toContain('hunter2');
  });

  it('of a synchronous resolver is masked the same way', async () => {
    const { url, text } = await start({});
    const answer = await ask(url, '{ contactProviders { provider } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(answer.text + text()).not.toContain('hunter2');
  });
});

describe('a server during shutdown', () => {
  it('finishes the mutation in flight, and accepts no new connection', async () => {
    let release = () => {};
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const answer = encodeAnswer({
      status: 200,
      body: JSON.stringify({ Result: { Contact: { ContactID: 456, FirstName: 'Ada', PhoneNumbers: [] } } }),
    });
    const vendor = await startRawServer({
      request(_request, socket) {
        release = () => socket.write(answer);
        arrive();
      },
    });
    const subgraph = await startTestSubgraph({ RPM_URL: `${vendor.origin}/rpm`, RPM_API_KEY: 'k' });
    const health = new URL('/livez', subgraph.url).href;
    const inFlight = send(subgraph.url, {
      body: JSON.stringify({
        query: `mutation { addContact(customerId: "1", provider: RPM, input: { firstName: "Ada" }) {
          ... on AddContactSuccess { contact { externalId } }
        } }`,
      }),
    });
    await arrived;

    const stopped = subgraph.close().then(() => 'stopped');
    // The port closes a few turns of the event loop after the call.
    const isNotAdmitted = () =>
      send(health, { method: 'GET', headers: {} }).then(
        () => false,
        (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
      );
    while (!(await isNotAdmitted()));
    expect(await Promise.race([stopped, Promise.resolve('draining')])).toBe('draining');

    release();
    expect((await inFlight).json).toEqual({ data: { addContact: { contact: { externalId: '456' } } } });
    expect(await stopped).toBe('stopped');
    expect(vendor.requests).toHaveLength(1);
    // No connection to the vendor stays open either.
    await vendor.idle();
    await vendor.close();
  });
});
