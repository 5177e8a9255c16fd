/** The account that a request names: a name that is not configured reaches nobody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ARGUMENTS = '$provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $account: ID';
const GIVEN = 'provider: $provider, customerId: $customerId, input: $input, options: { account: $account }';
const ADD = `mutation (${ARGUMENTS}) {
  addContact(${GIVEN}) {
    ... on ContactInputInvalidError { violations { path code message userMessage } outcome }
    ... on AddContactSuccess { contact { id account } customer { id account } }
  }
}`;
const PREVIEW = `query (${ARGUMENTS}) {
  previewAddContact(${GIVEN}) { valid violations { path code message userMessage } }
}`;
const READS = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID) {
  contacts(provider: $provider, customerId: $customerId, account: $account) { nodes { id } }
  contactCustomer(provider: $provider, customerId: $customerId, account: $account) { id account }
  addContactAttempt(provider: $provider, account: $account, idempotencyKey: "a-key-that-nobody-used") { state }
}`;

const requests = described.map(({ provider, facts: { sample } }) => ({
  ...sample,
  provider: provider.id,
  customerId: provider.info.customerId.example,
}));

describe('an account that is not configured', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    // Outside production, errors say most.
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  const violation = {
    path: ['options', 'account'],
    code: 'FORMAT',
    message: expect.stringContaining('options.account must be the name of a configured account'),
    userMessage: expect.any(String),
  };

  it.each(requests)('is a violation of a write at $provider, and of its preview', async (request) => {
    for (const account of ['eu', '', 'EU', '__proto__']) {
      const { data } = await ask(subgraph.url, ADD, { ...request, account });
      expect(data.addContact).toEqual({ violations: [violation], outcome: 'NOT_APPLIED' });
      const previewed = await ask(subgraph.url, PREVIEW, { ...request, account });
      expect(previewed.data.previewAddContact).toEqual({ valid: false, violations: [violation] });
    }
  });

  it('is null and absent for the default account', async () => {
    for (const request of requests) {
      const { data } = await ask(subgraph.url, ADD, { ...request, account: null });
      expect(data.addContact).toMatchObject({ contact: { account: null }, customer: { account: null } });
      const read = await ask(subgraph.url, READS, request);
      expect(read.data.contactCustomer).toMatchObject({ account: null });
      expect(read.data.contacts.nodes).not.toHaveLength(0);
      expect(read.errors).toEqual([]);
    }
  });

  it('is BAD_USER_INPUT for reads, each of which is told of its own', async () => {
    for (const request of requests) {
      const { data, errors } = await ask(subgraph.url, READS, { ...request, account: 'eu' });
      const fields = ['contacts', 'contactCustomer', 'addContactAttempt'];
      expect(data).toEqual(Object.fromEntries(fields.map((field) => [field, null])));
      expect(errors.map(({ path }) => path?.[0]).sort()).toEqual([...fields].sort());
      for (const { message, extensions } of errors) {
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' });
        expect(message).toContain('no account of that name');
      }
    }
  });
});

describe('in production', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    subgraph = await startTestSubgraph({
      NODE_ENV: 'production',
      CHARGEBEE_SITE: 'a',
      CHARGEBEE_API_KEY: 'key',
    });
  });
  afterAll(() => subgraph.close());

  it('says the same, for every read that names an unknown account', async () => {
    const request = { provider: 'CHARGEBEE', customerId: 'cus_acme', account: 'eu' };
    const { errors } = await ask(subgraph.url, READS, request);
    expect(errors).toHaveLength(3);
    for (const { message } of errors) expect(message).toContain('no account of that name');
  });
});
