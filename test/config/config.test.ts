import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { readConfig, storeKind } from '../../src/config/config.js';
import { Env, type Environment } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import { described } from '../support/facts.js';

/** The value that `read` makes of the variables, and the problems it found. */
function read<T>(variables: Environment, work: (env: Env) => T): { value: T; problems: readonly string[] } {
  const env = new Env(variables);
  return { value: work(env), problems: env.problems };
}

function config(variables: Environment) {
  return read(variables, readConfig);
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a text', () => {
  const rule = { pattern: /^[a-z]+$/, expected: 'lower case' };

  it('is the value of its variable', () => {
    expect(read({ NAME: 'abc' }, (env) => env.text('NAME', rule))).toEqual({ value: 'abc', problems: [] });
  });

  it.each([undefined, ''])('is undefined when it is %j', (value) => {
    expect(read({ NAME: value }, (env) => env.text('NAME', rule))).toEqual({
      value: undefined,
      problems: [],
    });
    expect(new Env({ NAME: value }).hasAny('NAME')).toBe(false);
  });

  it('that breaks its rule is a problem, reported without its value', () => {
    expect(read({ NAME: 'Secret!' }, (env) => env.text('NAME', rule))).toEqual({
      value: undefined,
      problems: ['NAME must be lower case'],
    });
  });
});

describe('a secret', () => {
  const secret = (variables: Environment) => read(variables, (env) => env.secret('KEY'));

  it('comes from the variable', () => {
    expect(secret({ KEY: 'k+/=:,%' })).toEqual({ value: 'k+/=:,%', problems: [] });
  });

  it.each([
    ['no line break', 'from-file'],
    ['a line break', 'from-file\n'],
    ['a line break of Windows', 'from-file\r\n'],
  ])('comes from a file that ends with %s', (name, text) => {
    expect(secret({ KEY_FILE: file(name, text) })).toEqual({ value: 'from-file', problems: [] });
  });

  it('in a file counts as set', () => {
    expect(new Env({ KEY_FILE: '/nowhere' }).hasAny('OTHER', 'KEY')).toBe(true);
    expect(new Env({ KEY_FILE: '' }).hasAny('KEY')).toBe(false);
  });

  it('set in both ways is a problem', () => {
    expect(secret({ KEY: 'a', KEY_FILE: file('both', 'a') })).toEqual({
      value: undefined,
      problems: ['KEY and KEY_FILE are both set; keep one'],
    });
  });

  it('comes from the file if its variable is empty', () => {
    expect(secret({ KEY: '', KEY_FILE: file('empty', 'a') })).toEqual({ value: 'a', problems: [] });
  });

  it.each([
    ['does not exist', () => join(folder, 'missing'), 'ENOENT'],
    ['is a folder', () => folder, 'EISDIR'],
  ])('whose file %s is a problem, reported with the reason and without the path', (_how, path, code) => {
    expect(secret({ KEY_FILE: path() })).toEqual({
      value: undefined,
      problems: [`KEY_FILE names a file that cannot be read (${code})`],
    });
  });

  it('whose file cannot be read is not reported missing, too', () => {
    const env = new Env({ KEY_FILE: '/nowhere' });
    env.require({ KEY: env.secret('KEY') }, 'it is only partly configured');
    expect(env.problems).toEqual(['KEY_FILE names a file that cannot be read (ENOENT)']);
  });

  it.each([
    ['two line breaks', 'abc\n\n'],
    ['a space in it', 'a bc'],
    ['a space at its end', 'abc '],
    ['a non-ASCII letter', 'åbc'],
    ['a byte order mark', '\uFEFFabc'],
  ])('in a file with %s is a problem, reported without its value', (name, text) => {
    expect(secret({ KEY_FILE: file(name, text) })).toEqual({
      value: undefined,
      problems: ['KEY must be printable ASCII without spaces'],
    });
  });
});

describe('a whole number', () => {
  const integer = (text: string) =>
    read({ COUNT: text }, (env) => env.integer('COUNT', { min: 1, max: 100 }));

  it.each([
    ['1', 1],
    ['100', 100],
    ['007', 7],
  ])('%j is %i', (text, value) => {
    expect(integer(text)).toEqual({ value, problems: [] });
  });

  it.each(['0', '101', '-1', '+5', '5.0', '1e1', '0x10', ' 5', '5 ', 'five', '99999999999999999999'])(
    '%j is a problem',
    (text) => {
      expect(integer(text)).toEqual({
        value: undefined,
        problems: ['COUNT must be a whole number from 1 to 100'],
      });
    },
  );
});

