/**
 * The tables, compared with the vendors' documents, which the facts state a second time: the conformance
 * suite tests what a provider declares, so it cannot notice a missing row.
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
