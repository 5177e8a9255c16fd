/** The account id that tells apart the accounts behind one base URL, from the environment. */
import { expect, test } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { Env, type Environment } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import { described } from '../support/facts.js';
import { fixtureEnvironment } from '../support/fixtures.js';

const ENVIRONMENT = fixtureEnvironment('https://vendor.example');

function accounts(changes: Environment = {}): Record<string, string | undefined> {
  const settings = readProviderSettings(providers, new Env({ ...ENVIRONMENT, ...changes }));
  return Object.fromEntries([...settings].map(([{ id }, { account }]) => [id, account]));
}

test('is the tenant at CRO Software, and the site if Chargebee has another URL', () => {
  expect(accounts()).toEqual(
    Object.fromEntries(described.map(({ provider, facts }) => [provider.id, facts.account])),
  );
  expect(accounts({ CRO_TENANT_ID: '8' }).CRO).toBe('8');
});

test('is undefined at Chargebee if the site is in the URL, or unknown', () => {
  expect(accounts({ CHARGEBEE_URL: '' }).CHARGEBEE).toBeUndefined();
  expect(accounts({ CHARGEBEE_SITE: '' }).CHARGEBEE).toBeUndefined();
});

test('stays the same when credentials are replaced', () => {
  for (const { provider, facts } of described) {
    const origin = 'https://vendor.example';
    const read = (environment: Environment) =>
      [...readProviderSettings([provider], new Env(environment)).values()].map(({ account }) => account);
    expect(facts.credentials(origin)).not.toEqual(facts.environment(origin));
    expect([provider.id, read(facts.credentials(origin))]).toEqual([provider.id, [facts.account]]);
  }
  const others = {
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff47',
    CRO_API_VERSION: '2021/11/04',
  };
  expect(accounts(others)).toEqual(accounts());
});
