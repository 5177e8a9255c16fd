/**
 * Compares a retrying HTTP client and the vendors' own clients with keyed adds under the same faults. Nothing
 * is expected of the others; the table is the result. `FAULT_OPERATIONS` for each.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { emailOf, openKeyedStage } from '../../support/keyed-stage.js';
import { type LedgerVendor, startLedgerVendor } from '../../support/ledger-vendor.js';
import { SEED } from '../../support/seed.js';
import { commandOf, inTurn, playFaults } from '../keyed-run.js';
import { duplicatesOf, isUnknown } from '../ledger-check.js';
import { OTHER_CLIENTS } from '../other-clients.js';
import { printTable, type Row } from '../report.js';

const OPERATIONS = Number(process.env.FAULT_OPERATIONS ?? 10_000);
const PATIENT_MS = 120_000 + OPERATIONS * 120;
const DEADLINE_MS = 1000;
/** How often a key is sent; the vendor fails as often on the last time as on the first. */
const MOST_TIMES = 20;

const numbers = Array.from({ length: OPERATIONS }, (_, index) => index + 1);

describe(`clients under the same faults, seed ${SEED}`, () => {
  const rows: Row[] = [];
  afterAll(() => printTable(`Clients under the same faults, seed ${SEED}`, rows));

  const rowOf = (name: string, vendor: LedgerVendor, failed: readonly number[], unknown: number): Row => ({
    client: name,
    operations: OPERATIONS,
    'contacts doubled': numbers.filter((number) => vendor.commits(emailOf(number)) > 1).length,
    'contacts too many': duplicatesOf(vendor, numbers),
    'told as failed': failed.length,
    'of these added': failed.filter((number) => vendor.commits(emailOf(number)) > 0).length,
    'told as unknown': unknown,
  });

  it.each(OTHER_CLIENTS)(
    '$name',
    async ({ name, provider, add }) => {
      const vendor = await startLedgerVendor();
      playFaults(vendor, SEED);
      const added = await add(vendor, numbers);
      await vendor.close();
      const failed = numbers.filter((number) => !added.has(number));
      rows.push(rowOf(`${name}, at ${provider}`, vendor, failed, 0));
      expect(added.size).toBeGreaterThan(0);
    },
    PATIENT_MS,
  );

  it.each(['CHARTMOGUL', 'CHARGEBEE'] as const)(
    'keyed adds at %s',
    async (provider) => {
      const vendor = await startLedgerVendor();
      playFaults(vendor, SEED);
      // None of these faults is carried out later than it breaks, so no grace must be waited for.
      const { service, accounts } = openKeyedStage(vendor.environment, {
        deadlineMs: DEADLINE_MS,
        graceMs: 0,
      });
      const add = (number: number) => service.add(commandOf(provider, number));
      const first = await inTurn(numbers, add);
      const unknown = first.filter(isUnknown).length;
      const failed = numbers.filter((_, index) => first[index]?.ok === false && !isUnknown(first[index]));
      const name = `this subgraph, keyed, at ${provider}`;
      const once = rowOf(`${name}: sent once`, vendor, failed, unknown);
      rows.push(once);

      const last = await inTurn(numbers, async (number) => {
        let outcome = first[number - 1];
        for (let time = 1; time < MOST_TIMES && !outcome?.ok; time += 1) outcome = await add(number);
        return outcome;
      });
      await accounts.destroy();
      await vendor.close();
      const stillUnknown = last.filter(isUnknown).length;
      const stillFailed = numbers.filter((_, index) => !last[index]?.ok && !isUnknown(last[index]));
      const again = rowOf(`${name}: sent again until added`, vendor, stillFailed, stillUnknown);
      rows.push(again);
      for (const row of [once, again]) {
        expect(row).toMatchObject({ 'contacts too many': 0, 'of these added': 0 });
      }
    },
    PATIENT_MS,
  );
});
