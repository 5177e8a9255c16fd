/** What tells the accounts behind one base URL apart, as the environment says it. */
import { expect, test } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/accounts.js';
import { Env, type Environment } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import { fixtureEnvironment } from '../support/fixtures.js';

const ENVIRONMENT = fixtureEnvironment('https://vendor.example');

function accounts(changes: Environment = {}): Record<string, string | undefined> {
  const settings = readProviderSettings(providers, new Env({ ...ENVIRONMENT, ...changes }));
  return Object.fromEntries([...settings].map(([{ id }, { account }]) => [id, account]));
}

test('is the tenant at CRO Software, and the site where the URL of Chargebee is another', () => {
  expect(accounts()).toEqual({
    CHARGEBEE: 'acme',
    CHARTMOGUL: undefined,
    CRO: '7',
    RPM: undefined,
    ZUORA: undefined,
  });
  expect(accounts({ CRO_TENANT_ID: '8' }).CRO).toBe('8');
});

test('is nothing at Chargebee where the site is in the URL, or not known', () => {
  expect(accounts({ CHARGEBEE_URL: '' }).CHARGEBEE).toBeUndefined();
  expect(accounts({ CHARGEBEE_SITE: '' }).CHARGEBEE).toBeUndefined();
});

test('stays when credentials are replaced', () => {
  const replaced = {
    CHARGEBEE_API_KEY: 'other_key',
    CHARTMOGUL_API_KEY: 'other_key',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff47',
    CRO_ACCESS_TOKEN: 'ccc.bbb.aaa',
    CRO_API_VERSION: '2021/11/04',
    RPM_API_KEY: '00000000-0000-4000-8000-f3a1c9de0000',
    ZUORA_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    ZUORA_CLIENT_SECRET: 'other',
  };
  expect(accounts(replaced)).toEqual(accounts());
});
