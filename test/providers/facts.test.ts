/** Each registered provider has its facts and the files beside them. */
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { missingFacts } from '../../src/generate/facts.js';
import { matchesIdRule } from '../../src/providers/id-rule.js';
import { providers } from '../../src/providers/registry.js';
import { emulators } from '../../src/sandbox/registry.js';
import { described } from '../support/facts.js';
import { loadFixtures } from '../support/fixtures.js';
import { loadReadingFixtures } from '../support/reading-fixtures.js';

test.each(providers)('$id has every fact, an emulator, and testdata', ({ id, write }) => {
  const folder = `src/providers/${id.toLowerCase()}/testdata`;
  const folders = [
    folder,
    `${folder}/reading`,
    ...(write.update || write.remove ? [`${folder}/changing`] : []),
  ];
  const problems = [
    ...missingFacts(id),
    ...(emulators[id] ? [] : [`src/sandbox/registry.ts has no emulator of ${id}. Add its line.`]),
    ...folders
      .filter((path) => !existsSync(path))
      .map((path) => `${path} is missing. Transcribe pairs from the vendor's documents.`),
  ];
  expect(problems).toEqual([]);
});

test('the emulators are in the order of the providers', () => {
  const inOrder = providers.map(({ id }) => id);
  expect({ 'src/sandbox/registry.ts': Object.keys(emulators) }).toEqual({
    'src/sandbox/registry.ts': inOrder,
  });
});

test('a provider without facts learns which file is missing', () => {
  expect(missingFacts('NOBODY')).toEqual([
    'src/providers/nobody/facts.ts is missing. Export `facts` from it, see docs/adding-a-provider.md.',
  ]);
});

test('the folders are the names of providers and keys of their options', () => {
  for (const { id, write } of providers) {
    expect(id).toMatch(/^[A-Z][A-Z0-9_]*$/);
    if (write.options) expect(write.options.key).toBe(id.toLowerCase());
  }
});

test.each(described)('$provider.id has facts that fit its definition', ({ provider, facts }) => {
  expect(matchesIdRule(provider.info.customerId, facts.sample.customerId)).toBe(true);
  expect(facts.sandbox.customers.map(([id]) => id)).toContain(provider.info.customerId.example);
  expect(Object.keys(facts.conformance.options ?? {}).sort()).toEqual(
    Object.keys(provider.write.options?.fields ?? {}).sort(),
  );
});

/** A suite that iterates over nothing is green. */
test.each(described)('every suite covers something of $provider.id', ({ provider, facts }) => {
  const checks = {
    fields: facts.fields.length,
    lists: facts.lists.length,
    headers: facts.wire.headers.length,
    names: facts.wire.answer.length,
    customers: facts.sandbox.customers.length,
    settings: facts.settings.length,
    inferred: facts.inferred.length,
    pairs: loadFixtures(provider.id).length,
    readings: loadReadingFixtures(provider.id).length,
    values: Object.keys(facts.example.input).length,
  };
  expect(Object.entries(checks).filter(([, count]) => count === 0)).toEqual([]);
});
