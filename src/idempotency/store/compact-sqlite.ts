/** Rewrites the SQLite store's file, however large it is. See `vacuum.ts`. */
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Compaction } from './compact-postgres.js';

/** How long SQLite tries to get a lock. Writers wait up to five seconds. */
const BUSY_MS = 2000;
const POLL_MS = 250;

/**
 * A separate process can be killed midway, which leaves the file as it was. SQLite puts its temporary copy
 * beside the file, and unlinks it immediately.
 */
const VACUUM = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1], { timeout: ${BUSY_MS} });
  database.exec('PRAGMA secure_delete = ON; VACUUM');`;

/** Rejects if bytes of deleted rows may remain. */
export async function compactFile(path: string, { pauseMs, patienceMs }: Compaction): Promise<void> {
  const file = resolve(path);
  const { status, signal, stderr } = spawnSync(process.execPath, ['--eval', VACUUM, file], {
    env: { ...process.env, SQLITE_TMPDIR: dirname(file) },
    timeout: pauseMs,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  });
  if (signal !== null) {
    throw new Error(
      `rewriting it takes longer than ${pauseMs / 1000} s, and writes would wait. Run it in a quiet hour with a longer --pause`,
    );
  }
  if (status !== 0) throw new Error(/^Error: (.*)$/m.exec(stderr)?.[1] ?? stderr);
  await emptyLog(file, patienceMs);
}

/** The write-ahead log still has the old rows. While others keep writing, emptying it takes several tries. */
async function emptyLog(file: string, patienceMs: number): Promise<void> {
  const database = new DatabaseSync(file, { timeout: BUSY_MS });
  const deadlineAt = performance.now() + patienceMs;
  try {
    while (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy !== 0) {
      if (performance.now() > deadlineAt) {
        throw new Error(
          'another process, such as a backup, is using its write-ahead log. Run it again later',
        );
      }
      await setTimeout(POLL_MS);
    }
  } finally {
    database.close();
  }
}
