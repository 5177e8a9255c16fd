/** Options that select another part of the account: reads with their headers see the write, others do not. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { ContactReader } from '../../src/contacts/read-contacts.js';
import { scopeHeaders } from '../../src/mapping/option-headers.js';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

interface Case {
  readonly id: ProviderId;
  readonly customerId: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** The headers the vendor must get with the options, and those without them. */
  readonly there: Readonly<Record<string, string>>;
  readonly here: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    id: 'CRO',
    customerId: '1024',
    given: { tenantId: 8 },
    there: { 'x-tenant-id': '8' },
    here: { 'x-tenant-id': '7' },
  },
  {
    id: 'ZUORA',
    customerId: '2c92c0f86a8dd422016a9e7a70116b01',
    given: { entityId: 'entity-1', orgIds: ['org-1', 'org-2'], trackId: 'order-1' },
    there: { 'zuora-entity-ids': 'entity-1', 'zuora-org-ids': 'org-1,org-2' },
    here: {},
  },
  {
    id: 'CHARGEBEE',
    customerId: 'cus_1',
    given: { businessEntityId: 'be_1', disableEmails: true, originUser: 'ada@example.com' },
    there: { 'chargebee-business-entity-id': 'be_1' },
    here: {},
  },
];
const SCOPE_HEADERS = [...new Set(CASES.flatMap(({ there }) => Object.keys(there)))];

let vendor: RecordingVendor;
let accounts: Accounts;
let clock: SkippingClock;
beforeEach(async () => {
  clock = new SkippingClock();
  vendor = await startRecordingVendor();
  const live = readProviderSettings(providers, new Env(fixtureEnvironment(vendor.origin)));
  accounts = openAccounts(providers, { live, clock });
});
afterEach(async () => {
  await accounts.destroy();
  await vendor.close();
});

function add({ id, customerId, given }: Case) {
  return new ContactService(accounts, 5000, undefined, clock).add({
    provider: id,
    customerId,
    input: { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] },
    options: { providers: { [id.toLowerCase()]: given } },
    requestId: 'test',
  });
}

/** The scope headers of each request. */
function seen(): Record<string, unknown>[] {
  return vendor.requests.map(({ headers }) =>
    Object.fromEntries(
      SCOPE_HEADERS.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]),
    ),
  );
}

describe.each(CASES.map((one) => [one.id, one] as const))('%s', (id, one) => {
  test('sends a write and the reads with its scope to the same place', async () => {
    await add(one);
    const account = accounts.get(id);
    const headers = scopeHeaders(account.provider.write.options, one.given);
    const query = { customerId: one.customerId, requestId: 'test', headers };
    await account.list(query, { first: 1, fullRecord: false }, new Deadline(500, clock));
    expect(vendor.requests.length).toBeGreaterThan(1);
    for (const headersSeen of seen()) expect(headersSeen).toEqual(one.there);
  });

  test('sets no scope without these options', () => {
    expect(scopeHeaders(accounts.get(id).provider.write.options, {})).toEqual({});
  });

  test('reads a contact by its id at the configured place', async () => {
    const reader = new ContactReader(accounts, 500, 'test', { clock });
    await reader.several({ provider: id, customerId: one.customerId }, ['11'], true);
    expect(vendor.requests.length).toBeGreaterThan(0);
    for (const headersSeen of seen()) expect(headersSeen).toEqual(one.here);
  });
});

test('the probe before a write goes where the write goes', async () => {
  const [one] = CASES;
  if (!one) return;
  vendor.reply = { status: 502, body: '' };
  for (let call = 0; call < 5; call += 1) await add(one);
  vendor.requests.length = 0;
  vendor.answer = ({ method }) => (method === 'GET' ? { status: 200, body: '{"results":[]}' } : undefined);
  clock.advance(7000);
  await add(one);
  expect(vendor.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(seen()).toEqual([one.there, one.there]);
});
