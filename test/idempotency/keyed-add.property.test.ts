/**
 * Keyed adds under anything that callers, processes, the store, the vendor and the clock do, in sequence or
 * concurrently. The vendor is emulated at its seam, which allows many runs; its contacts decide what is true.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { providers } from '../../src/providers/registry.js';
import { keyedCommands } from '../support/keyed-commands.js';
import { KeyedWorld } from '../support/keyed-world.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { playedClock } from '../support/played-clock.js';
import { property } from '../support/property.js';
import { MemoryStore, SqliteStore } from '../support/stores.js';

const HOUR_MS = 3_600_000;

const folder = mkdtempSync(join(tmpdir(), 'contacts-properties-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stores: readonly (readonly [name: string, share: number, open: () => AttemptStore])[] = [
  ['memory', 1, () => new MemoryStore()],
  ['SQLite', 0.1, () => new SqliteStore(join(folder, String(++files), 'contacts.db'))],
];

describe.each(stores)('keyed adds in %s', (_name, share, open) => {
  const clock = playedClock();

  describe.each(LEDGER_PROVIDERS)('%s', (id) => {
    const provider = providers.find((candidate) => candidate.id === id);
    if (!provider) throw new Error(`There is no provider ${id}.`);

    property(
      'create one contact per key, report nothing untrue, and end every attempt',
      fc.tuple(keyedCommands, fc.boolean(), fc.boolean()),
      async ([commands, hasTwins, hasStranger]) => {
        const store = open();
        const world = new KeyedWorld(provider, store, clock, ledgerCustomer(id, 1), hasTwins);
        if (hasStranger) await world.addStranger();
        await fc.asyncModelRun(() => ({ model: { leftMs: 10 * HOUR_MS }, real: world }), commands);
        await world.settle();
        expect([world.contradictions(), world.untruths(), await world.open()]).toEqual([[], [], []]);
        expect([await world.unsettled(), world.contradictions(), world.untruths()]).toEqual([[], [], []]);
        await store.close();
      },
      { share, shortShare: 0.4 },
    );
  });
});
