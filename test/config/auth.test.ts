/** The settings for authenticated callers: complete, or a problem at start. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';

const folder = mkdtempSync(join(tmpdir(), 'auth-'));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const PUBLIC = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const keys = file('jwks.json', JSON.stringify({ keys: [PUBLIC] }));
const WHOLE = {
  AUTH_JWKS_URL: 'https://login.example.com/keys?app=1',
  AUTH_ISSUER: 'https://login.example.com/',
  AUTH_AUDIENCE: 'contacts',
};

function read(variables: Readonly<Record<string, string>>) {
  const env = new Env(variables);
  return { auth: readConfig(env).auth, problems: env.problems };
}

describe('authenticated callers', () => {
  it('are off without settings', () => {
    expect(read({})).toEqual({ auth: undefined, problems: [] });
  });

  it('are on with keys, an issuer and an audience', () => {
    expect(read(WHOLE)).toEqual({
      auth: {
        keys: { url: WHOLE.AUTH_JWKS_URL },
        issuer: WHOLE.AUTH_ISSUER,
        audience: 'contacts',
        clockToleranceS: 30,
        callerClaim: 'sub',
        customersClaim: undefined,
        originUserClaim: undefined,
        adoptsKeys: false,
        share: { ratePerSecond: undefined, concurrency: undefined },
      },
      problems: [],
    });
    const { AUTH_JWKS_URL: _, ...others } = WHOLE;
    expect(read({ ...others, AUTH_JWKS_FILE: keys }).auth?.keys).toEqual({ file: keys });
  });

  it.each([
    [{ AUTH_ISSUER: 'x' }, ['AUTH_AUDIENCE is missing', 'AUTH_JWKS_URL is missing']],
    [{ AUTH_CUSTOMERS_CLAIM: 'customers' }, ['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_JWKS_URL']],
    [{ ...WHOLE, AUTH_AUDIENCE: '' }, ['AUTH_AUDIENCE is set but empty']],
    [{ AUTH_JWKS_URL: '' }, ['AUTH_JWKS_URL is set but empty']],
    [{ ...WHOLE, AUTH_JWKS_FILE: keys }, ['both set']],
    [{ ...WHOLE, AUTH_JWKS_URL: 'login.example.com' }, ['must be a URL']],
    [{ ...WHOLE, AUTH_JWKS_URL: 'http://login.example.com/keys' }, ['must use https']],
    [{ ...WHOLE, AUTH_JWKS_URL: 'https://user:pass@login.example.com/' }, ['not contain credentials']],
    [{ ...WHOLE, AUTH_CLOCK_TOLERANCE_S: '601' }, ['AUTH_CLOCK_TOLERANCE_S must be a whole number']],
    [{ ...WHOLE, AUTH_ADOPT_KEYS: 'yes' }, ['AUTH_ADOPT_KEYS must be one of']],
    [{ ...WHOLE, AUTH_CALLER_CLAIM: 'a claim' }, ['AUTH_CALLER_CLAIM must be']],
  ])('require all settings: %j', (variables, expected) => {
    const { auth, problems } = read(variables);
    expect(problems).toHaveLength(expected.length);
    for (const text of expected) expect(problems.join('\n')).toContain(text);
    if (!('AUTH_CLOCK_TOLERANCE_S' in variables) && !('AUTH_ADOPT_KEYS' in variables)) {
      if (!('AUTH_CALLER_CLAIM' in variables)) expect(auth).toBeUndefined();
    }
  });

  it.each([
    ['missing', join(folder, 'nothing.json'), 'cannot be read (ENOENT)'],
    ['not JSON', file('text.json', 'keys'), 'must contain a JSON Web Key Set'],
    ['without keys', file('empty.json', '{"keys":[]}'), 'at least one key'],
    [
      'with a private key',
      file('private.json', JSON.stringify({ keys: [{ ...PUBLIC, d: 'x' }] })),
      'only public keys',
    ],
    [
      'with a shared secret',
      file('oct.json', JSON.stringify({ keys: [{ kty: 'oct', k: 'x' }] })),
      'only public keys',
    ],
  ])('reject a key file that is %s', (_title, path, expected) => {
    const { AUTH_JWKS_URL: _, ...others } = WHOLE;
    const { problems } = read({ ...others, AUTH_JWKS_FILE: path });
    expect(problems).toEqual([expect.stringContaining(expected)]);
    expect(problems.join()).not.toContain(folder);
  });

  it('let production start without a router secret', () => {
    const open = { NODE_ENV: 'production', HOST: '0.0.0.0', STORE_URL: 'memory:' };
    expect(read(open).problems).toEqual([expect.stringContaining('ROUTER_SECRETS is missing')]);
    expect(read({ ...open, ...WHOLE }).problems).toEqual([]);
  });
});
