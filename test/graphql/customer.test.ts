/** The customer in answers has the id that the request gave, so that a normalized cache stays consistent. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { customerEntityId } from '../../src/model/contact.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { openReadingStage, type ReadingStage } from '../support/reading-stage.js';
import { customerOf, PROVIDERS } from '../support/reading-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

const CUSTOMER = 'customer { id provider customerId }';
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    ... on AddContactSuccess { replayed ${CUSTOMER} contact { customerId ${CUSTOMER} } }
    ... on ContactError { code message }
  }
}`;
const ATTEMPT = `query ($provider: ContactProvider!, $key: ID!) {
  addContactAttempt(provider: $provider, idempotencyKey: $key) {
    result { ... on AddContactSuccess { ${CUSTOMER} } }
  }
}`;
const GET = `query ($provider: ContactProvider!, $customerId: ID!) {
  contactCustomer(provider: $provider, customerId: $customerId) { id provider customerId }
}`;
const LIST = `query ($provider: ContactProvider!, $customerId: ID!) {
  contactCustomer(provider: $provider, customerId: $customerId) { id contacts(first: 2) { nodes { id } } }
}`;

/** Both name one account. */
const ZUORA_ACCOUNT = { number: 'A00000002', id: '2c92c0f86a8dd422016a9e7a70116b02' };

const entity = (provider: string, customerId: string) => ({
  id: customerEntityId({ provider, customerId }),
  provider,
  customerId,
});

describe('AddContactSuccess.customer', () => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    subgraph = await startTestSubgraph();
  });
  afterAll(() => subgraph.close());

  const requests = described.map(({ provider, facts: { sample } }) => ({
    ...sample,
    provider: provider.id,
    customerId: provider.info.customerId.example,
  }));
  const zuora = requests.find(({ provider }) => provider === 'ZUORA');
  const cases = [
    ...requests,
    { ...zuora, provider: 'ZUORA', customerId: ZUORA_ACCOUNT.number },
    { ...zuora, provider: 'ZUORA', customerId: ZUORA_ACCOUNT.id },
  ].map((request, index) => ({ ...request, key: `key-of-the-customer-test-${index}` }));

  it.each(cases)('is $provider $customerId, as in contactCustomer, on a replay too', async (request) => {
    const { provider, customerId } = request;
    const expected = entity(provider, customerId);
    const first = (await ask(subgraph.url, ADD, request)).data.addContact;
    expect(first).toMatchObject({ replayed: false, customer: expected });
    const again = (await ask(subgraph.url, ADD, request)).data.addContact;
    expect(again).toMatchObject({ replayed: true, customer: expected });
    const { data } = await ask(subgraph.url, ATTEMPT, request);
    expect(data.addContactAttempt.result.customer).toEqual(expected);
    expect((await ask(subgraph.url, GET, request)).data.contactCustomer).toEqual(expected);
  });

  it("keeps the contact's customer under the id that Zuora answers", async () => {
    const request = { ...zuora, customerId: ZUORA_ACCOUNT.number };
    const { contact } = (await ask(subgraph.url, ADD, request)).data.addContact;
    expect(contact.customer).toEqual(entity('ZUORA', ZUORA_ACCOUNT.id));
  });
});

describe('contactCustomer', () => {
  let stage: ReadingStage;
  beforeAll(async () => {
    stage = await openReadingStage();
  });
  afterAll(() => stage.close());

  it.each(PROVIDERS)('makes no call to %s by itself, and one list for the contacts', async (provider) => {
    const customerId = customerOf(provider, 7);
    stage.vendor.put(provider, customerId, 3);
    const before = stage.vendor.requests.length;
    const { data } = await stage.ask(GET, { provider, customerId });
    expect(data.contactCustomer).toEqual(entity(provider, customerId));
    expect(stage.vendor.requests).toHaveLength(before);
    const listed = await stage.ask(LIST, { provider, customerId });
    expect(listed.data.contactCustomer.contacts.nodes).toHaveLength(2);
    expect(stage.vendor.requests.length).toBeGreaterThan(before);
  });

  it.each(['CRO', 'RPM'])('is null with an error for an id that is invalid at %s', async (provider) => {
    const { data, errors } = await stage.ask(GET, { provider, customerId: 'nobody' });
    expect(data.contactCustomer).toBeNull();
    expect(errors).toMatchObject([
      { path: ['contactCustomer'], extensions: { code: 'CUSTOMER_ID_INVALID' } },
    ]);
    expect(errors[0]?.message).not.toContain('nobody');
  });
});
