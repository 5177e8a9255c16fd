/**
 * The tables against the vendors' documents, which the facts write down a second time: the conformance suite asks a
 * provider what it says it can do, so it cannot notice a row that is missing.
 */
import { expect, test } from '@jest/globals';
import { describeFields } from '../../src/mapping/describe.js';
import { described } from '../support/facts.js';

test.each(described)('$provider.name', ({ provider, facts }) => {
  const rows = describeFields(provider).map((field) =>
    [
      `${field.path.slice(1).join('.')}${field.required ? '!' : ''}`,
      field.kind,
      field.providerField,
      field.maxLength,
      (field.minLength ?? 1) === 1 ? null : field.minLength,
    ]
      .filter((part) => part !== null)
      .join(' '),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(facts.fields);
});

test.each(described)(
  'the lists of $provider.name have the documented capacities and values',
  ({ provider, facts }) => {
    const lists = describeFields(provider)
      .filter(({ maxItems, allowedValues }) => maxItems !== null || allowedValues !== null)
      .map(({ path, maxItems, allowedValues }) =>
        [path.slice(1).join('.'), maxItems, ...(allowedValues ?? [])].join(' '),
      );
    expect([...new Set(lists)]).toEqual(facts.lists);
  },
);
