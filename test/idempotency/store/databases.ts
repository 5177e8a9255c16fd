/** The two databases of stores that outlive their process, with direct access beside the store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe } from '@jest/globals';
import type { Step } from '../../../src/idempotency/store/migrations.js';
import { PostgresDatabase } from '../../../src/idempotency/store/postgres.js';
import type { SqlDatabase } from '../../../src/idempotency/store/repository.js';
import { SqliteDatabase } from '../../../src/idempotency/store/sqlite.js';
import { ask, describeWithPostgres } from '../../support/postgres.js';
import { postgresPlace } from '../../support/postgres-of-run.js';

export interface Database {
  readonly name: string;
  readonly describe: (name: string, tests: () => void) => void;
  /** Creates an empty one, which everything below uses. */
  place(): Promise<void>;
  tearDown(): Promise<void>;
  url(): string;
  /** Opens it as a release with these steps does. */
  open(steps: readonly Step[]): Promise<SqlDatabase>;
  run(sql: string): Promise<readonly object[]>;
  readonly attempts: string;
  readonly contacts: string;
  readonly keys: string;
  readonly setVersion: (version: number) => string;
}

export const databases: readonly Database[] = [sqlite(), postgres()];

function sqlite(): Database {
  const root = mkdtempSync(join(tmpdir(), 'contacts-store-'));
  let path = '';
  return {
    name: 'SQLite',
    describe,
    place: async () => {
      path = join(mkdtempSync(join(root, 'place-')), 'contacts.db');
    },
    tearDown: async () => rmSync(root, { recursive: true, force: true }),
    url: () => `sqlite:${path}`,
    open: (steps) => SqliteDatabase.open(path, { steps }),
    run: async (sql) => {
      const database = new DatabaseSync(path);
      try {
        if (/^SELECT/.test(sql)) return database.prepare(sql).all();
        database.exec(sql);
        return [];
      } finally {
        database.close();
      }
    },
    attempts: 'attempts',
    contacts: 'created_contacts',
    keys: 'store_keys',
    setVersion: (version) => `PRAGMA user_version = ${version}`,
  };
}

function postgres(): Database {
  let url = '';
  return {
    name: 'PostgreSQL',
    describe: describeWithPostgres,
    place: async () => {
      url = await postgresPlace();
    },
    tearDown: async () => undefined,
    url: () => url,
    open: (steps) => PostgresDatabase.open(url, { steps }),
    run: (sql) => ask(url, sql),
    attempts: 'add_contact_attempts',
    contacts: 'add_contact_created',
    keys: 'add_contact_keys',
    setVersion: (version) => `UPDATE add_contact_store SET version = ${version}`,
  };
}
