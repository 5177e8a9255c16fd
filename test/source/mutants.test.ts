/**
 * Each planted mistake of `npm run mutants` matches the code: one that does not would silently no longer be
 * tried.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mutants } from '../mutants/mutants.js';

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  '%s finds its text once, and its test',
  (_name, { file, find, test }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
    expect(existsSync(test)).toBe(true);
  },
);

test('each has a unique name', () => {
  const names = mutants.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
