/** The output of `npm run generate` from the facts is committed, and the pages name each provider. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { between } from '../../src/generate/between.js';
import { providerTable, sandboxSections, settingsTable } from '../../src/generate/fact-pages.js';
import { vendorExamples } from '../../src/generate/vendor-examples.js';
import { described } from '../support/facts.js';

const facts = described.map((each) => [each.provider, each.facts] as const);
const read = (path: string) => readFileSync(path, 'utf8');

test.each([
  ['docs/sandbox.md', 'vendors', sandboxSections(facts)],
  ['docs/operations.md', 'settings', settingsTable(facts)],
  ['README.md', 'providers', providerTable(facts)],
])('%s has its section in %s', (path, name, text) => {
  expect(between(read(path), name, text)).toBe(read(path));
});

test.each(Object.entries(vendorExamples(facts, read('examples/operations/vendor.template'))))(
  '%s is the example in the facts',
  (path, text) => {
    expect(read(path)).toBe(text);
  },
);

test('a page without its markers is reported', () => {
  expect(() => between('# Page', 'vendors', 'text')).toThrow('The markers of vendors are missing');
});
