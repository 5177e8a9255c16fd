/** Writes the file of the SQLite store anew, however large it is. See `vacuum.ts`. */
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';

const BUSY_MS = 2000;

/**
 * A process of its own can be ended in the midst of it: the file is as it was then. SQLite puts the copy that
 * it makes beside the file, and removes its name at once.
 */
const SCRIPT = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1], { timeout: ${BUSY_MS} });
  database.exec('PRAGMA secure_delete = ON; VACUUM');
  const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (busy) throw new Error('another process reads it for long');`;

/** `pauseMs`: for how long writers may have to wait. Throws where bytes of deleted rows may be left. */
export function compactFile(path: string, pauseMs: number): void {
  const file = resolve(path);
  const { status, signal, stderr } = spawnSync(process.execPath, ['--eval', SCRIPT, file], {
    env: { ...process.env, SQLITE_TMPDIR: dirname(file) },
    timeout: pauseMs,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  });
  if (signal !== null) {
    throw new Error(
      `rewriting it takes longer than ${pauseMs / 1000} s, for which writes would wait. Run it in a quiet hour with a longer --pause`,
    );
  }
  if (status !== 0) throw new Error(/^Error: (.*)$/m.exec(stderr)?.[1] ?? stderr);
}
