/** Requests with invalid variables: the error has their path, no value, and reports NOT_APPLIED. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ADD = `mutation ($customerId: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  addContact(customerId: $customerId, provider: CRO, input: $input, options: $options) { __typename }
}`;
const SECRET = 'hunter2';
/** Too long to occur in a request id. */
const NUMBER = 471100990815;
const input = { lastName: 'Das' };

describe.each(['development', 'production'])('in %s', (environment) => {
  let subgraph: Subgraph & { close(): Promise<void> };
  beforeAll(async () => {
    subgraph = await startTestSubgraph({ NODE_ENV: environment });
  });
  afterAll(() => subgraph.close());

  it.each([
    [
      'a number for a text',
      { customerId: '1', input: { emails: [{ address: NUMBER }] } },
      'input.emails.0.address',
    ],
    [
      'an unknown kind',
      { customerId: '1', input: { phones: [{ number: '1', kind: SECRET }] } },
      'input.phones.0.kind',
    ],
    ['a text for a number', { customerId: '1', input: { position: SECRET } }, 'input.position'],
    ['an unknown field', { customerId: '1', input: { lastNam: SECRET } }, 'input'],
    ['a text for an object', { customerId: '1', input: { address: SECRET } }, 'input.address'],
    ['a missing field', { customerId: '1', input: { emails: [{}] } }, 'input.emails.0'],
    [
      'an option of another type',
      { customerId: '1', input, options: { idempotencyKey: [SECRET] } },
      'options.idempotencyKey',
    ],
    ['null for a variable', { customerId: null, input }, 'customerId'],
    ['a missing variable', { customerId: '1' }, 'input'],
    [
      'a text that looks like a path',
      { customerId: '1', input: { position: `" at "options.x"; ${SECRET}` } },
      'input.position',
    ],
  ])('reports %s with its path', async (_what, variables, path) => {
    const { status, errors, data, text } = await ask(subgraph.url, ADD, variables);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      outcome: 'NOT_APPLIED',
      path: path.split('.'),
    });
    expect(text).not.toMatch(/hunter2|471100990815/);
  });
});
