/**
 * Random updates of all fields, each kept, set or cleared, while others change the same contact: the vendor's
 * ledger equals the model. `FAULT_UPDATES` for each vendor; `FAULT_SEED` repeats a run.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { modelled } from '../../properties/documented.js';
import { LedgerWorld } from '../../properties/ledger-world.js';
import { updateStep } from '../../properties/update-steps.js';
import { SEED } from '../../support/seed.js';
import { printTable, type Row } from '../report.js';

const UPDATES = Number(process.env.FAULT_UPDATES ?? 100_000);
/** In sequence, at one contact. */
const AT_ONE = 20;

describe(`updates against the ledger, seed ${SEED}`, () => {
  const rows: Row[] = [];
  afterAll(() => printTable(`Updates against the ledger, seed ${SEED}`, rows));

  it.each(modelled)(
    '%s: the ledger equals the model, and no unnamed field changes',
    async (provider) => {
      const world = await LedgerWorld.open(provider);
      const steps = fc.array(updateStep(provider), { minLength: AT_ONE, maxLength: AT_ONE });
      const holds = fc.asyncProperty(steps, (some) => world.run(some));
      await fc.assert(holds, { seed: SEED, numRuns: Math.ceil(UPDATES / AT_ONE), endOnFailure: true });
      await world.close();
      rows.push({ vendor: provider, ...world.counts });
      expect(world.counts.touched).toBe(0);
    },
    60_000 + UPDATES * 60,
  );
});
