/**
 * Access tokens: obtained once, kept, renewed once when rejected, and never a reason to send a write twice.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env, type Environment } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { writeOutcome } from '../../src/model/errors.js';
import { providers } from '../../src/providers/registry.js';
import {
  basicAuthorization,
  isTokenFailure,
  TokenAuthorization,
} from '../../src/vendor-http/authorization.js';
import { HttpClient } from '../../src/vendor-http/client.js';
import { Deadline } from '../../src/vendor-http/deadline.js';

interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Play = (response: ServerResponse, call: Call, count: number) => void;

interface TokenVendor {
  readonly origin: string;
  readonly tokenCalls: Call[];
  readonly calls: Call[];
  /** Plays for the next token requests. */
  token: Play;
  /** Plays for all other requests. */
  call: Play;
}

const now = performance.now.bind(performance);
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

/** Grants `token-1`, `token-2` and so on, each for an hour, and adds every contact. */
async function startVendor(): Promise<TokenVendor> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const call = { path: request.url ?? '', headers: request.headers, body };
      const isToken = call.path.endsWith('/oauth/token');
      const log = isToken ? vendor.tokenCalls : vendor.calls;
      log.push(call);
      (isToken ? vendor.token : vendor.call)(response, call, log.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const vendor: TokenVendor = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenCalls: [],
    calls: [],
    token: (response, _call, count) => grant(response, { access_token: `token-${count}` }),
    call: (response) => reply(response, 200, { id: '1', accountId: 'a', success: true }),
  };
  return vendor;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function grant(response: ServerResponse, answer: Readonly<Record<string, unknown>>): void {
  reply(response, 200, { token_type: 'bearer', expires_in: 3600, ...answer });
}

function open(variables: Environment, deadlineMs = 10_000) {
  const env = new Env(variables);
  const accounts = openAccounts(providers, { live: readProviderSettings(providers, env) });
  expect(env.problems).toEqual([]);
  closing.push(() => accounts.destroy());
  const contacts = new ContactService(accounts, deadlineMs);
  const add = (provider: 'ZUORA' | 'CRO', customerId: string) =>
    contacts.add({
      provider,
      customerId,
      input: { firstName: 'Kuhi', lastName: 'Das' },
      options: {},
      requestId: 'test',
    });
  return { zuora: () => add('ZUORA', 'A00000001'), cro: () => add('CRO', '1') };
}

function zuora(origin: string, deadlineMs?: number, more: Environment = {}) {
  return open(
    { ZUORA_URL: origin, ZUORA_CLIENT_ID: 'id', ZUORA_CLIENT_SECRET: 'secret', ...more },
    deadlineMs,
  ).zuora;
}

function tokens(vendor: TokenVendor): TokenAuthorization {
  const client = new HttpClient({ origin: vendor.origin, connections: 4 });
  closing.push(() => client.destroy());
  return new TokenAuthorization({ client, path: '/oauth/token', form: () => ({ grant_type: 'any' }) });
}

function soon(): Deadline {
  return new Deadline(10_000);
}

/** The bearer token, or why there is none. */
async function bearer(authorization: TokenAuthorization, deadline = soon()): Promise<unknown> {
  const headers = await authorization.headers(deadline);
  return isTokenFailure(headers) ? headers.kind : headers.authorization;
}

/** Advances the monotonic clock. */
function letPass(seconds: number): void {
  jest.spyOn(performance, 'now').mockImplementation(() => now() + seconds * 1000);
}

describe('a static header', () => {
  it('is HTTP Basic with the key as the user, and is never renewed', async () => {
    const authorization = basicAuthorization('test_key');
    const headers = await authorization.headers(soon());
    expect(headers).toEqual({ authorization: 'Basic dGVzdF9rZXk6' });
    expect(authorization.renew({ authorization: 'Basic dGVzdF9rZXk6' })).toBe(false);
  });

  it('that is rejected is not tried again', async () => {
    const vendor = await startVendor();
    vendor.call = (response) => reply(response, 401, {});
    const { cro } = open({ CRO_URL: vendor.origin, CRO_ACCESS_TOKEN: 'a.b.c', CRO_TENANT_ID: '7' });
    expect(await cro()).toEqual({
      ok: false,
      failure: { kind: 'access', problem: 'CREDENTIALS_REJECTED' },
    });
    expect(vendor.calls).toHaveLength(1);
  });
});

