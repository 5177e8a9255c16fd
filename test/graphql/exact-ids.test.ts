/** An id given as a number is exact, or is rejected. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestSubgraph } from '../support/subgraph.js';

const ADD = `mutation ($id: ID!) {
  addContact(customerId: $id, provider: CRO, input: { name: "Ada" }) {
    __typename
    ... on ContactCustomerNotFoundError { customerId }
  }
}`;
const KEYED = `mutation ($options: AddContactOptions) {
  addContact(customerId: "1001", provider: CRO, input: { name: "Ada" }, options: $options) { __typename }
}`;
const INPUT = `query ($input: AddContactInput!) {
  previewAddContact(customerId: "cus_acme", provider: CHARGEBEE, input: $input) { valid }
}`;

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

/** Variables as text: the tests send digits that no JavaScript number can hold. */
async function send(query: string, variables: string) {
  const response = await fetch(subgraph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return { status: response.status, json: JSON.parse(await response.text()) };
}

describe('a number that JSON rounds', () => {
  test.each([
    ['the customer', ADD, '{"id":9007199254740993}'],
    ['the customer, below zero', ADD, '{"id":-9007199254740993}'],
    ['the customer, as a power of ten', ADD, '{"id":1e21}'],
    ['a part of a number', ADD, '{"id":1.5}'],
    ['a field of the input', INPUT, '{"input":{"externalId":9007199254740993}}'],
    ['the idempotency key', KEYED, '{"options":{"idempotencyKey":12345678901234567}}'],
  ])('is rejected as %s', async (_where, query, variables) => {
    const { status, json } = await send(query, variables);
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(json.data).toBeUndefined();
  });
});

test.each(['9007199254740991', '"9007199254740993"', '77'])('%s is kept exactly', async (id) => {
  const { json } = await send(ADD, `{"id":${id}}`);
  expect(json.data.addContact.customerId).toBe(id.replaceAll('"', ''));
});

test('a literal never becomes a JavaScript number', async () => {
  const { json } = await send(ADD.replace('($id: ID!)', '').replace('$id', '9007199254740993'), '{}');
  expect(json.data.addContact.customerId).toBe('9007199254740993');
});
