/** Each HTTP error has its own code, and no response may be cached, except files of the explorer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { MAX_BODY } from '../../src/server/request-limits.js';
import { startTestSubgraph } from '../support/subgraph.js';

const SECRET = 'a-secret-of-the-router';
const right = { 'x-router-secret': SECRET, 'content-type': 'application/json' };
const TYPENAME = '{"query":"{ __typename }"}';

let subgraph: Subgraph & { close(): Promise<void> };
beforeAll(async () => {
  subgraph = await startTestSubgraph({ ROUTER_SECRETS: SECRET });
});
afterAll(() => subgraph.close());

const post = (body: string, headers = {}) => ({ method: 'POST', body, headers: { ...right, ...headers } });

const ERRORS: readonly [code: string, status: number, path: string, init: RequestInit][] = [
  ['UNAUTHENTICATED', 401, '/graphql', post(TYPENAME, { 'x-router-secret': 'wrong' })],
  ['NOT_FOUND', 404, '/graphqlx', post(TYPENAME)],
  ['METHOD_NOT_ALLOWED', 405, '/graphql', { method: 'PUT', headers: right }],
  ['NOT_ACCEPTABLE', 406, '/graphql', post(TYPENAME, { accept: 'text/csv' })],
  ['PAYLOAD_TOO_LARGE', 413, '/graphql', post('x'.repeat(MAX_BODY + 1))],
  ['UNSUPPORTED_MEDIA_TYPE', 415, '/graphql', post(TYPENAME, { 'content-type': 'text/plain' })],
  ['BAD_REQUEST', 400, '/graphql', post('{')],
  ['BAD_REQUEST', 400, '/graphql', post('[]')],
  ['BAD_REQUEST', 400, '/graphql', post('{"query":""}')],
  ['GRAPHQL_PARSE_FAILED', 400, '/graphql', post('{"query":"{"}')],
  ['GRAPHQL_VALIDATION_FAILED', 400, '/graphql', post('{"query":"{ nothing }"}')],
];

describe('an HTTP error', () => {
  it.each(ERRORS)('%s has status %i and is not cached', async (code, status, path, init) => {
    const response = await fetch(new URL(path, subgraph.url), init);
    const { headers } = response;
    expect([response.status, headers.get('cache-control')]).toEqual([status, 'no-store']);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(await response.text())).toMatchObject({
      errors: [{ message: expect.any(String), extensions: { code, requestId: headers.get('x-request-id') } }],
    });
  });
});

describe('the explorer', () => {
  const get = (path: string) =>
    fetch(new URL(path, subgraph.url), { headers: { accept: 'text/html', ...right } });

  it.each(['/graphql', '/graphql/explorer/client.js'])(
    'may be cached and is revalidated: %s',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    },
  );

  it('does not allow caching of a file that does not exist', async () => {
    const response = await get('/graphql/explorer/nothing.js');
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });
});
