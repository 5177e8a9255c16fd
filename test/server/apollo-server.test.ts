/** The features of Apollo Server that routers and operators rely on. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Trace } from '@apollo/usage-reporting-protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { providers } from '../../src/providers/registry.js';
import type { OperatorPlugin } from '../../src/server/apollo.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';

type Running = Subgraph & { close(): Promise<void> };

const ADD = `mutation ($customerId: ID!) {
  addContact(customerId: $customerId, provider: RPM, input: { firstName: "Marakesh" }) {
    __typename ... on AddContactSuccess { contact { firstName } }
  }
}`;

let subgraph: Running;
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

describe('the inline trace', () => {
  const FTV1 = { 'apollo-federation-include-trace': 'ftv1' };

  async function trace(query: string, variables = {}) {
    const { data, errors, text } = await ask(subgraph.url, query, variables, FTV1);
    const { extensions } = JSON.parse(text) as { extensions?: { ftv1?: string } };
    return { data, errors, trace: Trace.decode(Buffer.from(extensions?.ftv1 ?? '', 'base64')) };
  }

  it('names each field with its type and time when the router requests it', async () => {
    const { data, trace: given } = await trace(ADD, { customerId: '2001' });
    expect(data.addContact.contact.firstName).toBe('Marakesh');
    const [root] = given.root?.child ?? [];
    expect(root).toMatchObject({
      responseName: 'addContact',
      type: 'AddContactResult',
      parentType: 'Mutation',
    });
    expect(Number(root?.endTime)).toBeGreaterThan(Number(root?.startTime));
    const [contact] = root?.child?.filter(({ responseName }) => responseName === 'contact') ?? [];
    expect(contact?.child?.map(({ responseName }) => responseName)).toEqual(['firstName']);
  });

  it('masks error texts', async () => {
    const { errors, trace: given } = await trace('{ contact(id: "nonsense") { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'CONTACT_ID_INVALID' } }]);
    expect(given.root?.child?.[0]?.error).toMatchObject([{ message: '<masked>' }]);
  });

  it('is left out unless requested', async () => {
    const { text } = await ask(subgraph.url, ADD, { customerId: '2001' });
    expect(JSON.parse(text)).not.toHaveProperty('extensions');
  });

  it('adds to the largest answer: a router that traces gets the same data', async () => {
    const small = await startTestSubgraph({ MAX_RESPONSE_BYTES: '10000' });
    const query = `{ contactProviders { ${Array.from({ length: 90 }, (_, index) => `a${index}: name`).join(' ')} } }`;
    const plain = await ask(small.url, query);
    const traced = await ask(small.url, query, {}, FTV1);
    await small.close();
    expect(plain.data.contactProviders).toHaveLength(providers.length);
    expect(traced.text.length).toBeGreaterThan(10_000);
    expect(traced.data).toEqual(plain.data);
  });
});

describe('a persisted query', () => {
  const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

  async function send(url: string, persistedQuery: unknown, query?: string, variables = {}) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, extensions: { persistedQuery } }),
    });
    const { data, errors } = JSON.parse(await response.text());
    const { status, headers } = response;
    return {
      status,
      cacheControl: headers.get('cache-control'),
      requestId: headers.get('x-request-id'),
      data,
      errors,
    };
  }

  it('is requested once, and then known by its hash', async () => {
    const query = `{ contactProvider(provider: RPM) { name } }`;
    const named = { version: 1, sha256Hash: hashOf(query) };
    const unknown = await send(subgraph.url, named);
    // Gateways that try a hash first check the status, then the code; older ones check the text.
    expect(unknown).toMatchObject({
      status: 200,
      cacheControl: 'no-store',
      errors: [
        {
          message: 'PersistedQueryNotFound',
          extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', requestId: unknown.requestId },
        },
      ],
    });
    expect((await send(subgraph.url, named, query)).data).toEqual({
      contactProvider: { name: 'RPM Software' },
    });
    expect((await send(subgraph.url, named)).data).toEqual({ contactProvider: { name: 'RPM Software' } });
  });

  it('runs with the variables of each request', async () => {
    const named = { version: 1, sha256Hash: hashOf(ADD) };
    await send(subgraph.url, named, ADD, { customerId: '2001' });
    const answer = await send(subgraph.url, named, undefined, { customerId: 'nonsense' });
    expect(answer.data.addContact).toEqual({ __typename: 'ContactInputInvalidError' });
  });

  it('is not stored when it is invalid or exceeds a limit', async () => {
    for (const [query, code] of [
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      [
        `{ ${Array.from({ length: 90 }, (_, index) => `a${index}: contactProviders { fields { path title description } }`).join(' ')} }`,
        'OPERATION_TOO_LARGE',
      ],
    ] as const) {
      const named = { version: 1, sha256Hash: hashOf(query) };
      expect(await send(subgraph.url, named, query)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code } }],
      });
      expect((await send(subgraph.url, named)).errors).toMatchObject([
        { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
      ]);
    }
  });

  it.each([
    ['a hash of another text', { version: 1, sha256Hash: 'a'.repeat(64) }],
    ['another version', { version: 2, sha256Hash: 'a'.repeat(64) }],
    ['no version', {}],
    ['no object', 'a hash'],
  ])('with %s is an error of the caller', async (_what, persistedQuery) => {
    const answer = await send(subgraph.url, persistedQuery, '{ __typename }');
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST', requestId: answer.requestId } }],
    });
  });

  it('is evicted when others need its place: the cache is bounded', async () => {
    const query = (index: number) => `query Q${index} { __typename } # ${'x'.repeat(200_000)}`;
    const first = { version: 1, sha256Hash: hashOf(query(0)) };
    for (let index = 0; index < 12; index += 1) {
      await send(subgraph.url, { version: 1, sha256Hash: hashOf(query(index)) }, query(index));
    }
    const last = { version: 1, sha256Hash: hashOf(query(11)) };
    expect((await send(subgraph.url, last)).data).toEqual({ __typename: 'Query' });
    expect((await send(subgraph.url, first)).errors).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
  });
});

describe('cross-site requests', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'that a browser sends without a preflight, as %s, run nothing',
    async (type) => {
      const response = await fetch(subgraph.url, {
        method: 'POST',
        headers: { 'content-type': type, origin: 'https://example.com' },
        body: JSON.stringify({ query: ADD, variables: { customerId: '2001' } }),
      });
      expect(response.status).toBe(415);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(JSON.parse(await response.text())).not.toHaveProperty('data');
    },
  );
});

describe("an operator's plugin", () => {
  it('sees each operation, its errors and answer, and the end of the server', async () => {
    const seen: unknown[] = [];
    const plugin: OperatorPlugin = {
      serverWillStart: async () => ({ serverWillStop: async () => void seen.push('stop') }),
      requestDidStart: async () => ({
        didEncounterErrors: async ({ errors }) => void seen.push(errors.map(({ message }) => message)),
        willSendResponse: async ({ operationName, response, contextValue }) => {
          seen.push([operationName, contextValue.requestId]);
          response.http.headers.set('x-plugin', 'was here');
        },
      }),
    };
    const { url, close } = await startTestSubgraph({}, undefined, { plugins: [plugin] });
    const fine = await ask(url, 'query Fine { __typename }', {}, { 'x-request-id': 'one' });
    expect(fine.headers.get('x-plugin')).toBe('was here');
    const broken = await ask(url, '{ nothing }', {}, { 'x-request-id': 'two' });
    expect(broken.status).toBe(400);
    await close();
    expect(seen).toEqual([['Fine', 'one'], [expect.stringContaining('nothing')], [undefined, 'two'], 'stop']);
  });

  it.each(['drainServer', 'serverWillStop'])('that throws in %s cuts no request in flight', async (hook) => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const throwing: OperatorPlugin = {
      serverWillStart: async () => ({
        [hook]: async () => {
          throw new Error('a bug of the plugin');
        },
      }),
      requestDidStart: async () => ({
        didResolveOperation: () => {
          arrive();
          return released;
        },
      }),
    };
    const { url, stop } = await startTestSubgraph({}, undefined, { plugins: [throwing] });
    const answered = ask(url, '{ __typename }');
    await arrived;
    const events: string[] = [];
    const stopped = stop().catch(({ message }: Error) => events.push(message));
    // The error of the plugin would come at once.
    await setTimeout(100);
    events.push('released');
    release();
    expect((await answered).status).toBe(200);
    await stopped;
    expect(events).toEqual(['released', 'a bug of the plugin']);
  });

  it.each(['requestDidStart', 'willSendResponse'] as const)(
    'that throws in %s causes an internal error that hides its text',
    async (hook) => {
      const fail = async () => {
        throw new Error('hunter2');
      };
      const plugin: OperatorPlugin =
        hook === 'requestDidStart'
          ? { requestDidStart: fail }
          : { requestDidStart: async () => ({ willSendResponse: fail }) };
      const { url, close } = await startTestSubgraph({}, undefined, { plugins: [plugin] });
      const { status, errors, text, headers } = await ask(url, '{ __typename }');
      await close();
      expect(status).toBe(500);
      expect(errors).toMatchObject([
        { extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers.get('x-request-id') } },
      ]);
      expect(text).not.toContain('hunter2');
    },
  );
});
