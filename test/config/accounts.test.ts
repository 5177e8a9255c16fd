/** The accounts listed in `PROVIDER_ACCOUNTS`, and their settings. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  readNamedAccounts,
  readProviderSettings,
  requireSettings,
} from '../../src/accounts/account-settings.js';
import { accountIdOf } from '../../src/accounts/accounts.js';
import { Env, type Environment } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import { described } from '../support/facts.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-accounts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(variables: Environment, isSandboxed = false) {
  const env = new Env(variables);
  const live = readProviderSettings(providers, env);
  const named = readNamedAccounts(providers, live, env);
  if (!isSandboxed) requireSettings(named, env);
  return { env, live, named, problems: env.problems };
}

const EU = { CHARGEBEE_EU_SITE: 'acme-eu', CHARGEBEE_EU_API_KEY: 'key-eu' };
const APAC = { CHARGEBEE_APAC_SITE: 'acme-apac', CHARGEBEE_APAC_API_KEY: 'key-apac' };
const LIST = { CHARGEBEE_ACCOUNTS: 'eu,apac' };

/** The variables of a provider's named account. */
function renamed(id: string, account: string, variables: Environment): Environment {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name.replace(`${id}_`, `${id}_${account.toUpperCase()}_`),
      value,
    ]),
  );
}

describe('a named account', () => {
  it.each(described)('of $provider.id has the settings of the vendor', ({ provider, facts }) => {
    const { id } = provider;
    const own = facts.credentials('https://proxy.example.com');
    const limits = { [`${id}_CONCURRENCY`]: '3', [`${id}_RATE_PER_SECOND`]: '7' };
    const variables = renamed(id, 'eu2', { ...own, ...limits });
    const { named, problems, live, env } = read({ [`${id}_ACCOUNTS`]: 'eu2', ...variables });
    expect(problems).toEqual([]);
    expect([...live.keys()]).toEqual([]);
    const settings = readProviderSettings([provider], new Env({ ...own, ...limits })).get(provider);
    expect(settings?.limits).toEqual({ concurrency: 3, ratePerSecond: 7 });
    const same = { ...settings, authorization: expect.any(Function) };
    expect(named).toEqual([{ provider, name: 'eu2', settings: same }]);
    expect(env.unknown(providers.map((other) => `${other.id}_`))).toEqual([]);
  });

  it('comes after the default account, in the order of the list', () => {
    const own = { CHARGEBEE_SITE: 'acme', CHARGEBEE_API_KEY: 'key' };
    const { live, named, problems } = read({ ...own, ...EU, ...APAC, ...LIST });
    expect(problems).toEqual([]);
    expect([...live.values()].map(({ baseUrl }) => baseUrl)).toEqual(['https://acme.chargebee.com/api/v2']);
    expect(named.map(({ name, settings }) => [name, settings?.baseUrl])).toEqual([
      ['eu', 'https://acme-eu.chargebee.com/api/v2'],
      ['apac', 'https://acme-apac.chargebee.com/api/v2'],
    ]);
  });

  it('takes its secrets from files, and reads them again under their real names', () => {
    const file = join(folder, 'key');
    writeFileSync(file, 'key-1\n');
    const { CHARGEBEE_EU_API_KEY: _, ...rest } = EU;
    const { named, problems } = read({ ...rest, CHARGEBEE_EU_API_KEY_FILE: file, CHARGEBEE_ACCOUNTS: 'eu' });
    expect(problems).toEqual([]);
    const reread = named[0]?.settings?.reread;
    const report = { provider: 'CHARGEBEE', account: 'eu', changed: [], problems: [] };
    expect(reread?.()).toEqual({ report });
    writeFileSync(file, 'key-2\n');
    const again = reread?.();
    expect(again?.report).toEqual({ ...report, changed: ['CHARGEBEE_EU_API_KEY'] });
    expect(again?.settings).toBeDefined();
    writeFileSync(file, 'key 3\n');
    expect(reread?.()?.report.problems).toEqual([
      'CHARGEBEE_EU_API_KEY must be printable ASCII without spaces',
    ]);
  });

  it('does not configure the default account', () => {
    expect([...read({ ...EU, CHARGEBEE_ACCOUNTS: 'eu' }).live.keys()]).toEqual([]);
  });
});

