/**
 * Operations over twelve accounts, at length: `npm run test:faults`. `FAULT_OPERATIONS` over all of them;
 * `FAULT_SEED` repeats a run.
 */
import { expect, it } from '@jest/globals';
import { SEED } from '../../support/seed.js';
import { runAccounts } from '../accounts-run.js';
import { printTable } from '../report.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 10_000);

it(
  `twelve accounts keep apart what they hold and answer, seed ${SEED}`,
  async () => {
    const { strays, ...counts } = await runAccounts(OPERATIONS, SEED);
    printTable(`Operations over twelve accounts, seed ${SEED}`, [{ ...counts, strays: strays.length }]);
    expect(strays).toEqual([]);
  },
  60_000 + OPERATIONS * 100,
);
