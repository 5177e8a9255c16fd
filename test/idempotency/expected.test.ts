/** A vendor whose replies use other field names than its requests. */
import { expect, test } from '@jest/globals';
import type { FieldTable } from '../../src/mapping/field-table.js';
import type { JsonObject } from '../../src/model/contact.js';
import { cro } from '../../src/providers/cro/index.js';
import type { Provider } from '../../src/providers/driver.js';
import { command } from '../support/keyed-stage.js';
import { MortalProcess } from '../support/mortal-process.js';
import { SeamVendor } from '../support/seam-vendor.js';
import { MemoryStore } from '../support/stores.js';

const PREFIX = 'stored_';

function reply(wire: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [`${PREFIX}${name}`, value]));
}

/** Without the values that the vendor would not answer under a name of its own. */
function requestNames(record: JsonObject): JsonObject {
  const replied = Object.entries(record).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(replied.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

const fields: FieldTable = Object.fromEntries(
  Object.entries(cro.fields).map(([field, row]) => [
    field,
    { ...row, decode: (record: JsonObject) => row.decode(requestNames(record)) },
  ]),
);

/** One answer is lost; what the caller is told, and what the vendor has. */
async function loseAnswer(provider: Provider) {
  const vendor = new SeamVendor(provider, reply);
  const store = new MemoryStore();
  const service = new MortalProcess(store, vendor);
  vendor.writes.push('cut after commit');
  const outcome = await service.add(command('CRO', 1));
  await store.close();
  return { outcome, ledger: vendor.ledger };
}

test('confirms a lost write when the driver says how it reads back', async () => {
  const idempotency = {
    ...cro.idempotency,
    expected: ({ wire }: { readonly wire: JsonObject }) => reply(wire),
  };
  const { outcome, ledger } = await loseAnswer({ ...cro, fields, idempotency });
  expect(ledger).toHaveLength(1);
  expect(outcome).toMatchObject({
    ok: true,
    value: { replayed: false, contact: { id: ledger[0]?.contact.id, name: 'Kuhi1 Das1' } },
  });
});

test('confirms nothing when the driver does not say it, and claims nothing either', async () => {
  const { outcome, ledger } = await loseAnswer({ ...cro, fields });
  expect(ledger).toHaveLength(1);
  expect(outcome).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [{}] } });
});
