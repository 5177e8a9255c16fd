/** Several `addContact` in one request, and the id of the request. */

import { describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import type { AddContactCommand } from '../../../src/contacts/commands.js';
import { PERSON, schema, useAddContact } from '../../support/add-contact-stage.js';
import { ask } from '../../support/ask.js';

const stage = useAddContact();

describe('several in one request', () => {
  test("a failure does not affect its siblings' results", async () => {
    const answer = await ask(
      stage.subgraph.url,
      `mutation ($input: AddContactInput!) {
        first: addContact(customerId: "1001", provider: CRO, input: $input) { __typename }
        cut: addContact(customerId: "9000001", provider: CRO, input: $input) { __typename }
        refused: addContact(customerId: "x", provider: CRO, input: $input) { __typename }
        last: addContact(customerId: "2001", provider: RPM, input: $input) { __typename }
      }`,
      { input: PERSON },
    );
    expect(answer).toMatchObject({ status: 200, errors: [] });
    expect(answer.data).toEqual({
      first: { __typename: 'AddContactSuccess' },
      cut: { __typename: 'ContactOutcomeUnknownError' },
      refused: { __typename: 'ContactInputInvalidError' },
      last: { __typename: 'AddContactSuccess' },
    });
  });

  test('a bug in one nulls only that one', async () => {
    const contacts = {
      accounts: stage.subgraph.accounts,
      add: async ({ customerId }: AddContactCommand) => {
        if (customerId === 'bug') throw new Error('a bug');
        return { ok: false, failure: { kind: 'customer-not-found', customerId } };
      },
    };
    const result = await graphql({
      schema,
      source: `mutation {
        first: addContact(customerId: "1", provider: CRO, input: {}) { __typename }
        bug: addContact(customerId: "bug", provider: CRO, input: {}) { __typename }
        last: addContact(customerId: "2", provider: CRO, input: {}) { __typename }
      }`,
      contextValue: { contacts, loaders: { forget() {} }, requestId: 'test', writes: [] },
    });
    expect(result.data).toEqual({
      first: { __typename: 'ContactCustomerNotFoundError' },
      bug: null,
      last: { __typename: 'ContactCustomerNotFoundError' },
    });
    expect(result.errors?.map(({ path }) => path)).toEqual([['bug']]);
  });
});

describe('the request id', () => {
  const request = { provider: 'RPM', customerId: '9000500', input: PERSON };

  test('equals that of the response header', async () => {
    for (const customerId of ['9000500', '2001']) {
      const { headers, data } = await stage.send({ ...request, customerId });
      expect(data.addContact.requestId).toMatch(/^[\w-]{36}$/);
      expect(headers.get('x-request-id')).toBe(data.addContact.requestId);
    }
  });

  test("is the router's if it sent one, for every alias of the request", async () => {
    const answer = await stage.send(request, { 'x-request-id': 'router-4711' });
    expect(answer.headers.get('x-request-id')).toBe('router-4711');
    expect(answer.data.addContact.requestId).toBe('router-4711');
  });

  test('is generated if the one sent is unfit for a log', async () => {
    const { headers, data } = await stage.send(request, { 'x-request-id': 'a "quoted" id' });
    expect(data.addContact.requestId).toMatch(/^[\w-]{36}$/);
    expect(headers.get('x-request-id')).toBe(data.addContact.requestId);
  });
});