describe('a base URL with a known mistake', () => {
  const problemsOf = (variables: Environment) => {
    const secrets = {
      CHARGEBEE_API_KEY: 'k',
      CHARTMOGUL_API_KEY: 'k',
      ZUORA_CLIENT_ID: 'i',
      ZUORA_CLIENT_SECRET: 's',
      CRO_ACCESS_TOKEN: 'a.b.c',
      CRO_TENANT_ID: '7',
      RPM_API_KEY: 'k',
    };
    const [name = ''] = Object.keys(variables);
    const [prefix = ''] = name.split('_');
    const own = Object.fromEntries(Object.entries(secrets).filter(([key]) => key.startsWith(`${prefix}_`)));
    return read({ ...own, ...variables }, (env) => readProviderSettings(providers, env)).problems;
  };

  it.each([
    ['ZUORA_URL', 'https://rest.na.zuora.com/v1', 'must not end with /v1: the subgraph adds it'],
    ['ZUORA_URL', 'https://proxy.example.com/zuora/v1/', 'must not end with /v1: the subgraph adds it'],
    ['ZUORA_URL', 'https://rest.na.zuora.com/oauth/token', 'must not end with /token: the subgraph adds it'],
    ['ZUORA_URL', 'https://rest.na.zuora.com/apps', 'must have no path at this host'],
    ['RPM_URL', 'https://api.rpmtelco.com/rpm/Api2.svc', 'must not end with /api2.svc: the subgraph adds it'],
    [
      'CRO_URL',
      'https://api.crosoftware.net/customers',
      'must not end with /customers: the subgraph adds it',
    ],
    ['CHARGEBEE_URL', 'https://acme.chargebee.com', 'must have the path /api/v2 at this host'],
    ['CHARGEBEE_URL', 'https://acme.chargebee.com/api/v1', 'must have the path /api/v2 at this host'],
    [
      'CHARGEBEE_URL',
      'https://acme.chargebee.com/api/v2/customers',
      'must not end with /customers: the subgraph adds it',
    ],
    ['CHARTMOGUL_URL', 'https://api.chartmogul.com', 'must have the path /v1 at this host'],
  ])('%s=%s is a problem', (name, url, problem) => {
    expect(problemsOf({ [name]: url })).toEqual([`${name} ${problem}`]);
  });

  it.each([
    ['ZUORA_URL', 'https://rest.na.zuora.com/'],
    ['ZUORA_URL', 'https://proxy.example.com/v1/zuora'],
    ['RPM_URL', 'https://api.rpmtelco.com/rpm'],
    ['CHARGEBEE_URL', 'https://acme.chargebee.com/api/v2/'],
    ['CHARGEBEE_URL', 'https://proxy.example.com/chargebee'],
    ['CHARTMOGUL_URL', 'https://api.chartmogul.com/v1'],
    ['CRO_URL', 'https://proxy.example.com/cro'],
  ])('%s=%s is valid', (name, url) => {
    expect(problemsOf({ [name]: url })).toEqual([]);
  });
});

