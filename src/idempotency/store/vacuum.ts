/**
 * Writes an SQLite file anew. Deleted rows are overwritten, but pages that were split or joined keep copies
 * of what they held in parts that are not in use; only pages that are written anew hold none.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * In a thread of its own, for SQLite runs in the thread that calls it. What it needs for a while is kept in
 * memory: a temporary file would hold all rows.
 */
const SCRIPT = `
  const { workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData.path, { timeout: 1000 });
  database.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; VACUUM');
  database.close();`;

/** Rejects with SQLite's error, such as when other processes have its lock. */
export async function vacuumFile(path: string): Promise<void> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { path } });
  // Rejects when the thread throws.
  await once(worker, 'exit');
}