describe('an access token', () => {
  it('is requested once by a hundred concurrent requests', async () => {
    const vendor = await startVendor();
    const authorization = tokens(vendor);
    const all = await Promise.all(Array.from({ length: 100 }, () => bearer(authorization)));
    expect(new Set(all)).toEqual(new Set(['Bearer token-1']));
    expect(vendor.tokenCalls).toHaveLength(1);
  });

  it('is kept until five minutes before it expires', async () => {
    const vendor = await startVendor();
    const authorization = tokens(vendor);
    await bearer(authorization);
    letPass(3290);
    expect(await bearer(authorization)).toBe('Bearer token-1');
    letPass(3301);
    expect(await bearer(authorization)).toBe('Bearer token-2');
    expect(vendor.tokenCalls).toHaveLength(2);
  });

  it('with a shorter lifetime is kept for half of it', async () => {
    const vendor = await startVendor();
    vendor.token = (response, _call, count) =>
      grant(response, { access_token: `token-${count}`, expires_in: 100 });
    const authorization = tokens(vendor);
    await bearer(authorization);
    letPass(40);
    expect(await bearer(authorization)).toBe('Bearer token-1');
    letPass(51);
    expect(await bearer(authorization)).toBe('Bearer token-2');
  });

  it('without a lifetime is kept until it is rejected', async () => {
    const vendor = await startVendor();
    vendor.token = (response, _call, count) => reply(response, 200, { access_token: `token-${count}` });
    const authorization = tokens(vendor);
    const first = await authorization.headers(soon());
    letPass(1_000_000);
    expect(await authorization.headers(soon())).toBe(first);
    expect(authorization.renew(first as Record<string, string>)).toBe(true);
    expect(await bearer(authorization)).toBe('Bearer token-2');
  });

  it('stays when a request with an older one was rejected', async () => {
    const vendor = await startVendor();
    const authorization = tokens(vendor);
    const first = (await authorization.headers(soon())) as Record<string, string>;
    authorization.renew(first);
    expect(await bearer(authorization)).toBe('Bearer token-2');
    expect(authorization.renew(first)).toBe(true);
    expect(await bearer(authorization)).toBe('Bearer token-2');
    expect(vendor.tokenCalls).toHaveLength(2);
  });

  it('is requested again after a failed refresh', async () => {
    const vendor = await startVendor();
    const grants = vendor.token;
    vendor.token = (response) => reply(response, 503, {});
    const authorization = tokens(vendor);
    expect(await bearer(authorization)).toBe('unreachable');
    vendor.token = (response) => reply(response, 401, {});
    expect(await bearer(authorization)).toBe('rejected');
    vendor.token = grants;
    expect(await bearer(authorization)).toBe('Bearer token-3');
  });

  it("is waited for no longer than the request's own deadline", async () => {
    const vendor = await startVendor();
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      vendor.token = (response) => {
        release = () => grant(response, { access_token: 'late' });
        resolve();
      };
    });
    const authorization = tokens(vendor);
    const first = bearer(authorization);
    await asked;
    expect(await bearer(authorization, new Deadline(20))).toBe('unreachable');
    release();
    expect(await first).toBe('Bearer late');
    expect(vendor.tokenCalls).toHaveLength(1);
  });

  it('is requested with nothing but the form', async () => {
    const vendor = await startVendor();
    const add = zuora(vendor.origin, undefined, { ZUORA_CLIENT_SECRET: 'a+b&c=d%26"e' });
    expect(await add()).toMatchObject({ ok: true });
    const [request] = vendor.tokenCalls;
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request?.body).toBe(
      'client_id=id&client_secret=a%2Bb%26c%3Dd%2526%22e&grant_type=client_credentials',
    );
    expect(vendor.calls[0]?.headers.authorization).toBe('Bearer token-1');
    expect(vendor.calls[0]?.body).not.toContain('secret');
    for (const { headers } of [...vendor.tokenCalls, ...vendor.calls]) {
      expect(headers['user-agent']).toMatch(/^contacts-subgraph\/\d+\.\d+\.\d+$/);
    }
  });

  const UNUSABLE: readonly [title: string, accessToken: unknown][] = [
    ['another header', 'a\r\nx-evil: 1'],
    ['a line break', 'abc\r\n'],
    ['letters outside ASCII', 'łódź'],
    ['a blank', 'a b'],
    ['nothing', ''],
    ['100 KB', 'x'.repeat(100_000)],
    ['a number', 7],
    ['null', null],
    ['an object', { a: 1 }],
  ];

  it.each(UNUSABLE)('that cannot be used is neither sent nor kept: %s', async (_title, accessToken) => {
    const vendor = await startVendor();
    const grants = vendor.token;
    vendor.token = (response) => grant(response, { access_token: accessToken });
    const add = zuora(vendor.origin);
    expect(await add()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(vendor.calls).toEqual([]);
    expect(vendor.tokenCalls).toHaveLength(2);
    vendor.token = grants;
    expect(await add()).toMatchObject({ ok: true });
  });

  it.each(UNUSABLE)('that cannot be used is replaced immediately: %s', async (_title, accessToken) => {
    const vendor = await startVendor();
    const grants = vendor.token;
    vendor.token = (response, call, count) =>
      count === 1 ? grant(response, { access_token: accessToken }) : grants(response, call, count);
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: true });
    expect(vendor.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-2']);
  });

  it('of a type other than bearer is not used', async () => {
    const vendor = await startVendor();
    vendor.token = (response) => grant(response, { access_token: 'token', token_type: 'mac' });
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(vendor.calls).toEqual([]);
  });

  it.each([
    ['a type in capitals', { token_type: 'BEARER' }],
    ['no type', { token_type: undefined }],
    ['a lifetime as a text', { expires_in: '3600' }],
    ['a lifetime that is not a number', { expires_in: 'long' }],
    ['a lifetime below zero', { expires_in: -1 }],
    ['unknown members', { scope: 'a b', jti: 'x', more: [1] }],
  ])('with %s is used', async (_what, answer) => {
    const vendor = await startVendor();
    vendor.token = (response, _call, count) => grant(response, { access_token: `token-${count}`, ...answer });
    const add = zuora(vendor.origin);
    expect(await add()).toMatchObject({ ok: true });
    expect(await add()).toMatchObject({ ok: true });
    expect(vendor.tokenCalls).toHaveLength(1);
  });

  it('with its own media type and a byte order mark is used', async () => {
    const vendor = await startVendor();
    vendor.token = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/token+json; charset=utf-8' })
        .end('\uFEFF{"access_token":"token-1"}');
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: true });
  });
});

