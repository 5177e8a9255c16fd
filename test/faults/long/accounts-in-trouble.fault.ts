/**
 * One account that hangs or is rate limited does not slow down the other accounts of its vendor: their p99 is
 * at most 1.2 times that of the undisturbed run. Runs with and without it alternate. `FAULT_PHASE_MS` for
 * each of them, `FAULT_ROUNDS` of both, in the store `FAULT_STORE_URL`: `memory:`, where only accounts can
 * delay accounts.
 */
import { describe, expect, it } from '@jest/globals';
import { useBuild } from '../../support/build.js';
import { accountsInTrouble, runHanging, type Trouble } from '../hanging-run.js';
import { judged } from '../hanging-table.js';
import { printTable } from '../report.js';

const PHASE_MS = Number(process.env.FAULT_PHASE_MS ?? 6000);
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 8);
const MOST = 1.2;
const PATIENT_MS = 120_000 + ROUNDS * (2 * PHASE_MS + 30_000);

const PROVIDER = 'CHARGEBEE';
const TROUBLED = `${PROVIDER}@eu`;

describe('one account', () => {
  it.each<[Trouble]>([['hangs'], ['is rate limited']])(
    '%s: the others of its vendor keep their p99',
    async (trouble) => {
      const scene = await accountsInTrouble(trouble, PROVIDER, ['eu', 'apac', 'us']);
      const rounds = Array.from({ length: ROUNDS }, () => TROUBLED);
      const storeUrl = process.env.FAULT_STORE_URL ?? 'memory:';
      const pairs = await runHanging(useBuild(), storeUrl, scene, rounds, PHASE_MS);
      const row = judged(pairs);
      printTable(`One account of four ${trouble}: the others`, [{ account: TROUBLED, ...row }]);
      expect(pairs.flatMap(({ failed }) => failed).slice(0, 10)).toEqual([]);
      expect(row['ratio of p99']).toBeLessThanOrEqual(MOST);
    },
    PATIENT_MS,
  );
});
