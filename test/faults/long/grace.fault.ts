/**
 * At least 99.9 % of the unknown outcomes are settled within 60 seconds after the grace, by the sweep alone
 * and with callers who retry: once with a grace of `FAULT_GRACE_MS`, once with the providers' own.
 * `FAULT_UNKNOWNS` operations for each vendor, about two thirds of which have an unknown outcome at first.
 */
import { describe, expect, it } from '@jest/globals';
import { LEDGER_PROVIDERS } from '../../support/ledger-vendor.js';
import { SEED } from '../../support/seed.js';
import { type Grace, runGrace } from '../grace-run.js';
import { printTable, type Row } from '../report.js';

const OPERATIONS = Number(process.env.FAULT_UNKNOWNS ?? 500);
const GRACE_MS = Number(process.env.FAULT_GRACE_MS ?? 5000);
const SHARE = 0.999;
const PATIENT_MS = 600_000;

describe(`unknown outcomes, seed ${SEED}`, () => {
  it.each([
    { name: `a grace of ${GRACE_MS / 1000} seconds`, graceMs: GRACE_MS },
    { name: "the providers' own grace", graceMs: undefined },
  ])(
    '$name: are settled within 60 seconds after it',
    async ({ name, graceMs }) => {
      const counts = { operations: OPERATIONS, seed: SEED, ...(graceMs !== undefined && { graceMs }) };
      // Concurrently: most of it is waiting.
      const results = await Promise.all(
        LEDGER_PROVIDERS.flatMap((provider) =>
          (['the sweep', 'callers and the sweep'] as const).map(async (by) => ({
            by,
            ...(await runGrace(provider, { ...counts, by })),
          })),
        ),
      );
      const rows = results.map(rowOf);
      printTable(`Unknown outcomes, ${name}, seed ${SEED}`, rows);
      expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(results.filter(({ duplicates }) => duplicates > 0)).toEqual([]);
      expect(results.filter(({ unknowns, late }) => unknowns === 0 || late === 0)).toEqual([]);
      expect(rows.filter((_, index) => shareOf(results[index]) < SHARE)).toEqual([]);
    },
    PATIENT_MS,
  );
});

function shareOf(result: Grace | undefined): number {
  return result ? result.inTime / result.unknowns : 0;
}

function rowOf(result: Grace & { readonly by: string }): Row {
  const { provider, by, graceMs, unknowns, late, inTime, slowestMs, duplicates, wrong } = result;
  return {
    vendor: provider,
    'found out by': by,
    'grace, s': graceMs / 1000,
    'unknown at first': unknowns,
    'carried out late': late,
    'known within grace + 60 s': inTime,
    share: `${(shareOf(result) * 100).toFixed(2)} %`,
    'slowest, s': Number.isFinite(slowestMs) ? Math.round(slowestMs / 100) / 10 : 'never',
    duplicates,
    wrong: wrong.length,
  };
}
