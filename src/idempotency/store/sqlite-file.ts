/** Opens the database of the SQLite store: its file, its settings and its tables. */
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrationsFrom, type TableDialect, VERSION } from './migrations.js';

const TABLES: TableDialect = {
  attempts: 'attempts',
  contacts: 'created_contacts',
  prefix: '',
  sequence: 'INTEGER PRIMARY KEY',
  integer: 'INTEGER',
  time: 'INTEGER',
  json: 'TEXT',
  computed: 'VIRTUAL',
  attemptsEnd: 'STRICT',
  contactsEnd: 'STRICT, WITHOUT ROWID',
};

/** A database in memory, which ends with the process. */
export function openMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  return database;
}

/**
 * The database at an absolute path; made, with its folder, where there is none. Throws when it cannot be
 * written to, is not a database of this service, or was written by a newer version, and at once when another
 * process has the lock.
 */
export function openFile(path: string): DatabaseSync {
  makeFolder(dirname(path));
  makePrivate(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    migrate(database);
    useWriteAheadLog(database);
    // FULL: a commit is on the disk when it returns, so that it survives a power cut too.
    // secure_delete: what is forgotten was personal data, and is overwritten.
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Not `recursive`: in a file system that takes no folders, such as /proc, Node would try for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Makes the file where there is none. It holds personal data: nobody else may read it, whoever made it. */
function makePrivate(path: string): void {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  const file = openSync(path, O_RDWR | O_CREAT | O_NONBLOCK, 0o600);
  try {
    if (!fstatSync(file).isFile()) throw new Error('it is not a regular file');
    unlessForeign(() => fchmodSync(file, 0o600));
  } finally {
    closeSync(file);
  }
  // SQLite gives these the mode of the file when it makes them, but keeps those it finds.
  for (const companion of [`${path}-wal`, `${path}-shm`]) {
    if (existsSync(companion)) unlessForeign(() => chmodSync(companion, 0o600));
  }
}

/** A file of another user that we may write to: its owner has decided about its mode. */
function unlessForeign(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

function migrate(database: DatabaseSync): void {
  // The lock first: of several processes that start together one makes the tables.
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (version > VERSION) {
      throw new Error(
        `it was written by a newer version of this service (${version}, this one has ${VERSION})`,
      );
    }
    const isNew = version < 1;
    const tables = isNew
      ? Number(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables)
      : 0;
    if (tables > 0) throw new Error('it is a database of something else');
    for (const step of migrationsFrom(version, TABLES)) database.exec(step);
    // A write in any case: it fails where nothing can be written.
    database.exec(`PRAGMA user_version = ${VERSION}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function useWriteAheadLog(database: DatabaseSync): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') {
    throw new Error(`its file system has no write-ahead log for SQLite (journal mode ${mode})`);
  }
}

/** Whether another process has the lock. */
export function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  const { errcode } = Object(error) as { errcode?: unknown };
  return (Number(errcode) & 0xff) === SQLITE_BUSY;
}

function codeOf(error: unknown): unknown {
  return (Object(error) as { code?: unknown }).code;
}
