/** A vendor whose replies use other field names than its requests. */
import { expect, test } from '@jest/globals';
import { wireNamesOf } from '../../src/mapping/field-table.js';
import { inReplyNames, withReplyNames } from '../../src/mapping/reply-names.js';
import { cro } from '../../src/providers/cro/index.js';
import type { Provider } from '../../src/providers/driver.js';
import { command } from '../support/keyed-stage.js';
import { MortalProcess } from '../support/mortal-process.js';
import { SeamVendor } from '../support/seam-vendor.js';
import { MemoryStore } from '../support/stores.js';

const names = Object.fromEntries(wireNamesOf(cro.fields).map((wire) => [wire, `stored_${wire}`]));
const renamed: Provider = { ...cro, fields: withReplyNames(cro.fields, names) };

/** Loses the answer of one write. Returns what the caller learns and what the vendor holds. */
async function loseAnswer(provider: Provider) {
  const vendor = new SeamVendor(provider, (wire) => inReplyNames(wire, names));
  const store = new MemoryStore();
  const service = new MortalProcess(store, vendor);
  vendor.writes.push('cut after commit');
  const outcome = await service.add(command('CRO', 1));
  await store.close();
  return { outcome, ledger: vendor.ledger };
}

test('confirms a lost write when the driver declares how it reads back', async () => {
  const idempotency: Provider['idempotency'] = {
    ...cro.idempotency,
    expected: ({ wire }) => inReplyNames(wire, names),
  };
  const { outcome, ledger } = await loseAnswer({ ...renamed, idempotency });
  expect(ledger).toHaveLength(1);
  expect(outcome).toMatchObject({
    ok: true,
    value: { replayed: false, contact: { id: ledger[0]?.contact.id, name: 'Kuhi1 Das1' } },
  });
});

test('confirms nothing and denies nothing when the driver does not declare it', async () => {
  const { outcome, ledger } = await loseAnswer(renamed);
  expect(ledger).toHaveLength(1);
  expect(outcome).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [{}] } });
});
