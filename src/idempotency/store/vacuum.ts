/**
 * Rewrites an SQLite file. Deleted rows are overwritten, but pages that were split or merged keep copies in
 * their unused parts; only rewritten pages contain none.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * In a separate thread, because SQLite blocks its caller. Temporary data stays in memory: a temporary file
 * would contain all rows.
 */
const SCRIPT = `
  const { workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData.path, { timeout: 1000 });
  database.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; VACUUM');
  database.close();`;

/** Rejects with SQLite's error, for example if other processes have its lock. */
export async function vacuumFile(path: string): Promise<void> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { path } });
  // Rejects if the thread throws.
  await once(worker, 'exit');
}
