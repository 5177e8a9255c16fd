/** Any sequence of operations leaves every store in the state of its model. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { AttemptChange, AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres } from '../../support/postgres.js';
import { postgresPlace } from '../../support/postgres-of-run.js';
import { property } from '../../support/property.js';
import { StoreModel } from '../../support/store-model.js';
import { changeOf, expectSame, stepsOf } from '../../support/store-steps.js';
import { MemoryStore, SqliteStore } from '../../support/stores.js';
import { EMPTY_POSTGRES } from './places.js';

const START = Date.UTC(2026, 10, 20);
const HOUR_MS = 3_600_000;

const folder = mkdtempSync(join(tmpdir(), 'contacts-store-properties-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Time passes after each operation as the test chooses, also backwards: a machine's clock may be set. */
const waits = fc.array(fc.constantFrom(0, 0, 1, 999, 1000, 2001, 60_000, -1), { maxLength: 25 });

const IDENTITY = { id: 'a', lookupId: 'l', account: 'RPM', customerId: '1', fingerprint: 'f' };

/** Two concurrent changes of one attempt. */
const rivals = fc.tuple(changeOf(fc.constantFrom(0, 1000)), changeOf(fc.constantFrom(0, 1000)));

async function expectOneToWin(store: AttemptStore, changes: readonly AttemptChange[]): Promise<void> {
  await store.claim({ ...IDENTITY, owner: 'one', leaseMs: 1000 });
  const outcomes = await Promise.all(changes.map((change) => store.change(IDENTITY.id, 1, change)));
  const won = outcomes.filter((outcome) => outcome !== undefined);
  expect(won).toHaveLength(1);
  expect(JSON.stringify(await store.get(IDENTITY.id))).toBe(JSON.stringify(won[0]));
}

describe.each<readonly [string, number, (now: () => number) => AttemptStore]>([
  ['MemoryStore', 2, (now) => new MemoryStore(now)],
  ['SqliteStore', 0.2, (now) => new SqliteStore(join(folder, String(++files), 'contacts.db'), now)],
])('%s', (_name, share, open) => {
  property(
    'behaves like its model',
    fc.tuple(stepsOf(1000), waits),
    async ([steps, waited]) => {
      const model = new StoreModel(START);
      const store = open(() => model.now);
      for (const [index, step] of steps.entries()) {
        await step.run(store, model);
        model.now += waited[index] ?? 0;
        await expectSame(store, model);
      }
      await store.close();
    },
    { share },
  );

  property(
    'lets one of two concurrent changes of an epoch win',
    rivals,
    async (changes) => {
      const store = open(() => START);
      await expectOneToWin(store, changes);
      await store.close();
    },
    { share },
  );
});

describeWithPostgres('PostgresStore', () => {
  let url: string;
  // Emptied for each run: creating its tables takes longer than a run.
  let store: AttemptStore;
  beforeAll(async () => {
    url = await postgresPlace();
    store = await openStore(url);
  });
  afterAll(() => store.close());

  // It uses the server's clock, so times differ by hours, and none passes.
  property(
    'behaves like its model',
    stepsOf(HOUR_MS),
    async (steps) => {
      await ask(url, EMPTY_POSTGRES);
      const model = new StoreModel(Date.now(), HOUR_MS / 2);
      for (const step of steps) {
        await step.run(store, model);
        await expectSame(store, model);
      }
    },
    { share: 0.1 },
  );

  property(
    'lets one of two concurrent changes of an epoch win',
    rivals,
    async (changes) => {
      await ask(url, EMPTY_POSTGRES);
      await expectOneToWin(store, changes);
    },
    { share: 0.1 },
  );
});