describe('a URL', () => {
  const url = (text: string) => read({ SOME_URL: text }, (env) => env.url('SOME_URL'));

  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://API.example.com:443/v1//', 'https://api.example.com/v1'],
    ['https://[2001:db8::1]:8443/a/b', 'https://[2001:db8::1]:8443/a/b'],
    ['http://localhost:4100/rpm', 'http://localhost:4100/rpm'],
    ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
    ['http://127.255.0.9', 'http://127.255.0.9'],
    ['http://[::1]:4100', 'http://[::1]:4100'],
    // Other spellings of 127.0.0.1, as URL parses them.
    ['http://2130706433/', 'http://127.0.0.1'],
    ['http://127.1/', 'http://127.0.0.1'],
  ])('%s is %s', (text, value) => {
    expect(url(text)).toEqual({ value, problems: [] });
  });

  it.each([
    'http://example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.example.com',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://[::ffff:10.0.0.1]',
  ])('%s is a problem: plain http is for loopback', (text) => {
    expect(url(text)).toEqual({
      value: undefined,
      problems: ['SOME_URL must use https: plain http is accepted for loopback only'],
    });
  });

  it.each(['ftp://127.0.0.1', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)'])(
    '%s is a problem: it is not https',
    (text) => {
      expect(url(text).problems).toEqual(['SOME_URL must use https']);
    },
  );

  it.each([
    'https://user:pass@example.com',
    'https://user@example.com',
    'https://example.com/?a=b',
    'https://example.com/#a',
  ])('%s is a problem, reported without its value', (text) => {
    expect(url(text)).toEqual({
      value: undefined,
      problems: ['SOME_URL must not contain credentials, a query or a fragment'],
    });
  });

  it.each(['example.com', '//example.com', 'https://', 'https://exa mple.com'])(
    '%s is a problem: it is not a URL',
    (text) => {
      expect(url(text).problems).toEqual(['SOME_URL must be a URL']);
    },
  );
});

describe('a group of variables', () => {
  it('reports missing variables, but not those already reported', () => {
    const env = new Env({ A: 'x', PORT: 'x' });
    const port = env.integer('PORT', { min: 1, max: 2 });
    env.require({ A: env.text('A'), B: env.text('B'), PORT: port }, 'it is only partly configured');
    expect(env.problems).toEqual([
      'PORT must be a whole number from 1 to 2',
      'B is missing: it is only partly configured',
    ]);
  });
});

describe('the keys of the store', () => {
  const [one, two] = [Buffer.alloc(32, 0xfb), Buffer.alloc(32, 2)];

  it('are 32 bytes each in base64 or base64url, and the first encrypts', () => {
    const STORE_KEYS = `${one.toString('base64')},${two.toString('base64url')}`;
    for (const [STORE_ENCRYPT, isWanted] of [
      ['0', false],
      ['1', true],
    ] as const) {
      expect(config({ STORE_KEYS, STORE_ENCRYPT })).toMatchObject({
        value: { storeEncryption: { keys: [one, two], isWanted } },
        problems: [],
      });
    }
    expect(config({ STORE_KEYS: one.toString('base64url') }).value.storeEncryption.keys).toEqual([one]);
  });

  it.each([
    ['canary', /^STORE_KEYS must contain 32-byte keys in base64/],
    [Buffer.alloc(16, 1).toString('base64'), /^STORE_KEYS must contain 32-byte keys/],
    [`${one.toString('base64')},`, /^STORE_KEYS must contain 32-byte keys/],
    [`${one.toString('base64')},${one.toString('base64url')}`, /^STORE_KEYS contains a key twice/],
  ])('are a problem that repeats no key: %s', (STORE_KEYS, problem) => {
    const { problems } = config({ STORE_KEYS });
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join()).not.toContain('canary');
  });

  it('are required to encrypt rows', () => {
    expect(config({ STORE_ENCRYPT: '1' }).problems).toEqual([
      expect.stringMatching(/^STORE_ENCRYPT=1 requires STORE_KEYS/),
    ]);
  });
});

