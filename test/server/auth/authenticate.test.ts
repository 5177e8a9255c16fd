/** Tokens against the keys of a real issuer on a socket. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { AuthSettings } from '../../../src/config/auth.js';
import type { ProxySettings } from '../../../src/config/proxy.js';
import { createAuthenticate } from '../../../src/server/auth/authenticate.js';
import { callerId } from '../../../src/server/auth/caller-of.js';
import { type KeySet, openKeySet } from '../../../src/server/auth/key-set.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../../support/issuer.js';
import { SkippingClock } from '../../support/skipping-clock.js';

let issuer: Issuer;
let keys: KeySet | undefined;
let clock: SkippingClock;
let failures: string[];
beforeEach(async () => {
  issuer = await startIssuer();
  clock = new SkippingClock();
  failures = [];
});
afterEach(async () => {
  jest.restoreAllMocks();
  await keys?.close();
  keys = undefined;
  await issuer.close();
});

function open(settings: Partial<AuthSettings> = {}, proxy?: ProxySettings) {
  const all: AuthSettings = {
    keys: { url: issuer.jwksUrl },
    issuer: ISSUER,
    audience: AUDIENCE,
    clockToleranceS: 30,
    callerClaim: 'sub',
    customersClaim: undefined,
    originUserClaim: undefined,
    adoptsKeys: false,
    share: {},
    ...settings,
  };
  keys = openKeySet(all, { clock, proxy, failed: (reason) => failures.push(reason), succeeded: () => {} });
  const authenticate = createAuthenticate(all, keys, () => Date.now());
  return (token: string) => authenticate(`Bearer ${token}`);
}

/** Advances time for jose, which uses Date, and for us. */
function pass(ms: number): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + ms);
  clock.advance(ms);
}

const seconds = () => Math.floor(Date.now() / 1000);
const REJECTED = { code: 'UNAUTHENTICATED', challenge: 'Bearer error="invalid_token"' };

describe('a token', () => {
  it.each(['RS256', 'PS384', 'ES256', 'ES512', 'EdDSA'])(
    'is accepted with a signature by %s',
    async (alg) => {
      await issuer.rotate(alg);
      const accepted = await open()(await issuer.token());
      expect(accepted).toMatchObject({ caller: { id: callerId(ISSUER, 'agent-7') } });
    },
  );

  it.each([
    ['expired, beyond the tolerance', { exp: seconds() - 31 }, 'expired'],
    ['without an expiry', { exp: undefined }, 'exp'],
    ['not valid yet', { nbf: seconds() + 60 }, 'nbf'],
    ['of another issuer', { iss: 'https://login.example.com' }, 'iss'],
    ['for another audience', { aud: ['orders', 'invoices'] }, 'aud'],
    ['without a name of its caller', { sub: undefined }, 'sub'],
    ['with a name that is not a text', { sub: 7 }, 'sub'],
  ])('is rejected when it is %s', async (_title, claims, reason) => {
    const rejected = await open()(await issuer.token(claims));
    expect(rejected).toEqual({ ...REJECTED, message: expect.stringContaining(reason) });
  });

  it('is accepted within the clock tolerance, and with our audience among others', async () => {
    const token = await issuer.token({ exp: seconds() - 25, nbf: seconds() + 25, aud: ['orders', AUDIENCE] });
    expect(await open()(token)).toHaveProperty('caller');
  });

  it('is rejected when another key signed it under the name of a known one', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'agent-7', exp: seconds() + 60 };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'key-1' })
      .sign(privateKey);
    expect(await open()(forged)).toEqual({ ...REJECTED, message: 'The signature of the token is invalid.' });
  });

  it('is rejected without a signature, and with one by a shared secret', async () => {
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'agent-7', exp: seconds() + 60 };
    const secret = new TextEncoder().encode(JSON.stringify(issuer.keySet.keys[0]).padEnd(64));
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret);
    const authenticate = open();
    expect(await authenticate(shared)).toMatchObject({
      ...REJECTED,
      message: expect.stringContaining('algorithm'),
    });
    expect(await authenticate(new UnsecuredJWT(claims).encode())).toMatchObject(REJECTED);
  });

  it.each(['', 'x', 'a.b.c', 'ey', '....', `${'x'.repeat(20_000)}.y.z`])(
    'is rejected when malformed: %.20s',
    async (text) => {
      expect(await open()(text)).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('is reported missing without a look at the keys', async () => {
    open();
    const authenticate = createAuthenticate({} as AuthSettings, keys as KeySet, () => 0);
    expect(await authenticate(undefined)).toEqual({
      code: 'UNAUTHENTICATED',
      challenge: 'Bearer',
      message: 'A bearer token is missing.',
    });
    expect(await authenticate('Basic dXNlcjpwYXNz')).toMatchObject(REJECTED);
    expect(issuer.fetches).toBe(0);
  });

  it('needs no key id, even among several keys', async () => {
    const first = issuer.keySet.keys;
    await issuer.rotate();
    const both = [...first, ...issuer.keySet.keys].map(({ kid: _, ...key }) => key);
    jest.spyOn(issuer, 'keySet', 'get').mockReturnValue({ keys: both });
    const authenticate = open();
    expect(await authenticate(await issuer.token({}, { withoutKeyId: true }))).toHaveProperty('caller');
    const other = await startIssuer();
    expect(await authenticate(await other.token({}, { withoutKeyId: true }))).toMatchObject(REJECTED);
    await other.close();
  });
});