describe('a token that the vendor rejects', () => {
  const expired: Play = (response) => reply(response, 401, { message: 'Authentication error' });
  /** Zuora's own form. */
  const expiredInside: Play = (response) =>
    reply(response, 200, {
      success: false,
      reasons: [{ code: 90000011, message: 'Authentication error' }],
    });

  it.each([
    ['with 401', expired],
    ['inside a 200', expiredInside],
  ])('%s is renewed once and the request sent once more', async (_how, refuse) => {
    const vendor = await startVendor();
    const accept = vendor.call;
    vendor.call = (response, call, count) => (count === 1 ? refuse : accept)(response, call, count);
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: true });
    expect(vendor.tokenCalls).toHaveLength(2);
    expect(vendor.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(vendor.calls[1]?.body).toBe(vendor.calls[0]?.body);
  });

  it.each([
    ['with 401', expired],
    ['inside a 200', expiredInside],
  ])('%s a second time is reported as rejected credentials', async (_how, refuse) => {
    const vendor = await startVendor();
    vendor.call = refuse;
    expect(await zuora(vendor.origin)()).toEqual({
      ok: false,
      failure: { kind: 'access', problem: 'CREDENTIALS_REJECTED' },
    });
    expect(vendor.tokenCalls).toHaveLength(2);
    expect(vendor.calls).toHaveLength(2);
  });

  it('is renewed once for all the requests that got it rejected', async () => {
    const vendor = await startVendor();
    const accept = vendor.call;
    vendor.call = (response, call, count) =>
      (call.headers.authorization === 'Bearer token-1' ? expired : accept)(response, call, count);
    const add = zuora(vendor.origin);
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => add()));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(vendor.tokenCalls).toHaveLength(2);
  });

  it('is not renewed when the renewal fails: nothing more is sent', async () => {
    const vendor = await startVendor();
    vendor.call = expired;
    const grants = vendor.token;
    vendor.token = (response, call, count) => {
      if (count === 1) grants(response, call, count);
      else reply(response, 503, {});
    };
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(vendor.calls).toHaveLength(1);
  });

  it('leaves a second request that is cut UNKNOWN', async () => {
    const vendor = await startVendor();
    vendor.call = (response, call, count) => {
      if (count === 1) expired(response, call, count);
      else response.destroy();
    };
    expect(await zuora(vendor.origin)()).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    // The third is the one repeat under the vendor's own key.
    expect(vendor.calls).toHaveLength(3);
    expect(new Set(vendor.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });
});

