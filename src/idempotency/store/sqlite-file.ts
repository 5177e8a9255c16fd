/** Opens the SQLite store's database: its file, settings and tables. */
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
import { NO_ENCRYPTION, type StoreEncryption } from '../../config/store-keys.js';
import {
  beginEncryption,
  ENCRYPTION_VERSION,
  KEYS_WITHOUT_ACCOUNTS,
  migrationFrom,
  type Preparation,
  type TableDialect,
  type TablesVersion,
} from './migrations.js';
import { StoreSchemaError } from './store.js';
import { prepareKeys, type StoredKey } from './store-keys.js';

const TABLES: TableDialect = {
  attempts: 'attempts',
  contacts: 'created_contacts',
  keys: 'store_keys',
  leases: 'leases',
  steps: 'steps',
  prefix: '',
  sequence: 'INTEGER PRIMARY KEY',
  integer: 'INTEGER',
  time: 'INTEGER',
  json: 'TEXT',
  isSampled: false,
  computed: 'VIRTUAL',
  attemptsEnd: 'STRICT',
  contactsEnd: 'STRICT, WITHOUT ROWID',
};

/** An in-memory database, which ends with the process. */
export function openMemory(encryption?: StoreEncryption): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  migrate(database, encryption && { encryption });
  return database;
}

/**
 * The database at an absolute path, created with its folder if missing. Throws if it is not writable, not a
 * database of this service, or from a newer version; throws immediately if another process has the lock.
 */
export function openFile(path: string, preparation?: Preparation): DatabaseSync {
  makeFolder(dirname(path));
  makePrivate(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    migrate(database, preparation);
    useWriteAheadLog(database);
    // FULL: a commit is on disk when it returns, so that it survives a power cut. secure_delete: deleted rows
    // held personal data, so overwrite them.
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Not `recursive`: in a file system without folders, such as /proc, Node would loop forever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Creates the file if missing. It contains personal data, so only its owner may read it, even if another
 * program created it.
 */
function makePrivate(path: string): void {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  const file = openSync(path, O_RDWR | O_CREAT | O_NONBLOCK, 0o600);
  try {
    if (!fstatSync(file).isFile()) throw new Error('it is not a regular file');
    unlessForeign(() => fchmodSync(file, 0o600));
  } finally {
    closeSync(file);
  }
  // SQLite creates these with the file's mode, but keeps the mode of existing ones.
  for (const companion of [`${path}-wal`, `${path}-shm`]) {
    if (existsSync(companion)) unlessForeign(() => chmodSync(companion, 0o600));
  }
}

/** A file owned by another user that we may write to: its mode is the owner's decision. */
function unlessForeign(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

function migrate(database: DatabaseSync, { steps, encryption = NO_ENCRYPTION }: Preparation = {}): void {
  // Lock first: of several processes that start together, one creates the tables.
  database.exec('BEGIN IMMEDIATE');
  try {
    const found = tablesVersionOf(database);
    const { sql, reached, onlyWithoutKeys } = migrationFrom(found, TABLES, steps);
    if (onlyWithoutKeys && has(database, 'SELECT 1 FROM attempts')) {
      throw new StoreSchemaError(KEYS_WITHOUT_ACCOUNTS);
    }
    for (const step of sql) database.exec(step);
    const version = Math.max(reached.version, prepareEncryption(database, encryption));
    // Always write: this fails if the database is not writable.
    database.exec(`PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The minimum version of the tables afterwards; 0 if encryption requires none. */
function prepareEncryption(database: DatabaseSync, encryption: StoreEncryption): number {
  const { added, begins } = prepareKeys(keysOf(database), encryption);
  for (const { id, wrapped } of added) {
    database.prepare(`INSERT INTO ${TABLES.keys} (id, wrapped) VALUES (?, ?)`).run(id, wrapped);
  }
  if (!begins) return 0;
  database.exec(beginEncryption(TABLES));
  return ENCRYPTION_VERSION;
}

export function keysOf(database: DatabaseSync): StoredKey[] {
  return database
    .prepare(`SELECT id, wrapped FROM ${TABLES.keys} ORDER BY id`)
    .all()
    .map(({ id, wrapped }) => ({ id: String(id), wrapped: String(wrapped) }));
}

/** Throws if it is not a database of this service. */
export function tablesVersionOf(database: DatabaseSync): TablesVersion {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version < 1 && has(database, 'SELECT 1 FROM sqlite_schema')) {
    throw new StoreSchemaError('it is the database of another application');
  }
  if (!has(database, "SELECT 1 FROM sqlite_schema WHERE name = 'steps'")) return { version, steps: version };
  return { version, steps: Number(database.prepare('SELECT max(step) AS steps FROM steps').get()?.steps) };
}

function has(database: DatabaseSync, query: string): boolean {
  return database.prepare(`${query} LIMIT 1`).get() !== undefined;
}

function useWriteAheadLog(database: DatabaseSync): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') {
    throw new Error(`its file system does not support the write-ahead log of SQLite (journal mode ${mode})`);
  }
}

/** Whether another process has the lock. */
export function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return resultOf(error) === SQLITE_BUSY;
}

/** Whether a statement names a missing table or column. */
export function isOfTables(error: unknown): boolean {
  const SQLITE_ERROR = 1;
  return resultOf(error) === SQLITE_ERROR;
}

function resultOf(error: unknown): number {
  const { errcode } = Object(error) as { errcode?: unknown };
  return Number(errcode) & 0xff;
}

function codeOf(error: unknown): unknown {
  return (Object(error) as { code?: unknown }).code;
}