describe('claims', () => {
  it.each([
    [{ scope: 'contacts:read contacts:write' }, ['contacts:read', 'contacts:write']],
    [{ scp: ['contacts:read', 'contacts:options'] }, ['contacts:read', 'contacts:options']],
    [{ scp: 'contacts:read openid' }, ['contacts:read', 'openid']],
    [{ scope: 7, scp: [null, {}, 'contacts:read'] }, ['contacts:read']],
    [{}, []],
  ])('%j grant the scopes %j', async (claims, expected) => {
    const { caller } = (await open()(await issuer.token(claims))) as never as {
      caller: { scopes: Set<string> };
    };
    expect([...caller.scopes]).toEqual(expected);
  });

  it('name the caller by another claim, and the person that vendors record', async () => {
    const authenticate = open({ callerClaim: 'azp', originUserClaim: 'email' });
    const token = await issuer.token({ azp: 'billing-page', email: 'ada@example.com' });
    expect(await authenticate(token)).toMatchObject({
      caller: { id: callerId(ISSUER, 'billing-page'), originUser: 'ada@example.com' },
    });
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens', async () => {
    const authenticate = open();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.token()));
    await Promise.all(tokens.map(authenticate));
    await Promise.all(tokens.map(authenticate));
    expect(issuer.fetches).toBe(1);
  });

  it('are fetched again for an unknown one, at most every 30 seconds', async () => {
    const authenticate = open();
    await authenticate(await issuer.token());
    await issuer.rotate();
    const token = await issuer.token();
    for (let tries = 0; tries < 5; tries += 1) expect(await authenticate(token)).toMatchObject(REJECTED);
    expect(issuer.fetches).toBe(1);
    pass(30_000);
    expect(await authenticate(token)).toHaveProperty('caller');
    expect(issuer.fetches).toBe(2);
  });

  it('are not fetched once per request while the issuer fails', async () => {
    const authenticate = open();
    const known = await issuer.token();
    await authenticate(known);
    await issuer.rotate();
    issuer.isDown = true;
    pass(30_000);
    const unknown = await issuer.token();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await authenticate(unknown)).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
      expect(await authenticate(known)).toHaveProperty('caller');
    }
    expect([issuer.fetches, failures]).toEqual([2, ['HTTP 500']]);
  });

  it('are unavailable: tokens cannot be checked, and can be again soon after the keys are back', async () => {
    issuer.isDown = true;
    const authenticate = open();
    const token = await issuer.token();
    expect(await authenticate(token)).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
    expect(await authenticate(token)).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
    expect(issuer.fetches).toBe(1);
    issuer.isDown = false;
    clock.advance(1000);
    expect(await authenticate(token)).toHaveProperty('caller');
  });

  it('are used for an hour when they cannot be refreshed, and no longer', async () => {
    const authenticate = open();
    const exp = seconds() + 10_000;
    await authenticate(await issuer.token({ exp }));
    issuer.isDown = true;
    pass(1_800_000);
    expect(await authenticate(await issuer.token({ exp }))).toHaveProperty('caller');
    pass(1_900_000);
    expect(await authenticate(await issuer.token({ exp }))).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
  });

  it('are refreshed in the background, so that a withdrawn key is soon rejected', async () => {
    const authenticate = open();
    const exp = seconds() + 10_000;
    const old = await issuer.token({ exp });
    await authenticate(old);
    await issuer.rotate();
    pass(600_000);
    await authenticate(old);
    while (issuer.fetches < 2) await setTimeout(10);
    expect(issuer.fetches).toBe(2);
    await authenticate(await issuer.token({ exp }));
    expect(await authenticate(old)).toMatchObject(REJECTED);
  });

  it.each(['<html>', '{"keys":"none"}', '{"keys":[]}', '[]'])(
    'make no token invalid when they are unreadable, which is reported, and are back soon: %s',
    async (body) => {
      issuer.body = body;
      const authenticate = open();
      const token = await issuer.token();
      expect(await authenticate(token)).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
      expect(failures).toEqual(['the answer is no JSON Web Key Set with a key']);
      delete issuer.body;
      clock.advance(1000);
      expect(await authenticate(token)).toHaveProperty('caller');
    },
  );

  it('are back soon after an outage of more than an hour', async () => {
    const authenticate = open();
    const exp = seconds() + 10_000;
    await authenticate(await issuer.token({ exp }));
    issuer.isDown = true;
    pass(3_700_000);
    expect(await authenticate(await issuer.token({ exp }))).toMatchObject({ code: 'AUTH_UNAVAILABLE' });
    issuer.isDown = false;
    clock.advance(1000);
    expect(await authenticate(await issuer.token({ exp }))).toHaveProperty('caller');
  });
});

describe('keys in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const file = join(folder, 'jwks.json');
  afterEach(() => rmSync(file, { force: true }));

  it('are read again on demand, and kept when the file is broken', async () => {
    writeFileSync(file, JSON.stringify(issuer.keySet));
    const authenticate = open({ keys: { file } });
    expect(await authenticate(await issuer.token())).toHaveProperty('caller');
    await issuer.rotate();
    const token = await issuer.token();
    expect(await authenticate(token)).toMatchObject(REJECTED);

    writeFileSync(file, '{');
    expect(keys?.reread()).toEqual({
      changed: [],
      problems: ['AUTH_JWKS_FILE must contain a JSON Web Key Set with at least one key'],
    });
    writeFileSync(file, JSON.stringify(issuer.keySet));
    expect(keys?.reread()).toEqual({ changed: ['AUTH_JWKS_FILE'], problems: [] });
    expect(keys?.reread()).toEqual({ changed: [], problems: [] });
    expect(await authenticate(token)).toHaveProperty('caller');
    expect(issuer.fetches).toBe(0);
  });
});
