/** Separate stores for a test, ready without waiting; `now` is their clock. */
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AttemptRepository } from '../../src/idempotency/store/repository.js';
import { SqliteDatabase } from '../../src/idempotency/store/sqlite.js';
import { openFile, openMemory } from '../../src/idempotency/store/sqlite-file.js';

export class MemoryStore extends AttemptRepository {
  constructor(now?: () => number) {
    super(new SqliteDatabase(emptyDatabase(), now));
  }
}

let tables: string | undefined;

/** With the tables that all steps together create: taking the steps takes longer than most tests. */
function emptyDatabase(): DatabaseSync {
  tables ??= tablesOf(openMemory());
  const database = new DatabaseSync(':memory:');
  database.exec(tables);
  return database;
}

function tablesOf(database: DatabaseSync): string {
  const made = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  return [...made.map(({ sql }) => sql), `PRAGMA user_version = ${version}`].join(';');
}

export class SqliteStore extends AttemptRepository {
  constructor(path: string, now?: () => number) {
    super(new SqliteDatabase(openFile(resolve(path)), now));
  }
}
