/** What a purged attempt leaves in the files of SQLite: nothing. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { countTexts } from '../../support/residue.js';
import { newAttempt } from './suite.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-residue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 1200;

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