describe.each(['ZUORA', 'CRO'] as const)('the token endpoint of %s, when it grants nothing', (provider) => {
  const text =
    (status: number, body: string): Play =>
    (response) =>
      response.writeHead(status).end(body);
  const rejected = { kind: 'access', problem: 'CREDENTIALS_REJECTED' };
  const unavailable = (status: number) => ({
    kind: 'unavailable',
    reason: `the token endpoint returned ${status}`,
  });

  async function start(token: Play, deadlineMs?: number) {
    const vendor = await startVendor();
    vendor.token = token;
    const more = {
      CRO_URL: vendor.origin,
      CRO_TENANT_ID: '7',
      CRO_REFRESH_TOKEN: 'refresh',
      CRO_CLIENT_ID: 'id',
      CRO_CLIENT_SECRET: 'secret',
      CRO_TOKEN_URL: `${vendor.origin}/oauth/token`,
    };
    const add = provider === 'ZUORA' ? zuora(vendor.origin, deadlineMs) : open(more, deadlineMs).cro;
    return { vendor, add };
  }

  it.each<[string, Play, unknown]>([
    ['400', text(400, '{"error":"invalid_client"}'), rejected],
    ['400 for an expired grant', text(400, '{"error":"invalid_grant"}'), rejected],
    ['400 in its own words', text(400, '{"message":"client_id must have 36 characters"}'), rejected],
    ['401', text(401, '{"error":"invalid_client"}'), rejected],
    ['401 without a text', text(401, ''), rejected],
    ['403 with an error code', text(403, '{"error":"access_denied"}'), rejected],
    ['200 with an error code', text(200, '{"error":"invalid_client"}'), rejected],
    [
      '429',
      (response) => response.writeHead(429, { 'retry-after': '17' }).end(),
      { kind: 'rate-limited', retryAfterSeconds: 17 },
    ],
    ['200 for now', text(200, '{"error":"server_error"}'), { kind: 'unavailable' }],
    ['400 for now', text(400, '{"error":"temporarily_unavailable"}'), unavailable(400)],
    ['400 without a text', text(400, ''), unavailable(400)],
    ['403 without a text', text(403, ''), unavailable(403)],
    ['403 of a firewall', text(403, '{"message":"Forbidden"}'), unavailable(403)],
    ['a page with 200', text(200, '<html>maintenance</html>'), { kind: 'unavailable' }],
    ['a page with 400', text(400, '<html>bad request</html>'), unavailable(400)],
    ['a page with 401', text(401, '<html>log in</html>'), unavailable(401)],
    ['a page with 403', text(403, '<html>blocked</html>'), unavailable(403)],
    ['an empty 200', text(200, ''), { kind: 'unavailable' }],
    ...[301, 302, 303, 307, 308].map((status): [string, Play, unknown] => [
      String(status),
      (response) => response.writeHead(status, { location: 'https://example.com/' }).end(),
      unavailable(status),
    ]),
    ...[404, 405, 408, 410, 413, 415, 500, 502, 503, 504].flatMap((status): [string, Play, unknown][] => [
      [`${status} without a word`, text(status, ''), unavailable(status)],
      [`a page with ${status}`, text(status, '<html></html>'), unavailable(status)],
      [`${status} with an error code`, text(status, '{"error":"invalid_client"}'), unavailable(status)],
    ]),
    ['a cut', (response) => response.destroy(), { kind: 'unavailable' }],
    [
      'a cut answer',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"access_token":"tok', () => response.destroy());
      },
      { kind: 'unavailable' },
    ],
    ['silence', () => {}, { kind: 'unavailable' }],
  ])('%s: the vendor is not called', async (title, play, failure) => {
    const { vendor, add } = await start(play, title === 'silence' ? 1000 : undefined);
    const outcome = await add();
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(!outcome.ok && writeOutcome(outcome.failure)).toBe('NOT_APPLIED');
    expect(vendor.tokenCalls).toHaveLength(1);
    expect(vendor.calls).toEqual([]);
  });

  it.each(['null', '[]', '{}', '<html></html>', '{"access_token":7}', '{"access_token":null}'])(
    '200 with %s: the vendor is not called',
    async (body) => {
      const { vendor, add } = await start(text(200, body));
      const outcome = await add();
      expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
      expect(!outcome.ok && writeOutcome(outcome.failure)).toBe('NOT_APPLIED');
      expect(vendor.calls).toEqual([]);
    },
  );
});

