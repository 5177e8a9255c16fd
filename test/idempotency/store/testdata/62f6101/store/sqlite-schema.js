import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
const VERSION = 3;
const BUSY_MS = 5000;
const TABLES = `
  CREATE TABLE attempts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lookup_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL
      CHECK (state IN ('PENDING', 'SENDING', 'UNKNOWN', 'SUCCEEDED', 'REJECTED', 'NOT_APPLIED')),
    epoch INTEGER NOT NULL,
    owner TEXT,
    lease_until INTEGER,
    evidence TEXT,
    answer TEXT,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    due_at INTEGER,
    checks INTEGER NOT NULL,
    expires_at INTEGER,
    -- From when a sweep may take it. One that somebody works on is left alone until the lease is over; a PENDING or
    -- SENDING one that was let go without a time would be looked at by nobody, so it may be taken at once.
    sweep_at INTEGER AS (
      CASE WHEN state IN ('PENDING', 'SENDING') THEN coalesce(lease_until, due_at, 0)
      ELSE max(due_at, coalesce(lease_until, 0)) END
    )
  ) STRICT;
  CREATE INDEX attempts_by_lookup ON attempts (lookup_id, seq);
  CREATE INDEX attempts_by_sweep ON attempts (sweep_at) WHERE sweep_at IS NOT NULL;
  CREATE INDEX attempts_by_expiry ON attempts (expires_at) WHERE expires_at IS NOT NULL;

  -- Ids are a provider's own: two providers may both have a contact 17.
  CREATE TABLE created_contacts (
    provider TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    attempt_id TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    PRIMARY KEY (provider, contact_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX created_contacts_by_attempt ON created_contacts (attempt_id);
`;
const INDEX_OF_UNDECIDED = `
  CREATE INDEX attempts_by_customer ON attempts (provider, customer_id) WHERE state IN ('SENDING', 'UNKNOWN');
`;
const ACCOUNTS = `
  ALTER TABLE attempts RENAME COLUMN provider TO account;
  ALTER TABLE created_contacts RENAME COLUMN provider TO account;
`;
export function openDatabase(path) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    const database = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
    try {
        migrate(database);
        useWriteAheadLog(database);
        database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
        touch(database);
    }
    catch (error) {
        database.close();
        throw error;
    }
    return database;
}
export function touch(database) {
    database.exec(`PRAGMA user_version = ${VERSION}`);
}
function migrate(database) {
    database.exec('BEGIN IMMEDIATE');
    try {
        const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
        if (version > VERSION) {
            throw new Error(`it was written by a newer version of this service (${version}, this one has ${VERSION})`);
        }
        if (version < 1) {
            const tables = Number(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables);
            if (tables > 0)
                throw new Error('it is a database of something else');
            database.exec(TABLES);
        }
        if (version < 2)
            database.exec(INDEX_OF_UNDECIDED);
        if (version < 3)
            database.exec(ACCOUNTS);
        touch(database);
        database.exec('COMMIT');
    }
    catch (error) {
        if (database.isTransaction)
            database.exec('ROLLBACK');
        throw error;
    }
}
function useWriteAheadLog(database) {
    const started = performance.now();
    for (;;) {
        try {
            const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
            if (mode === 'wal')
                return;
            throw new Error(`its file system has no write-ahead log for SQLite (journal mode ${mode})`);
        }
        catch (error) {
            if (!isBusy(error) || performance.now() - started > BUSY_MS)
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
        }
    }
}
export function isBusy(error) {
    const SQLITE_BUSY = 5;
    const { errcode } = Object(error);
    return (Number(errcode) & 0xff) === SQLITE_BUSY;
}
