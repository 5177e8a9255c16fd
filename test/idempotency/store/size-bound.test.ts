/** How much a store holds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { NO_ENCRYPTION } from '../../../src/config/store-keys.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { SizeBound, type StoreSize } from '../../../src/idempotency/store/size-bound.js';
import { type AttemptStore, StoreFullError } from '../../../src/idempotency/store/store.js';
import { describeWithPostgres } from '../../support/postgres.js';
import { postgresPlace } from '../../support/postgres-of-run.js';
import { newAttempt } from './suite.js';

const MUCH = 1e12;

const folder = mkdtempSync(join(tmpdir(), 'contacts-size-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = [
  { name: 'memory', describe, url: async () => 'memory:' },
  {
    name: 'SQLite',
    describe,
    url: async () => `sqlite:${join(mkdtempSync(join(folder, 'place-')), 'contacts.db')}`,
  },
  { name: 'PostgreSQL', describe: describeWithPostgres, url: postgresPlace },
];

for (const kind of kinds) {
  kind.describe(`a store in ${kind.name}`, () => {
    const opened: AttemptStore[] = [];
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    async function open(url: string, rows: number, bytes = MUCH): Promise<AttemptStore> {
      const store = await openStore(url, NO_ENCRYPTION, { rows, bytes });
      opened.push(store);
      return store;
    }

    it('accepts attempts up to its limit, and honors known keys', async () => {
      const store = await open(await kind.url(), 3);
      const wanted = Array.from({ length: 5 }, () => newAttempt());
      for (const attempt of wanted.slice(0, 3))
        expect(await store.claim(attempt)).toMatchObject({ claimed: true });
      for (const attempt of wanted.slice(3))
        await expect(store.claim(attempt)).rejects.toThrow(StoreFullError);
      for (const attempt of wanted.slice(0, 3)) {
        expect(await store.claim(attempt)).toMatchObject({ claimed: false, attempt: { id: attempt.id } });
      }
      expect(await store.claim(newAttempt({ lookupId: wanted[0]?.lookupId ?? '' }))).toMatchObject({
        claimed: false,
        attempt: { id: wanted[0]?.id },
      });
      expect(await store.size()).toMatchObject({ rows: 3, fill: 1 });
    });

    it('accepts more once a purge has made room', async () => {
      const store = await open(await kind.url(), 2);
      const { attempt } = await store.claim(newAttempt());
      await store.claim(newAttempt());
      await store.change(attempt.id, 1, { state: 'REJECTED', expiresInMs: 0 });
      await expect(store.claim(newAttempt())).rejects.toThrow(StoreFullError);
      expect(await store.purge()).toBe(1);
      expect(await store.claim(newAttempt())).toMatchObject({ claimed: true });
      await expect(store.claim(newAttempt())).rejects.toThrow(StoreFullError);
    });

    if (kind.name === 'memory') return;

    it('counts its rows on open, and its bytes', async () => {
      const url = await kind.url();
      const store = await open(url, MUCH);
      const answer = {
        ok: true,
        text: Array.from({ length: 5000 }, () => Math.random().toString(36)).join(),
      };
      for (let index = 0; index < 20; index += 1) {
        const { attempt } = await store.claim(newAttempt());
        await store.change(attempt.id, 1, { state: 'REJECTED', answer, expiresInMs: 0 });
      }
      const full = await open(url, MUCH, 500_000);
      await expect(full.claim(newAttempt())).rejects.toThrow(StoreFullError);
      expect((await full.size()).bytes).toBeGreaterThan(1_000_000);
      await expect((await open(url, 20)).claim(newAttempt())).rejects.toThrow(StoreFullError);
      await full.purge();
      expect(await full.claim(newAttempt())).toMatchObject({ claimed: true });
    });
  });
}

describe('the size check', () => {
  const bound = (size: () => StoreSize, costMs = 0) => {
    const seen = { now: 0, measured: 0 };
    const measure = async () => {
      seen.measured += 1;
      seen.now += costMs;
      return size();
    };
    return { seen, bound: new SizeBound(measure, { rows: 10, bytes: MUCH }, () => seen.now) };
  };

  it('measures once a second at most, and counts additions meanwhile', async () => {
    const { seen, bound: one } = bound(() => ({ rows: 7, bytes: 0 }));
    for (let index = 0; index < 3; index += 1) {
      expect(await one.isFull()).toBe(false);
      one.add(1);
    }
    expect([await one.isFull(), seen.measured]).toEqual([true, 1]);
    seen.now = 999;
    expect([await one.isFull(), seen.measured]).toEqual([true, 1]);
    seen.now = 1000;
    await one.isFull();
    expect([await one.isFull(), seen.measured]).toEqual([false, 2]);
  });

  it('measures less often when measuring is slow', async () => {
    const { seen, bound: one } = bound(() => ({ rows: 1, bytes: 0 }), 500);
    await one.isFull();
    seen.now += 49_000;
    await one.isFull();
    expect(seen.measured).toBe(1);
    seen.now += 1_000;
    await one.isFull();
    expect(seen.measured).toBe(2);
  });

  it('keeps the last measurement when it cannot measure', async () => {
    let isBroken = false;
    const { seen, bound: one } = bound(() => {
      if (isBroken) throw new Error('gone');
      return { rows: 10, bytes: 0 };
    });
    expect(await one.isFull()).toBe(true);
    isBroken = true;
    seen.now = 5000;
    expect([await one.isFull(), await one.isFull()]).toEqual([true, true]);
  });
});
