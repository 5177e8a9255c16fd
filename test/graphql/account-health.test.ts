/** `ContactProviderInfo.accounts`: the health of each account, as the latest calls showed it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { scrape } from '../support/scrape.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ACCOUNTS = `query ($provider: ContactProvider!) {
  contactProvider(provider: $provider) { mode accounts { name mode health since } }
}`;
const CONTACTS = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID) {
  contacts(provider: $provider, customerId: $customerId, account: $account) { nodes { id } }
}`;
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $account: ID) {
  addContact(provider: $provider, customerId: $customerId, input: { firstName: "Ada", emails: [{ address: "ada@example.com" }] },
    options: { account: $account }) { __typename }
}`;
const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const customerOf = (code: string) => `cus_fa017000-0000-4000-8000-${code.padStart(12, '0')}`;
const KNOWN = 'cus_00000000-0000-4000-8000-000000000001';

describe('the accounts of a provider', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    subgraph = await startTestSubgraph({
      SANDBOX: 'on',
      CHARTMOGUL_ACCOUNTS: 'eu',
      METRICS: 'prometheus',
    });
  });
  afterAll(() => subgraph.close());

  const provider = 'CHARTMOGUL';
  const accounts = async () =>
    (await ask(subgraph.url, ACCOUNTS, { provider })).data.contactProvider.accounts;
  const read = (customerId: string, account: string | null) =>
    ask(subgraph.url, CONTACTS, { provider, customerId, account });

  it('are untried before the first call, and reading them is not a call', async () => {
    for (const _ of [1, 2]) {
      expect(await accounts()).toEqual([
        { name: null, mode: 'SANDBOX', health: 'UNTRIED', since: null },
        { name: 'eu', mode: 'SANDBOX', health: 'UNTRIED', since: null },
      ]);
    }
  });

  it.each([
    [KNOWN, 'OK'],
    [customerOf('9000429'), 'RATE_LIMITED'],
    [customerOf('9000401'), 'CREDENTIALS_REJECTED'],
    [customerOf('9000403'), 'PERMISSION_DENIED'],
    [customerOf('9000005'), 'NOT_ANSWERING'],
    [customerOf('9000404'), 'OK'],
    [customerOf('9000001'), 'NOT_ANSWERING'],
  ])('have the health that %s of the account showed: %s', async (customerId, health) => {
    const [before] = await accounts();
    await ask(subgraph.url, ADD, { provider, customerId, account: 'eu' });
    const [other, eu] = await accounts();
    expect(other).toEqual(before);
    expect(eu).toEqual({ name: 'eu', mode: 'SANDBOX', health, since: expect.stringMatching(ISO_TIME) });
  });

  it('have it since the first call that showed it', async () => {
    await read(KNOWN, 'eu');
    const [, first] = await accounts();
    await read(KNOWN, 'eu');
    const [, again] = await accounts();
    expect(again).toEqual(first);
    expect(first.health).toBe('OK');
  });

  it('appear in the metrics, one series for each health', async () => {
    const samples = await scrape(subgraph.url);
    const value = (account: string, health: string) =>
      samples.sum('contacts_vendor_health', { provider, account, health });
    expect([value('eu', 'OK'), value('eu', 'UNTRIED')]).toEqual([1, 0]);
    expect([value('default', 'OK'), value('default', 'UNTRIED')]).toEqual([0, 1]);
    for (const [account, count] of [
      ['eu', 7],
      ['default', 0],
    ] as const) {
      expect(samples.sum('contacts_writes_total', { provider, account })).toBe(count);
    }
  });
});

describe('a vendor with named accounts only', () => {
  it('has an unconfigured default account, even with the sandbox on', async () => {
    const subgraph = await startTestSubgraph({
      SANDBOX: 'on',
      CHARGEBEE_ACCOUNTS: 'eu,try',
      CHARGEBEE_EU_SITE: 'acme-eu',
      CHARGEBEE_EU_API_KEY: 'key',
    });
    try {
      const { data } = await ask(subgraph.url, ACCOUNTS, { provider: 'CHARGEBEE' });
      const untried = { health: 'UNTRIED', since: null };
      expect(data.contactProvider).toEqual({
        mode: 'NOT_CONFIGURED',
        accounts: [
          { name: null, mode: 'NOT_CONFIGURED', ...untried },
          { name: 'eu', mode: 'LIVE', ...untried },
          { name: 'try', mode: 'SANDBOX', ...untried },
        ],
      });
      const others = await ask(subgraph.url, ACCOUNTS, { provider: 'RPM' });
      expect(others.data.contactProvider).toMatchObject({ mode: 'SANDBOX', accounts: [{ name: null }] });
    } finally {
      await subgraph.close();
    }
  });
});