describe('problems at start', () => {
  it.each<[string, Environment, string]>([
    ['a capital letter', { CHARGEBEE_ACCOUNTS: 'EU' }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['a space', { CHARGEBEE_ACCOUNTS: 'eu, apac', ...EU }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['an empty name', { CHARGEBEE_ACCOUNTS: 'eu,', ...EU }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['a digit first', { CHARGEBEE_ACCOUNTS: '1eu' }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['21 characters', { CHARGEBEE_ACCOUNTS: 'a'.repeat(21) }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['an underscore', { CHARGEBEE_ACCOUNTS: 'eu_1' }, 'CHARGEBEE_ACCOUNTS must be names such as'],
    ['a name twice', { CHARGEBEE_ACCOUNTS: 'eu,eu', ...EU }, 'CHARGEBEE_ACCOUNTS lists eu twice'],
    ['the default account', { CHARGEBEE_ACCOUNTS: 'default' }, 'CHARGEBEE_ACCOUNTS must not list default:'],
    ['token', { CHARGEBEE_ACCOUNTS: 'token' }, 'CHARGEBEE_ACCOUNTS must not list token: Kubernetes'],
    ['service', { RPM_ACCOUNTS: 'service' }, 'RPM_ACCOUNTS must not list service: Kubernetes'],
    ['port', { ZUORA_ACCOUNTS: 'port' }, 'ZUORA_ACCOUNTS must not list port: Kubernetes'],
    [
      'a setting',
      { CHARGEBEE_ACCOUNTS: 'api' },
      'CHARGEBEE_ACCOUNTS must not list api: CHARGEBEE_API_KEY is',
    ],
    ['a setting', { CRO_ACCOUNTS: 'refresh' }, 'CRO_ACCOUNTS must not list refresh: CRO_REFRESH_TOKEN is'],
    ['a limit', { ZUORA_ACCOUNTS: 'rate' }, 'ZUORA_ACCOUNTS must not list rate: ZUORA_RATE_PER_SECOND is'],
    [
      'no settings',
      { CHARGEBEE_ACCOUNTS: 'eu' },
      'CHARGEBEE_ACCOUNTS lists eu, but no variable starts with CHARGEBEE_EU_',
    ],
  ])('report %s in a list', (_title, variables, problem) => {
    expect(read(variables).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('do not include missing settings if the sandbox emulates the account', () => {
    expect(read({ CHARGEBEE_ACCOUNTS: 'eu' }, true)).toMatchObject({
      problems: [],
      named: [{ name: 'eu', settings: undefined }],
    });
  });

  it.each<[Environment, readonly string[]]>([
    [{ CHARGEBEE_EU_SITE: 'a' }, ['CHARGEBEE_EU_API_KEY is missing: Chargebee is only partly configured']],
    [
      { CHARGEBEE_EU_API_KEY: 'k' },
      ['CHARGEBEE_EU_SITE is missing: Chargebee requires a site or CHARGEBEE_EU_URL'],
    ],
    [
      { ...EU, CHARGEBEE_EU_CONCURRENCY: '0' },
      ['CHARGEBEE_EU_CONCURRENCY must be a whole number from 1 to 1000'],
    ],
    [
      { ...EU, CHARGEBEE_EU_API_KEY_FILE: '/key' },
      ['CHARGEBEE_EU_API_KEY and CHARGEBEE_EU_API_KEY_FILE are both set; keep one'],
    ],
  ])('%j: use the names of the environment', (variables, problems) => {
    expect(read({ CHARGEBEE_ACCOUNTS: 'eu', ...variables }).problems).toEqual(problems);
  });

  const own = { CHARGEBEE_SITE: 'acme', CHARGEBEE_API_KEY: 'key' };
  it.each<[string, Environment, readonly string[]]>([
    [
      'the default account',
      { ...own, CHARGEBEE_ACCOUNTS: 'eu', CHARGEBEE_EU_SITE: 'acme', CHARGEBEE_EU_API_KEY: 'key' },
      ['CHARGEBEE_ACCOUNTS: eu has the same URL and credentials as the default account'],
    ],
    [
      'another one',
      {
        ...EU,
        ...LIST,
        CHARGEBEE_APAC_URL: 'https://acme-eu.chargebee.com/api/v2',
        CHARGEBEE_APAC_API_KEY: 'key-eu',
      },
      ['CHARGEBEE_ACCOUNTS: apac has the same URL and credentials as eu'],
    ],
    ['none, with another key', { ...EU, ...LIST, ...APAC, CHARGEBEE_APAC_SITE: 'acme-eu' }, []],
    ['none, at another site', { ...EU, ...LIST, ...APAC, CHARGEBEE_APAC_API_KEY: 'key-eu' }, []],
    [
      'none, with another tenant',
      {
        CRO_ACCESS_TOKEN: 'a.b.c',
        CRO_TENANT_ID: '7',
        CRO_ACCOUNTS: 'eu',
        CRO_EU_ACCESS_TOKEN: 'a.b.c',
        CRO_EU_TENANT_ID: '8',
      },
      [],
    ],
  ])('report two names of one account: that of %s', (_title, variables, problems) => {
    expect(read(variables).problems).toEqual(problems);
  });

  it('expose no secret', () => {
    const { problems } = read({
      ...own,
      ...LIST,
      CHARGEBEE_EU_API_KEY: 'canary secret',
      CHARGEBEE_APAC_SITE: 'acme',
      CHARGEBEE_APAC_API_KEY: 'key',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('canary');
  });
});

describe('unknown settings', () => {
  const unknown = (variables: Environment) =>
    read(variables, true).env.unknown(providers.map(({ id }) => `${id}_`));

  it('include those of unlisted accounts', () => {
    expect(unknown(EU).map(({ name }) => name)).toEqual(Object.keys(EU));
    expect(unknown({ ...EU, CHARGEBEE_ACCOUNTS: 'eu' })).toEqual([]);
  });

  it.each([
    ['CHARGEBEE_EU_APIKEY', 'CHARGEBEE_EU_API_KEY'],
    ['CHARGEBEE_EU_STIE', 'CHARGEBEE_EU_SITE'],
    ['CHARGEBE_EU_SITE', 'CHARGEBEE_EU_SITE'],
    ['CHARGEBEE_ACCOUNT', 'CHARGEBEE_ACCOUNTS'],
  ])('match %s to %s', (name, meant) => {
    expect(unknown({ CHARGEBEE_ACCOUNTS: 'eu', [name]: 'x' })).toEqual([{ name, meant }]);
  });

  it('exclude those that Kubernetes derives from a service named like an account', () => {
    expect(
      unknown({ CHARGEBEE_EU_SERVICE_HOST: 'x', CHARGEBEE_EU_PORT: 'x', CHARGEBEE_ACCOUNTS: 'eu' }),
    ).toEqual([]);
  });
});

describe('the id of an account', () => {
  const settings = { baseUrl: 'https://acme.chargebee.com/api/v2' };

  it('consists of provider, name, base URL and what tells apart the accounts behind it', () => {
    const ids = [
      accountIdOf({ id: 'CHARGEBEE' }, settings),
      accountIdOf({ id: 'CHARGEBEE' }, settings, 'eu'),
      accountIdOf({ id: 'CHARGEBEE' }, settings, 'apac'),
      accountIdOf({ id: 'CHARGEBEE' }, { baseUrl: 'https://acme-eu.chargebee.com/api/v2' }, 'eu'),
      accountIdOf({ id: 'CHARGEBEE' }, { ...settings, account: '7' }, 'eu'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[1]).toMatch(/^CHARGEBEE@eu:/);
  });

  it('of a default account never changes', () => {
    expect(accountIdOf({ id: 'CHARGEBEE' }, settings)).toBe('CHARGEBEE:d4dK4adqYyo2kCHn');
  });
});
