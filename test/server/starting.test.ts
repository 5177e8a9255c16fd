/** What the subgraph logs while it starts, and the settings with which it does not start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Environment } from '../../src/config/env.js';
import { startFault } from '../../src/start-fault.js';
import { usualInput } from '../conformance/inputs.js';
import { ask } from '../support/ask.js';
import { startConnectProxy } from '../support/connect-proxy.js';
import { described } from '../support/facts.js';
import { startTestSubgraph } from '../support/subgraph.js';

const WARN = 40;
const KEY = Buffer.alloc(32, 1).toString('base64');
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
  addContact(provider: $provider, customerId: $customerId, input: $input) {
    __typename
    ... on ContactError { outcome retryable }
    ... on ContactProviderAccessError { accessProblem }
  }
}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'starting-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** `log`: everything logged so far. */
async function start(variables: Environment = {}) {
  const written: string[] = [];
  const logTo = { write: (line: string) => written.push(line) };
  const subgraph = await startTestSubgraph({ LOG_LEVEL: 'info', ...variables }, undefined, { logTo });
  closing.push(() => subgraph.close());
  const lines = () => written.map((line) => JSON.parse(line));
  return {
    url: subgraph.url,
    log: () => written.join(''),
    lines,
    warnings: () => lines().filter(({ level, vendors }) => level === WARN && !vendors),
  };
}

/** The text that the operator reads. */
async function faultOf(variables: Environment): Promise<string> {
  return start({ SANDBOX: 'off', ...variables }).then(
    () => 'it started',
    (error: unknown) => startFault(error, variables),
  );
}