describe('the settings of the subgraph', () => {
  it('all have defaults', () => {
    expect(config({})).toEqual({
      value: {
        port: 4001,
        host: '127.0.0.1',
        production: false,
        sandbox: 'auto',
        storeUrl: 'sqlite:./data/contacts.db',
        storeEncryption: { keys: [], isWanted: false },
        storeBounds: { rows: 10_000_000, bytes: 21_474_836_480 },
        storeRequired: false,
        routerSecrets: [],
        auth: undefined,
        deniedOptions: [],
        auditLog: undefined,
        providerDeadlineMs: 10_000,
        logLevel: 'info',
        limits: {
          cost: 20_000,
          aliases: 200,
          depth: 12,
          responseBytes: 2 * 1024 * 1024,
          providerCalls: 100,
        },
        responseTimeoutMs: 30_000,
        shutdownDelayMs: 0,
      },
      problems: [],
    });
  });

  it('take their values from the environment', () => {
    const { value, problems } = config({
      PORT: '0',
      HOST: '::',
      NODE_ENV: 'production',
      SANDBOX: 'off',
      ROUTER_SECRETS: 'sixteen-letters-,another-sixteen-',
      PROVIDER_DEADLINE_MS: '100',
      LOG_LEVEL: 'silent',
      STORE_URL: 'memory:',
      READYZ_STORE: 'required',
      MAX_OPERATION_COST: '100',
      MAX_OPERATION_ALIASES: '1',
      MAX_OPERATION_DEPTH: '5',
      MAX_RESPONSE_BYTES: '10000',
      MAX_PROVIDER_CALLS: '1',
      RESPONSE_TIMEOUT_MS: '100',
      SHUTDOWN_DELAY_MS: '15000',
      STORE_MAX_ROWS: '5',
      STORE_MAX_BYTES: '1000000',
    });
    expect(problems).toEqual([]);
    expect(value).toEqual({
      port: 0,
      host: '::',
      production: true,
      sandbox: 'off',
      storeUrl: 'memory:',
      storeEncryption: { keys: [], isWanted: false },
      storeBounds: { rows: 5, bytes: 1_000_000 },
      storeRequired: true,
      auth: undefined,
      deniedOptions: [],
      auditLog: undefined,
      routerSecrets: ['sixteen-letters-', 'another-sixteen-'],
      providerDeadlineMs: 100,
      logLevel: 'silent',
      limits: { cost: 100, aliases: 1, depth: 5, responseBytes: 10_000, providerCalls: 1 },
      responseTimeoutMs: 100,
      shutdownDelayMs: 15_000,
    });
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'contacts.internal'])(
    'in production on %s require a router secret, unless an operator allows going without',
    (HOST) => {
      const open = { NODE_ENV: 'production', STORE_URL: 'memory:', HOST };
      expect(config(open).problems).toEqual([
        expect.stringMatching(/^ROUTER_SECRETS is missing: .*ALLOW_UNAUTHENTICATED=1/),
      ]);
      expect(config({ ...open, ALLOW_UNAUTHENTICATED: '0' }).problems).toHaveLength(1);
      expect(config({ ...open, ALLOW_UNAUTHENTICATED: '1' }).problems).toEqual([]);
      expect(config({ ...open, ROUTER_SECRETS: 'sixteen-letters-' }).problems).toEqual([]);
      expect(config({ ...open, NODE_ENV: 'development' }).problems).toEqual([]);
      expect(config({ ...open, HOST: '127.0.0.1' }).problems).toEqual([]);
      // One problem, one line.
      expect(config({ ...open, ROUTER_SECRETS: 'short' }).problems).toHaveLength(1);
      expect(config({ ...open, ROUTER_SECRETS: '' }).problems).toHaveLength(1);
      expect(config({ ...open, ROUTER_SECRETS_FILE: '/nowhere' }).problems).toHaveLength(1);
    },
  );

  it('emulate no vendor in production', () => {
    const production = { NODE_ENV: 'production', STORE_URL: 'memory:' };
    expect(config({ ...production, SANDBOX: 'on' }).problems).toEqual([
      'SANDBOX must not be on in production: contacts would go to emulated vendors',
    ]);
    expect(config({ NODE_ENV: 'development', SANDBOX: 'on' }).problems).toEqual([]);
  });

  it.each<[string, Environment]>([
    ['not set', {}],
    ['empty', { STORE_URL: '' }],
  ])('in production require an explicit store: STORE_URL is %s', (_title, variables) => {
    expect(config({ NODE_ENV: 'production', ...variables }).problems).toEqual([
      expect.stringMatching(/^STORE_URL is missing: .*postgres:.*sqlite:/),
    ]);
    for (const NODE_ENV of ['', 'development', 'test']) {
      expect(config({ NODE_ENV, ...variables })).toMatchObject({
        value: { storeUrl: 'sqlite:./data/contacts.db' },
        problems: [],
      });
    }
  });

  it.each([{ STORE_URL: 'mysql://canary' }, { STORE_URL_FILE: '/nowhere' }])(
    'in production report an invalid store once: %j',
    (variables) => {
      expect(config({ NODE_ENV: 'production', ...variables }).problems).toEqual([
        expect.stringMatching(/^STORE_URL(_FILE)? (must be|names a file)/),
      ]);
    },
  );

  it.each([
    ['sqlite:./data/contacts.db', 'sqlite'],
    ['memory:', 'memory'],
    ['postgres://user:canary@host/database', 'postgres'],
    ['postgresql://host/database', 'postgres'],
  ])('name the kind of the store %s', (storeUrl, kind) => {
    expect(storeKind(storeUrl)).toBe(kind);
  });

  it.each(['', 'development', 'test'])('NODE_ENV=%s is not production', (NODE_ENV) => {
    expect(config({ NODE_ENV })).toMatchObject({ value: { production: false }, problems: [] });
  });

  it.each([
    { ROUTER_SECRETS: '' },
    { ROUTER_SECRETS_FILE: '' },
    { ROUTER_SECRETS: '', ROUTER_SECRETS_FILE: '' },
  ])('%j is a problem, and does not admit every caller', (variables) => {
    expect(config(variables).problems).toEqual([
      'ROUTER_SECRETS is set but empty: unset it to admit every caller',
    ]);
  });

  it('may have an empty ROUTER_SECRETS beside its file', () => {
    const variables = { ROUTER_SECRETS: '', ROUTER_SECRETS_FILE: file('router', 'sixteen-letters-') };
    expect(config(variables)).toMatchObject({ value: { routerSecrets: ['sixteen-letters-'] }, problems: [] });
  });

  it.each([
    ['PORT', '65536'],
    ['HOST', 'a/b'],
    ['NODE_ENV', 'prod'],
    ['NODE_ENV', 'Production'],
    ['SANDBOX', 'yes'],
    ['PROVIDER_DEADLINE_MS', '99'],
    ['PROVIDER_DEADLINE_MS', '20001'],
    ['LOG_LEVEL', 'verbose'],
    ['ALLOW_UNAUTHENTICATED', 'yes'],
    ['MAX_OPERATION_COST', '99'],
    ['MAX_OPERATION_ALIASES', '0'],
    ['MAX_OPERATION_DEPTH', '4'],
    ['MAX_RESPONSE_BYTES', '9999'],
    ['MAX_PROVIDER_CALLS', '0'],
    ['RESPONSE_TIMEOUT_MS', '99'],
    ['SHUTDOWN_DELAY_MS', '-1'],
    ['SHUTDOWN_DELAY_MS', '120001'],
    ['ROUTER_SECRETS', 'fifteen-letters'],
    ['ROUTER_SECRETS', 'sixteen-letters-,'],
    ['ROUTER_SECRETS', 'sixteen-letters-,short'],
    ['ROUTER_SECRETS', 'sixteen-letters-,sixteen-letters2,sixteen-letters3'],
    ['ROUTER_SECRETS', 'sixteen-letters-, another-sixteen'],
  ])('%s=%s is one problem, reported without a secret', (name, value) => {
    const { problems } = config({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
    if (name === 'ROUTER_SECRETS') expect(problems[0]).not.toContain('teen-letters');
  });
});

describe('the settings of the providers', () => {
  const unread = (variables: Environment) =>
    read(variables, (env) => {
      readProviderSettings(providers, env);
      return env.unknown(providers.map(({ id }) => `${id}_`));
    }).value;
  const configured = (variables: Environment) =>
    read(variables, (env) => [...readProviderSettings(providers, env).keys()].map(({ id }) => id));

  it('configure no provider when none is set', () => {
    expect(configured({ CHARGEBEE_SITE: '', RPM_API_KEY: '' })).toEqual({ value: [], problems: [] });
  });

  it.each(described)('of $provider.id suffice as its facts list them', ({ provider, facts }) => {
    const variables = facts.credentials('https://proxy.example.com');
    expect(configured(variables)).toEqual({ value: [provider.id], problems: [] });
    // None is left unread, as a misspelled name would be.
    expect(unread(variables)).toEqual([]);
  });

  it.each(described)('of $provider.id do not suffice one by one', ({ provider, facts }) => {
    for (const [name, value] of Object.entries(facts.credentials('https://proxy.example.com'))) {
      const { value: ids, problems } = configured({ [name]: value });
      expect([name, ids.length > 0 || problems.length > 0]).toEqual([name, true]);
      if (ids.length > 0) expect(ids).toEqual([provider.id]);
    }
  });

  it.each([
    ['CHARGEBEE', { CHARGEBEE_SITE: 'acme', CHARGEBEE_API_KEY: 'k' }],
    ['CHARTMOGUL', { CHARTMOGUL_API_KEY: 'k' }],
    [
      'CRO',
      {
        CRO_REFRESH_TOKEN: 'r',
        CRO_CLIENT_ID: 'i',
        CRO_CLIENT_SECRET: 's',
        CRO_TOKEN_URL: 'https://accounts.example.com/token',
        CRO_TENANT_ID: '7',
      },
    ],
  ])('suffice for %s', (id, variables) => {
    expect(configured(variables)).toEqual({ value: [id], problems: [] });
  });

  it("override the vendor's documented limits", () => {
    const variables = {
      CHARTMOGUL_API_KEY: 'k',
      CHARTMOGUL_CONCURRENCY: '3',
      CHARTMOGUL_RATE_PER_SECOND: '7',
    };
    const limits = read(variables, (env) => [...readProviderSettings(providers, env).values()][0]?.limits);
    expect(limits).toEqual({ value: { concurrency: 3, ratePerSecond: 7 }, problems: [] });
  });

  it.each(['0', '-1', '1.5', 'many', '1001'])('reject %j as a number of requests in flight', (text) => {
    expect(configured({ RPM_API_KEY: 'k', RPM_URL: 'https://r.example.com', RPM_CONCURRENCY: text })).toEqual(
      {
        value: ['RPM'],
        problems: ['RPM_CONCURRENCY must be a whole number from 1 to 1000'],
      },
    );
  });

  it('take every secret from a file', () => {
    const key = file('key', 'from-file\n');
    expect(
      configured({
        CHARGEBEE_SITE: 'acme',
        CHARGEBEE_API_KEY_FILE: key,
        CHARTMOGUL_API_KEY_FILE: key,
        CRO_ACCESS_TOKEN_FILE: key,
        CRO_TENANT_ID: '7',
        RPM_API_KEY_FILE: key,
        RPM_URL: 'https://rpm.example.com/rpm',
        ZUORA_CLIENT_ID_FILE: key,
        ZUORA_CLIENT_SECRET_FILE: key,
        ZUORA_URL: 'https://rest.na.zuora.com',
      }),
    ).toEqual({ value: ['CHARGEBEE', 'CHARTMOGUL', 'CRO', 'RPM', 'ZUORA'], problems: [] });
  });

  it.each([
    [{ CHARGEBEE_SITE: 'acme' }, ['CHARGEBEE_API_KEY']],
    [{ CHARGEBEE_API_KEY: 'k' }, ['CHARGEBEE_SITE']],
    [{ CHARGEBEE_SITE: 'acme.chargebee.com', CHARGEBEE_API_KEY: 'k' }, ['CHARGEBEE_SITE']],
    [{ CHARTMOGUL_DATA_SOURCE_UUID: 'ds_1' }, ['CHARTMOGUL_DATA_SOURCE_UUID', 'CHARTMOGUL_API_KEY']],
    [{ CRO_ACCESS_TOKEN: 'a.b.c' }, ['CRO_TENANT_ID']],
    [{ CRO_TENANT_ID: '7' }, ['CRO_ACCESS_TOKEN']],
    [{ CRO_ACCESS_TOKEN: 'a', CRO_TENANT_ID: '7', CRO_API_VERSION: '1999/01/01' }, ['CRO_API_VERSION']],
    [{ CRO_REFRESH_TOKEN: 'r', CRO_TENANT_ID: '7' }, ['CRO_CLIENT_ID', 'CRO_CLIENT_SECRET', 'CRO_TOKEN_URL']],
    [{ CRO_ACCESS_TOKEN: 'a', CRO_REFRESH_TOKEN: 'r', CRO_TENANT_ID: '7' }, ['CRO_ACCESS_TOKEN']],
    [{ RPM_API_KEY: 'k' }, ['RPM_URL']],
    [{ RPM_URL: 'http://rpm.example.com', RPM_API_KEY: 'k' }, ['RPM_URL']],
    [{ ZUORA_URL: 'https://rest.na.zuora.com' }, ['ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET']],
  ])('%j: each wrong or missing variable is reported once', (variables, names) => {
    const { problems } = configured(variables as Environment);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(names);
  });
});

describe('unknown settings', () => {
  const PREFIXES = [...providers.map(({ id }) => `${id}_`), 'ROUTER_'];
  const unknown = (variables: Environment) =>
    read(variables, (env) => {
      readConfig(env);
      readProviderSettings(providers, env);
      return env.unknown(PREFIXES);
    }).value.map(({ name }) => name);

  it('are those with one of our prefixes that nothing reads', () => {
    const names = ['ZUORA_CLIENTID', 'ROUTER_SECRET', 'RPM_APIKEY_FILE', 'CHARGEBEE_'];
    expect(unknown(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual(names);
    expect(unknown({ PATH: 'x', CROWD_URL: 'x', MY_ZUORA_URL: 'x', ROUTER: 'x' })).toEqual([]);
  });

  it.each([
    ['of an unconfigured provider', {}],
    ['of a configured provider', { CRO_ACCESS_TOKEN: 'a.b.c', CRO_TENANT_ID: '7', CHARGEBEE_SITE: 'a' }],
    ['of a partly configured provider', { CRO_REFRESH_TOKEN: 'r', ZUORA_CLIENT_ID: 'i' }],
  ])('exclude those %s', (_which, others) => {
    const names = providers.flatMap(({ id }) => [`${id}_URL`, `${id}_CONCURRENCY`, `${id}_RATE_PER_SECOND`]);
    const documented = [...names, 'CRO_TOKEN_URL', 'CRO_CLIENT_SECRET_FILE', 'RPM_API_KEY_FILE'];
    for (const name of documented) expect([name, unknown({ ...others, [name]: 'x' })]).toEqual([name, []]);
  });

  const meant = (name: string) =>
    read({ [name]: 'x' }, (env) => {
      readConfig(env);
      readProviderSettings(providers, env);
      return env.unknown([]);
    }).value[0]?.meant;

  it.each([
    ['STORE_ULR', 'STORE_URL'],
    ['STORE_URI', 'STORE_URL'],
    ['STOREURL', 'STORE_URL'],
    ['store_url', 'STORE_URL'],
    ['STORE_URL_FLE', 'STORE_URL_FILE'],
    ['CHARGBEE_API_KEY', 'CHARGEBEE_API_KEY'],
    ['CHARGEBEE_APIKEY', 'CHARGEBEE_API_KEY'],
    ['ZOURA_URL', 'ZUORA_URL'],
    ['ROUTER_SECRET', 'ROUTER_SECRETS'],
    ['NODE_EVN', 'NODE_ENV'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['SANDBX', 'SANDBOX'],
    ['PROVIDER_DEADLINE', undefined],
    ['PROVIDER_DEADLNE_MS', 'PROVIDER_DEADLINE_MS'],
  ])('match %s to %s', (name, setting) => {
    expect(meant(name)).toBe(setting);
  });

  it.each(
    `PATH HOME HOSTNAME POST SHELL PWD TERM LANG USER LOGNAME EDITOR TZ PORTS NODE_VERSION NODE_OPTIONS NODE_PATH
    NODE_EXTRA_CA_CERTS YARN_VERSION FTP_PROXY ftp_proxy ALL_PROXY all_proxy RSYNC_PROXY HTTPS_PROXY http_proxy
    no_proxy DATABASE_URL REDIS_URL CRON_TAB CROWD_URL PGHOST PGUSER PGPASSWORD npm_config_loglevel INIT_CWD
    KUBERNETES_PORT KUBERNETES_SERVICE_HOST STORE_SERVICE_HOST STORE_PORT STORE_PORT_5432_TCP OTEL_SERVICE_NAME
    OTEL_EXPORTER_OTLP_ENDPOINT SSL_CERT_FILE SENTRY_DSN AWS_REGION DD_AGENT_HOST POD_NAME`
      .split(/\s+/)
      .map((name) => [name]),
  )('match %s to no setting', (name) => {
    expect(meant(name)).toBeUndefined();
  });

  it('exclude those that Kubernetes derives from a service of the same name', () => {
    const names = ['ROUTER_SERVICE_HOST', 'ROUTER_SERVICE_PORT', 'ROUTER_SERVICE_PORT_HTTP', 'ROUTER_PORT'];
    const links = ['ROUTER_PORT_4000_TCP', 'ROUTER_PORT_4000_TCP_ADDR'];
    expect(unknown(Object.fromEntries([...names, ...links].map((name) => [name, 'x'])))).toEqual([]);
  });
});
