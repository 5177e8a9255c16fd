/**
 * Keyed writes under faults, at length: `npm run test:faults`. `FAULT_OPERATIONS` for each vendor and kind;
 * `FAULT_SEED` repeats a run. `-t` with the name of a vendor or a kind runs a part.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { LEDGER_PROVIDERS } from '../../support/ledger-vendor.js';
import { SEED } from '../../support/seed.js';
import { runFaults, runRepeats } from '../keyed-run.js';
import { printTable, type Row } from '../report.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 10_000);
const PATIENT_MS = 60_000 + OPERATIONS * 100;

describe.each(['adds', 'changes'] as const)(`keyed %s, seed ${SEED}`, (kind) => {
  const rows: Row[] = [];
  afterAll(() => printTable(`Keyed ${kind} under faults, seed ${SEED}`, rows));

  it.each(LEDGER_PROVIDERS)(
    '%s: nothing is doubled or untrue, and unknown outcomes are settled later',
    async (provider) => {
      const { wrong, ...counts } = await runFaults(provider, kind, OPERATIONS, SEED);
      rows.push({ ...counts, wrong: wrong.length });
      expect({ duplicates: counts.duplicates, wrong }).toEqual({ duplicates: 0, wrong: [] });
      expect(counts.resolved + counts.forGood).toBeGreaterThanOrEqual(counts.unknowns * 0.999);
    },
    PATIENT_MS,
  );
});

describe.each(['adds', 'changes'] as const)('keyed %s, three times concurrently and twice later', (kind) => {
  const rows: Row[] = [];
  afterAll(() => printTable(`Keyed ${kind}, three times at once and twice later`, rows));

  it.each(LEDGER_PROVIDERS)(
    '%s: five requests are carried out once',
    async (provider) => {
      const { different, ...counts } = await runRepeats(provider, kind, OPERATIONS);
      rows.push({ ...counts, different: different.length });
      expect({ ...counts, different }).toEqual({
        provider,
        operations: OPERATIONS,
        carriedOut: OPERATIONS,
        requests: OPERATIONS,
        different: [],
      });
    },
    PATIENT_MS,
  );
});
