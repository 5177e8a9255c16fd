/** The requirements for runs with a failing store, in short or long. */
import { expect } from '@jest/globals';
import { printTable } from './report.js';
import type { StoreRun } from './store-run.js';

export function expectTrue(title: string, { wrong, lost, ...counts }: StoreRun, prints: boolean): void {
  const { keys, requests, success, withoutStore, unknown, other, duplicates } = counts;
  const row = {
    run: title,
    keys,
    requests,
    success,
    'without store': withoutStore,
    'unknown at first': unknown,
    'in progress': other,
    duplicates,
    wrong: wrong.length,
    lost: lost.length,
  };
  if (prints) printTable(title, [row]);
  expect({ duplicates, wrong, lost }).toEqual({ duplicates: 0, wrong: [], lost: [] });
  expect(keys).toBeGreaterThan(0);
}
