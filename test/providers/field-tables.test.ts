/**
 * The tables against the vendors' documents, which the facts write down a second time: the conformance suite
 * asks a provider what it says it can do, so it cannot notice a row that is missing.
 */
import { expect, test } from '@jest/globals';
import { described } from '../support/facts.js';
import { fieldRows, listRows } from '../support/field-rows.js';

test.each(described)('the table of $provider.name has the documented rows', ({ provider, facts }) => {
  expect(facts.fields.length).toBeGreaterThan(0);
  expect(fieldRows(provider)).toEqual(facts.fields);
});

test.each(described)(
  'the lists of $provider.name have the documented capacities and values',
  ({ provider, facts }) => {
    expect(listRows(provider)).toEqual(facts.lists);
  },
);
