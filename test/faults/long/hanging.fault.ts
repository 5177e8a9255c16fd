/**
 * One vendor that hangs does not slow down the others: their p99 is at most 1.5 times that of the undisturbed
 * run. Runs with and without it alternate, because the machine's other load changes by the minute.
 * `FAULT_PHASE_MS` for each of them, `FAULT_ROUNDS` for each vendor. `FAULT_STORE_URL` in place of a new
 * SQLite file, whose commits stop the process for as long as the disk takes: with `memory:` only vendors can
 * delay vendors.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Build, useBuild } from '../../support/build.js';
import { LEDGER_PROVIDERS } from '../../support/ledger-vendor.js';
import { runHanging, vendorsThatHang } from '../hanging-run.js';
import { judged } from '../hanging-table.js';
import { printTable } from '../report.js';

const PHASE_MS = Number(process.env.FAULT_PHASE_MS ?? 6000);
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 5);
const MOST = 1.5;
const PATIENT_MS = 60_000 + ROUNDS * LEDGER_PROVIDERS.length * (2 * PHASE_MS + 30_000);

describe('one vendor hangs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-hanging-'));
  let build: Build;
  beforeAll(() => {
    build = useBuild();
  }, PATIENT_MS);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'the others keep their p99',
    async () => {
      const hanging = Array.from({ length: ROUNDS }, () => LEDGER_PROVIDERS).flat();
      const storeUrl = process.env.FAULT_STORE_URL ?? `sqlite:${join(folder, 'contacts.db')}`;
      const pairs = await runHanging(build, storeUrl, await vendorsThatHang(), hanging, PHASE_MS);
      const rows = LEDGER_PROVIDERS.map((provider) => ({
        hanging: provider,
        ...judged(pairs.filter(({ hanging }) => hanging === provider)),
      }));
      printTable('One vendor hangs: the others', [...rows, { hanging: 'all', ...judged(pairs) }]);
      expect(pairs.flatMap(({ failed }) => failed).slice(0, 10)).toEqual([]);
      expect(rows.filter((row) => row['ratio of p99'] > MOST)).toEqual([]);
    },
    PATIENT_MS,
  );
});
