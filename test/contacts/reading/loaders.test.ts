/** What the loaders of one request remember, and when they must forget it. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readProviderSettings } from '../../../src/accounts/account-settings.js';
import { type Accounts, openAccounts } from '../../../src/accounts/accounts.js';
import { Env } from '../../../src/config/env.js';
import { ContactReader } from '../../../src/contacts/read-contacts.js';
import { ContactLoaders, ContactReadError } from '../../../src/graphql/contact-loaders.js';
import type { ProviderId } from '../../../src/model/contact.js';
import { providers } from '../../../src/providers/registry.js';
import { minimalInput } from '../../conformance/inputs.js';
import { ask } from '../../support/ask.js';
import { described } from '../../support/facts.js';
import {
  customerOf,
  PROVIDERS,
  type ReadingVendor,
  startReadingVendor,
} from '../../support/reading-vendor.js';
import { startTestSubgraph } from '../../support/subgraph.js';

let vendor: ReadingVendor;
let accounts: Accounts;
beforeAll(async () => {
  vendor = await startReadingVendor();
  const live = readProviderSettings(providers, new Env(vendor.environment));
  accounts = openAccounts(providers, { live });
});
afterAll(async () => {
  await accounts.close();
  await vendor.close();
});

const newLoaders = () => new ContactLoaders(new ContactReader(accounts, 5000, 'test'));
const asked = () => vendor.calls().lists + vendor.calls().singles;

let customers = 0;
function put(provider: ProviderId): { provider: string; customerId: string; ids: string[] } {
  customers += 1;
  const customerId = customerOf(provider, customers);
  const ids = vendor.put(provider, customerId, 5);
  vendor.forget();
  return { provider, customerId, ids };
}

describe.each(PROVIDERS)('%s', (provider) => {
  test('primes single contacts from a page', async () => {
    const { customerId } = put(provider);
    const loaders = newLoaders();
    const page = await loaders.page({ provider, customerId }, { first: 3 }, false);
    expect(asked()).toBe(1);
    expect(page?.contacts).toHaveLength(3);
    for (const contact of page?.contacts ?? []) {
      const { externalId } = contact;
      expect(await loaders.contact({ provider, customerId, externalId }, false)).toBe(contact);
    }
    expect(asked()).toBe(1);
  });

  test('primes contacts with and without the full record from a page of full records', async () => {
    const { customerId } = put(provider);
    const loaders = newLoaders();
    const page = await loaders.page({ provider, customerId }, { first: 3 }, true);
    const before = asked();
    expect(page?.contacts).toHaveLength(3);
    for (const contact of page?.contacts ?? []) {
      const ref = { provider, customerId, externalId: contact.externalId };
      expect(await loaders.contact(ref, false)).toBe(contact);
      expect(await loaders.contact(ref, true)).toBe(contact);
    }
    expect(asked()).toBe(before);
  });

  test('reads both a page and a contact that are requested concurrently', async () => {
    const { customerId, ids } = put(provider);
    const loaders = newLoaders();
    const [externalId = ''] = ids;
    await Promise.all([
      loaders.page({ provider, customerId }, { first: 3 }, false),
      loaders.contact({ provider, customerId, externalId }, false),
    ]);
    expect(asked()).toBe(2);
  });

  test('remembers a failure for the rest of the request', async () => {
    const { customerId, ids } = put(provider);
    const loaders = newLoaders();
    vendor.instead = () => ({ status: 403, body: '{}' });
    const ref = { provider, customerId, externalId: ids[0] ?? '' };
    await expect(loaders.contact(ref, false)).rejects.toThrow(ContactReadError);
    vendor.instead = undefined;
    await expect(loaders.contact(ref, false)).rejects.toThrow(ContactReadError);
    expect(asked()).toBe(1);
    expect(await newLoaders().contact(ref, false)).toMatchObject({ externalId: ids[0] });
  });
});

test('a page of Zuora contacts without custom fields does not prime reads that need them', async () => {
  const { provider, customerId, ids } = put('ZUORA');
  const loaders = newLoaders();
  const page = await loaders.page({ provider, customerId }, { first: 5 }, false);
  expect(page?.contacts[0]?.customFields).toEqual([]);
  const externalId = ids[0] ?? '';
  const contact = await loaders.contact({ provider, customerId, externalId }, true);
  expect(contact?.customFields).toEqual([{ name: 'Department__c', value: 'TPS' }]);
});

test.each(described)(
  '$provider.id: contacts read with a contact just added include it, even if they were read before',
  async ({ provider, facts }) => {
    const [[customerId] = ['']] = facts.sandbox.customers;
    const subgraph = await startTestSubgraph({ SANDBOX: 'on' });
    const add = (name: string) =>
      `${name}: addContact(customerId: "${customerId}", provider: ${provider.id}, input: $${name}) {
        ... on AddContactSuccess { contact { customer { contacts(first: 100) { nodes { email } } } } }
      }`;
    const input = (name: string) => ({
      ...minimalInput(provider),
      emails: [{ address: `${name}@example.com` }],
    });
    const { data, errors } = await ask(
      subgraph.url,
      `mutation ($one: AddContactInput!, $two: AddContactInput!) { ${add('one')} ${add('two')} }`,
      { one: input('one'), two: input('two') },
    );
    await subgraph.close();
    expect(errors).toEqual([]);
    const emails = (name: string): string[] =>
      data[name].contact.customer.contacts.nodes
        .flatMap(({ email }: { email: string | null }) => email ?? [])
        .sort();
    expect(emails('one')).toEqual(['one@example.com']);
    expect(emails('two')).toEqual(['one@example.com', 'two@example.com']);
  },
);
