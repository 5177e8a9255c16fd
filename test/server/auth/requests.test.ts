/** Requests with and without tokens, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../../src/app.js';
import { ask } from '../../support/ask.js';
import { bearer, type Issuer, startIssuer } from '../../support/issuer.js';
import { startTestSubgraph } from '../../support/subgraph.js';

let issuer: Issuer;
let subgraph: Subgraph & { close(): Promise<void> };
beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startTestSubgraph({ ...issuer.settings, ROUTER_SECRETS: 'a-secret-of-the-router' });
});
afterAll(async () => {
  await subgraph.close();
  await issuer.close();
});

const ROUTER = { 'x-router-secret': 'a-secret-of-the-router' };
const post = (headers: Readonly<Record<string, string>>, query = '{ _service { sdl } }') =>
  ask(subgraph.url, query, {}, { ...ROUTER, ...headers });

describe('a request', () => {
  it('without a token gets 401 and a challenge', async () => {
    const { status, headers, errors, data } = await post({});
    expect([status, headers.get('www-authenticate'), data]).toEqual([401, 'Bearer', undefined]);
    expect(errors).toEqual([
      {
        message: 'A bearer token is missing.',
        extensions: { code: 'UNAUTHENTICATED', requestId: headers.get('x-request-id') },
      },
    ]);
  });

  it('with an expired token gets 401 for any body', async () => {
    const authorization = bearer(await issuer.token({ exp: 1 }));
    const response = await fetch(subgraph.url, {
      method: 'POST',
      headers: { ...ROUTER, ...authorization, 'content-type': 'application/json' },
      body: 'x'.repeat(1_000_000),
    });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
  });

  it('with a token and the router secret is carried out', async () => {
    const { status, data } = await post(bearer(await issuer.token()));
    expect([status, data._service.sdl]).toEqual([200, expect.stringContaining('type Contact')]);
  });

  it('with a token still needs the router secret', async () => {
    const answer = await ask(subgraph.url, '{ __typename }', {}, bearer(await issuer.token()));
    expect([answer.status, answer.errors[0]?.message]).toEqual([
      401,
      'The router secret is missing or wrong.',
    ]);
  });

  it('may carry a token of 28 KiB', async () => {
    const customers = Array.from({ length: 1000 }, (_, index) => `CHARGEBEE:customer-${index}`);
    const token = await issuer.token({ customers: customers.slice(0, 880) });
    expect(token.length).toBeGreaterThan(28 * 1024);
    expect((await post(bearer(token))).status).toBe(200);
  });

  it('for health, or for a page from a browser, needs no token', async () => {
    const paths = ['/livez', '/readyz', '/graphql'];
    const answers = await Promise.all(
      paths.map((path) => fetch(new URL(path, subgraph.url), { headers: { accept: 'text/html' } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

it("answers 503 while the issuer's keys are unavailable", async () => {
  const down = await startIssuer();
  const token = await down.token();
  await down.close();
  const unreachable = await startTestSubgraph(down.settings);
  const { status, errors } = await ask(unreachable.url, '{ __typename }', {}, bearer(token));
  expect([status, errors[0]?.extensions.code]).toEqual([503, 'AUTH_UNAVAILABLE']);
  await unreachable.close();
});

it('checks expiry by its own clock', async () => {
  const late = await startTestSubgraph(issuer.settings, undefined, { time: () => Date.now() + 3_600_000 });
  const { status } = await ask(late.url, '{ __typename }', {}, bearer(await issuer.token()));
  expect(status).toBe(401);
  await late.close();
});
