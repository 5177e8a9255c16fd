/**
 * Keyed writes under faults, in short; `npm run test:faults` is the long form. `FAULT_SEED` repeats a run.
 */
import { describe, expect, it } from '@jest/globals';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { SEED } from '../support/seed.js';
import { runFaults, runRepeats } from './keyed-run.js';

describe.each(['adds', 'changes'] as const)(`keyed %s, seed ${SEED}`, (kind) => {
  it.each(LEDGER_PROVIDERS)(
    '%s: nothing is doubled or untrue, and every unknown outcome is settled later',
    async (provider) => {
      const { unknowns, resolved, forGood, duplicates, wrong } = await runFaults(provider, kind, 200, SEED);
      expect({ duplicates, wrong }).toEqual({ duplicates: 0, wrong: [] });
      expect(resolved + forGood).toBe(unknowns);
    },
  );

  it.each(LEDGER_PROVIDERS)('%s: five requests are carried out once', async (provider) => {
    expect(await runRepeats(provider, kind, 40)).toEqual({
      provider,
      operations: 40,
      carriedOut: 40,
      requests: 40,
      different: [],
    });
  });
});
