/**
 * Keyed adds under faults, at length: `npm run test:faults`. `FAULT_OPERATIONS` for each vendor; `FAULT_SEED`
 * repeats a run.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { LEDGER_PROVIDERS } from '../../support/ledger-vendor.js';
import { SEED } from '../../support/seed.js';
import { runFaults, runRepeats } from '../keyed-run.js';
import { printTable, type Row } from '../report.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 10_000);
const PATIENT_MS = 60_000 + OPERATIONS * 100;

describe(`keyed adds, seed ${SEED}`, () => {
  const rows: Row[] = [];
  afterAll(() => printTable(`Keyed adds under faults, seed ${SEED}`, rows));

  it.each(LEDGER_PROVIDERS)(
    '%s: nothing doubled, nothing false, unknown outcomes known later',
    async (provider) => {
      const { wrong, ...counts } = await runFaults(provider, OPERATIONS, SEED);
      rows.push({ ...counts, wrong: wrong.length });
      expect({ duplicates: counts.duplicates, wrong }).toEqual({ duplicates: 0, wrong: [] });
      expect(counts.resolved).toBeGreaterThanOrEqual(counts.unknowns * 0.999);
    },
    PATIENT_MS,
  );
});

describe('keyed adds, three times at once and twice later', () => {
  const rows: Row[] = [];
  afterAll(() => printTable('Keyed adds, three times at once and twice later', rows));

  it.each(LEDGER_PROVIDERS)(
    '%s: one contact for five requests',
    async (provider) => {
      const { different, ...counts } = await runRepeats(provider, OPERATIONS);
      rows.push({ ...counts, different: different.length });
      expect({ ...counts, different }).toEqual({
        provider,
        operations: OPERATIONS,
        creates: OPERATIONS,
        requests: OPERATIONS,
        different: [],
      });
    },
    PATIENT_MS,
  );
});