describe('a refresh token', () => {
  async function start(token?: Play) {
    const vendor = await startVendor();
    const accounts = await startVendor();
    if (token) accounts.token = token;
    const { cro } = open({
      CRO_URL: vendor.origin,
      CRO_TENANT_ID: '7',
      CRO_REFRESH_TOKEN: 'first/refresh+token=',
      CRO_CLIENT_ID: 'id',
      CRO_CLIENT_SECRET: 'secret',
      CRO_TOKEN_URL: `${accounts.origin}/oauth/token`,
    });
    return { vendor, accounts, cro };
  }

  const sent = ({ tokenCalls }: TokenVendor) =>
    tokenCalls.map(({ body }) => new URLSearchParams(body).get('refresh_token'));

  it('is exchanged at its own server', async () => {
    const { vendor, accounts, cro } = await start();
    expect(await cro()).toMatchObject({ ok: true });
    expect(await cro()).toMatchObject({ ok: true });
    expect(accounts.tokenCalls.map(({ body }) => body)).toEqual([
      'grant_type=refresh_token&refresh_token=first%2Frefresh%2Btoken%3D&client_id=id&client_secret=secret',
    ]);
    expect(vendor.tokenCalls).toEqual([]);
    expect(vendor.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
  });

  it('is used again until another one is granted', async () => {
    const { vendor, accounts, cro } = await start();
    const accept = vendor.call;
    vendor.call = (response, call, count) =>
      count === 1 ? reply(response, 401, {}) : accept(response, call, count);
    expect(await cro()).toMatchObject({ ok: true });
    expect(sent(accounts)).toEqual(['first/refresh+token=', 'first/refresh+token=']);
  });

  it('that was replaced is used no more', async () => {
    const { accounts, cro } = await start((response, _call, count) =>
      grant(response, {
        access_token: `token-${count}`,
        refresh_token: `refresh-${count}`,
        // Expires immediately, so that each contact needs a new one.
        expires_in: 0,
      }),
    );
    for (let index = 0; index < 3; index++) expect(await cro()).toMatchObject({ ok: true });
    expect(sent(accounts)).toEqual(['first/refresh+token=', 'refresh-1', 'refresh-2']);
  });

  it('stays when its exchange fails', async () => {
    const { accounts, cro } = await start((response) =>
      reply(response, 500, { refresh_token: 'from an error' }),
    );
    await cro();
    await cro();
    expect(sent(accounts)).toEqual(['first/refresh+token=', 'first/refresh+token=']);
  });

  it('that is rejected is reported as rejected credentials', async () => {
    const { vendor, cro } = await start((response) => reply(response, 400, { error: 'invalid_grant' }));
    expect(await cro()).toEqual({
      ok: false,
      failure: { kind: 'access', problem: 'CREDENTIALS_REJECTED' },
    });
    expect(vendor.calls).toEqual([]);
  });
});
