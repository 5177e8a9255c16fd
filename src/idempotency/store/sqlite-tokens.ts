/**
 * Tokens in an SQLite file, for several processes on one machine. The file's lock is the turn of an exchange,
 * and the operating system releases it when the process dies.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { TokenStore } from '../../vendor-http/token-store.js';
import { isBusy } from './sqlite-file.js';

/** Longer than an exchange takes. */
const PATIENT_MS = 15_000;
const POLL_MS = 50;

export class SqliteTokenStore implements TokenStore {
  constructor(private readonly path: string) {}

  async exchange(
    name: string,
    work: (kept: string | undefined) => Promise<string | undefined>,
  ): Promise<void> {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    // Only if it is missing: a process that closes a file loses all locks that it has on it.
    if (!existsSync(this.path)) closeSync(openSync(this.path, 'a', 0o600));
    // A timeout would wait inside SQLite, which stops the process.
    const database = new DatabaseSync(this.path, { timeout: 0 });
    try {
      await begin(database);
      database.exec('CREATE TABLE IF NOT EXISTS tokens (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
      const kept = database.prepare('SELECT value FROM tokens WHERE name = ?').get(name)?.value;
      const next = await work(typeof kept === 'string' ? kept : undefined);
      if (next !== undefined) {
        database.prepare('INSERT OR REPLACE INTO tokens (name, value) VALUES (?, ?)').run(name, next);
      }
      database.exec('COMMIT');
    } finally {
      // Rolls back what was not committed.
      database.close();
    }
  }
}

async function begin(database: DatabaseSync): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > PATIENT_MS) throw error;
      await setTimeout(POLL_MS);
    }
  }
}
