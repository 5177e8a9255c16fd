/** What a purged attempt leaves in the files of SQLite: nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { countTexts } from '../../support/residue.js';
import { SqliteStore } from '../../support/stores.js';
import { newAttempt } from './suite.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-residue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 1200;
const SEED = 7;

/** Numbers from 0 to 1, the same for each seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** How often each text occurs in the files of the database. */
function found(path: string, texts: readonly string[]): Record<string, number> {
  return countTexts(
    [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file)),
    texts,
  );
}

it('leaves nothing of a purged attempt in the file or its write-ahead log', async () => {
  const path = join(folder, 'contacts.db');
  const store = await openStore(`sqlite:${path}`);
  const other = await openStore(`sqlite:${path}`);
  const texts = [
    'canary-customer',
    'canary-contact',
    'canary-first',
    'canary-evidence',
    'canary-answer',
    'canary-key',
  ];
  const write = async (index: number) => {
    const replica = index % 2 ? store : other;
    const wanted = newAttempt({ id: `canary-key-${index}`, customerId: `canary-customer-${index}` });
    await replica.claim(wanted);
    // Of many lengths: within a page, and across several.
    const long = 'canary-evidence '.repeat(1 + ((index * 37) % 600));
    await replica.change(wanted.id, 1, { state: 'SENDING', evidence: { text: `canary-first ${index}` } });
    await replica.change(wanted.id, 2, { evidence: { long } });
    const answer = { text: `canary-answer ${'x'.repeat((index * 53) % 3000)}` };
    const settled = { state: 'SUCCEEDED' as const, lease: null, contactId: `canary-contact-${index}` };
    // Every tenth is not expired yet.
    const expiresInMs = index % 10 ? 0 : null;
    await replica.change(wanted.id, 3, { ...settled, answer: index % 10 ? answer : null, expiresInMs });
    if (index % 10 === 0) await replica.change(wanted.id, 4, { evidence: null });
  };
  for (let index = 0; index < ROWS; index += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, at) => write(index + at)));
  }
  for (const times of Object.values(found(path, texts))) expect(times).toBeGreaterThan(0);
  expect(await store.purge()).toBe((ROWS * 9) / 10);
  const left = found(path, texts);
  // Those of the remaining rows, in the row and in its indexes.
  expect(left).toMatchObject({ 'canary-first': 0, 'canary-evidence': 0, 'canary-answer': 0 });
  const purged = Array.from({ length: ROWS }, (_, index) => index).filter((index) => index % 10 !== 0);
  const ofPurged = purged.flatMap((index) => [`canary-customer-${index}`, `canary-contact-${index}`]);
  // "canary-customer-10" is part of "canary-customer-100", so only the longest are searched for.
  const gone = ofPurged.filter((text) => /-1\d{3}$/.test(text));
  expect(Object.entries(found(path, gone)).filter(([, times]) => times > 0)).toEqual([]);
  await store.close();
  await other.close();
});

it('leaves nothing of an attempt whose row was moved between pages either', async () => {
  const path = join(folder, 'moved.db');
  // The pages are the same in each run, for the times are.
  let now = Date.UTC(2026, 10, 20);
  const store = new SqliteStore(path, () => now);
  const random = numbers(SEED);
  const pick = (most: number) => Math.floor(random() * most);
  const purged: string[] = [];
  let times = 0;
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const number = `${round}-${at}`;
        const id = createHash('sha256').update(number).digest('base64url');
        const evidence = { text: 'e'.repeat(pick(5) === 0 ? pick(6000) : pick(700)) };
        const [expires, answer] = [pick(10) > 2, { text: 'a'.repeat(pick(500)) }];
        await store.claim(newAttempt({ id, lookupId: `lookup-${number}`, customerId: `customer-${number}` }));
        await store.change(id, 1, { state: 'SENDING', evidence });
        await store.change(id, 2, {
          state: 'SUCCEEDED',
          lease: null,
          answer,
          expiresInMs: expires ? 0 : null,
        });
        if (expires) purged.push(id);
      }),
    );
    now += 1000;
    times += await store.purge();
  }
  expect(times).toBe(purged.length);
  expect(Object.entries(found(path, purged)).filter(([, left]) => left > 0)).toEqual([]);
  await store.close();
});
