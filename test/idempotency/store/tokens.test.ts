/** The turn of an exchange of tokens in a file, within one process and among several. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from '@jest/globals';
import { SqliteTokenStore } from '../../../src/idempotency/store/sqlite-tokens.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether another process gets the turn now. */
function getsTurn(path: string): boolean {
  const program = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('BEGIN IMMEDIATE')`;
  return spawnSync(process.execPath, ['-e', program, path], { stdio: 'ignore' }).status === 0;
}

it('is not lost to another process when a second exchange of this one waits', async () => {
  const path = join(folder, 'contacts.db-tokens');
  const store = new SqliteTokenStore(path);
  await store.exchange('one', async () => 'r1');
  let second: Promise<void> | undefined;
  await store.exchange('one', async () => {
    expect(getsTurn(path)).toBe(false);
    second = store.exchange('two', async () => 'r2');
    await setTimeout(20);
    expect(getsTurn(path)).toBe(false);
    return 'r3';
  });
  await second;
  expect(getsTurn(path)).toBe(true);
});
