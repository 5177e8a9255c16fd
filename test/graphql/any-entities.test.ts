/** `_entities` answers every request of a router. */

import { describe, expect, test } from '@jest/globals';
import { useAddContact } from '../support/add-contact-stage.js';
import { ask } from '../support/ask.js';

const stage = useAddContact();

describe('_entities', () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { __typename }
  }`;

  test.each([
    ['a contact', { __typename: 'Contact', id: 'CRO:1001:1' }],
    ['a customer', { __typename: 'ContactCustomer', id: 'CRO:1001' }],
    ['a type that is not an entity', { __typename: 'AddContactSuccess', id: '1' }],
    ['a type that does not exist', { __typename: 'Nothing', id: '1' }],
    ['nothing', {}],
  ])('answers for %s', async (_, representation) => {
    const answer = await ask(stage.subgraph.url, query, { representations: [representation] });
    expect(answer.status).toBe(200);
    // A router sends ids from another subgraph: they cannot be an internal error of ours.
    for (const { extensions } of answer.errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect((await ask(stage.subgraph.url, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});
