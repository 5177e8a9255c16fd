/**
 * Tokens in SQLite files, for several processes on one machine. A file's lock serializes exchanges, and the
 * operating system releases it if the process dies. The first login uses the file that every release knows.
 * Each further one has its own file, so that a hanging login does not block others.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { TokenStore } from '../../vendor-http/token-store.js';
import { isBusy } from './sqlite-file.js';

/** Longer than an exchange takes. */
const PATIENT_MS = 15_000;
const POLL_MS = 50;

const TABLE = 'CREATE TABLE IF NOT EXISTS tokens (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT';
const HAS_TABLE = "SELECT name FROM sqlite_schema WHERE name = 'tokens'";
/** Whether the file belongs to other logins only. */
const IS_TAKEN = 'SELECT count(*) > 0 AND sum(name = ?) = 0 AS taken FROM tokens';

type Work = (kept: string | undefined) => Promise<string | undefined>;

export class SqliteTokenStore implements TokenStore {
  constructor(private readonly path: string) {}

  async exchange(name: string, work: Work): Promise<void> {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const own = `${this.path}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
    if (!existsSync(own) && (await exchangeIn(this.path, name, work))) return;
    await exchangeIn(own, name, work);
  }
}

/** False if the file belongs to another login; nothing was done then. */
async function exchangeIn(path: string, name: string, work: Work): Promise<boolean> {
  // Only if missing: a process that closes a file loses all its locks on it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  // A timeout would wait inside SQLite, which blocks the process.
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Before waiting for the lock: the login that owns the file may hang.
    if (await whenFree(() => isTaken(database, name))) return false;
    await whenFree(() => database.exec('BEGIN IMMEDIATE'));
    database.exec(TABLE);
    if (isTaken(database, name)) return false;
    const kept = database.prepare('SELECT value FROM tokens WHERE name = ?').get(name)?.value;
    const next = await work(typeof kept === 'string' ? kept : undefined);
    if (next !== undefined) {
      database.prepare('INSERT OR REPLACE INTO tokens (name, value) VALUES (?, ?)').run(name, next);
    }
    database.exec('COMMIT');
    return true;
  } finally {
    // Rolls back what was not committed.
    database.close();
  }
}

function isTaken(database: DatabaseSync, name: string): boolean {
  return Boolean(database.prepare(HAS_TABLE).get() && database.prepare(IS_TAKEN).get(name)?.taken);
}

async function whenFree<T>(work: () => T): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > PATIENT_MS) throw error;
      await setTimeout(POLL_MS);
    }
  }
}