describe('the subgraph does not start', () => {
  it.each([
    ['nowhere.invalid', 'is not a name'],
    ['203.0.113.1', 'is an address of another machine'],
  ])('when HOST, %s, %s', async (HOST) => {
    expect(await faultOf({ HOST })).toMatch(
      /^The subgraph cannot start: .*(ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL).*\. Set HOST to an address of this machine\.$/,
    );
  });

  it('when its store has an unknown host, and does not blame HOST', async () => {
    const fault = await faultOf({ STORE_URL: 'postgres://nowhere.invalid/db' });
    expect(fault).toMatch(/^The subgraph cannot start: .*nowhere\.invalid/);
    expect(fault).not.toContain('HOST');
  });

  it('when PostgreSQL cannot be reached, without asking the proxy', async () => {
    const proxy = await startConnectProxy(1);
    closing.push(() => proxy.close());
    const fault = await faultOf({
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      STORE_URL: 'postgres://127.0.0.1:1/contacts',
    });
    expect(fault).toContain('ECONNREFUSED 127.0.0.1:1');
    expect(proxy.connections()).toBe(0);
  });

  it('when PostgreSQL cannot be reached, and logs nothing that says it went on', async () => {
    const written: string[] = [];
    const logTo = { write: (line: string) => written.push(line) };
    const variables = { LOG_LEVEL: 'info', STORE_URL: 'postgres://127.0.0.1:1/contacts' };
    await expect(startTestSubgraph(variables, undefined, { logTo })).rejects.toThrow('ECONNREFUSED');
    expect(written.join('')).not.toContain('goes on');
  });

  it.each(['', '\n'])('with an empty file of a secret, which it names', async (content) => {
    const file = join(folder, 'empty');
    writeFileSync(file, content);
    const variables = { ROUTER_SECRETS_FILE: file, CHARGEBEE_SITE: 'acme', CHARGEBEE_API_KEY_FILE: file };
    expect(await faultOf(variables)).toBe(
      'The configuration has problems:\n- ROUTER_SECRETS_FILE names an empty file\n- CHARGEBEE_API_KEY_FILE names an empty file',
    );
  });

  it('without the keys of an encrypted store, which it names', async () => {
    const STORE_URL = `sqlite:${folder}/encrypted.db`;
    await start({ STORE_URL, STORE_KEYS: KEY, STORE_ENCRYPT: '1' });
    expect(await faultOf({ STORE_URL })).toMatch(
      /it is encrypted, and STORE_KEYS is not set: it needs the key [0-9a-f]{12}/,
    );
  });

  it('in production when every host can reach it', async () => {
    const fault = await faultOf({ NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(fault).toMatch(/ROUTER_SECRETS is missing: .*ALLOW_UNAUTHENTICATED=1/);
  });

  it('in production without a chosen store', async () => {
    const fault = await faultOf({
      NODE_ENV: 'production',
      SANDBOX: undefined,
      STORE_URL: undefined,
      STORE_ULR: 'postgres://canary',
    });
    expect(fault).toMatch(
      /^The configuration has problems:\n- STORE_URL is missing: .*\n- STORE_ULR is not a setting: is STORE_URL meant\?$/,
    );
    expect(fault).not.toContain('canary');
  });
});

describe('the subgraph warns', () => {
  it('about open access, and about unknown settings by name', async () => {
    const { log, warnings } = await start({
      HOST: '0.0.0.0',
      ZUORA_CLIENTSECRET: 'canary',
      ZUORA_FOO: 'canary',
      STORE_ULR: 'canary',
    });
    expect(warnings()).toMatchObject([
      { host: '0.0.0.0', msg: expect.stringContaining('ROUTER_SECRETS') },
      {
        unknown: [
          { name: 'ZUORA_CLIENTSECRET', meant: 'ZUORA_CLIENT_SECRET' },
          { name: 'ZUORA_FOO' },
          { name: 'STORE_ULR', meant: 'STORE_URL' },
        ],
      },
    ]);
    expect(log()).not.toContain('canary');
  });

  it.each([
    [
      'a router secret of few different characters',
      { ROUTER_SECRETS: 'aaaaaaaabbbbbbbb' },
      /ROUTER_SECRETS.* 8 different/,
    ],
    ['TLS without certificates', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /NODE_TLS_REJECT_UNAUTHORIZED/],
  ])('in production about %s', async (_what, variables, text) => {
    const { log, warnings } = await start({ NODE_ENV: 'production', ...variables });
    expect(warnings()).toMatchObject([{ msg: expect.stringMatching(text) }]);
    expect(log()).not.toContain('aaaa');
  });

  it('in production about a store that anyone with its file can read', async () => {
    const STORE_URL = `sqlite:${folder}/readable.db`;
    const { warnings } = await start({ NODE_ENV: 'production', STORE_URL });
    expect(warnings()).toMatchObject([{ msg: expect.stringContaining('STORE_KEYS is not set') }]);
    const withKeys = await start({ NODE_ENV: 'production', STORE_URL, STORE_KEYS: KEY });
    expect(withKeys.warnings()).toEqual([]);
  });

  it.each([{}, { HOST: '0.0.0.0', ROUTER_SECRETS: 'a-secret-of-the-router' }, { HOST: '::1' }])(
    'about nothing when it has %j',
    async (variables) => {
      const { lines } = await start({ NODE_ENV: 'production', ...variables });
      expect(lines().map(({ level }) => level)).not.toContain(WARN);
    },
  );
});

describe('the subgraph', () => {
  it('logs the kind of its store and the host of its proxy in its first line, and no password', async () => {
    const { lines, log } = await start({ HTTPS_PROXY: 'http://user:canary@proxy.example.com:3128' });
    expect(lines()[0]).toMatchObject({
      level: 30,
      msg: 'starting',
      store: 'memory',
      proxy: ['proxy.example.com:3128'],
    });
    expect(log()).not.toContain('canary');
  });

  it('reports that no provider is configured, without a provider and a sandbox', async () => {
    const { url } = await start({ SANDBOX: 'off' });
    for (const { provider } of described) {
      const input = { ...usualInput(provider), emails: [{ address: 'ada@example.com' }] };
      const customerId = provider.info.customerId.example;
      const { data } = await ask(url, ADD, { provider: provider.id, customerId, input });
      expect(data.addContact).toEqual({
        __typename: 'ContactProviderAccessError',
        accessProblem: 'NOT_CONFIGURED',
        outcome: 'NOT_APPLIED',
        retryable: false,
      });
    }
  });

  it('emulates no vendor in production', async () => {
    const { url } = await start({ NODE_ENV: 'production' });
    const { data } = await ask(url, '{ contactProviders { mode } }');
    expect(new Set(data.contactProviders.map(({ mode }: { mode: string }) => mode))).toEqual(
      new Set(['NOT_CONFIGURED']),
    );
  });
});
