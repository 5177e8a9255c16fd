/**
 * Attempts in an SQLite file, or in memory. A file survives kill -9 and a power cut, and serves several
 * processes on one machine; not several machines, and not a network file system. Uses the machine's clock.
 *
 * Node's SQLite runs in the calling thread, so it must never wait for another process: a caller that finds
 * the file locked retries from the event loop, for up to five seconds. Only the wait for the disk remains.
 */
import { resolve } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { StoreEncryption } from '../../config/store-keys.js';
import { BUSY_MS, BUSY_STEP_MS, type Durability, GroupCommit } from './group-commit.js';
import { type Preparation, requireKnown } from './migrations.js';
import type { SqlDatabase } from './repository.js';
import type { StoreSize } from './size-bound.js';
import { isBusy, isOfTables, openFile, openMemory } from './sqlite-file.js';
import { type RowForm, type Statement, statementsByForm, type Values } from './statements.js';
import { vacuumFile } from './vacuum.js';

export const statements = statementsByForm({
  attempts: 'attempts',
  contacts: 'created_contacts',
  keys: 'store_keys',
  leases: 'leases',
  now: ':now',
  texts: (json) => `SELECT value FROM json_each(${json})`,
  parameter: (number) => `?${number}`,
  isConcurrent: false,
});

const VERSION: Statement<{ readonly user_version: number }> = { text: 'PRAGMA user_version', names: [] };

const SIZE: Statement<{ readonly version: number; readonly bytes: number }> = {
  text: `SELECT data_version AS version, (page_count - freelist_count) * page_size AS bytes
    FROM pragma_data_version, pragma_page_count, pragma_freelist_count, pragma_page_size`,
  names: [],
};
const COUNT: Statement<{ readonly rows: number }> = {
  text: 'SELECT count(*) AS rows FROM attempts',
  names: [],
};

/** A third of a second on a slow disk. */
const MAX_VACUUM_BYTES = 16 * 1024 ** 2;

export class SqliteDatabase implements SqlDatabase {
  readonly statements = statements;
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #commits: GroupCommit;
  readonly #prepared = new Map<Statement, StatementSync>();
  /** The version changes whenever another connection writes. */
  #countedVersion: number | undefined;

  /** `now`: milliseconds since 1970, the same for all processes that share the file. */
  constructor(database: DatabaseSync, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
    this.#commits = new GroupCommit(database, now);
  }

  static inMemory(now?: () => number, encryption?: StoreEncryption): SqliteDatabase {
    return new SqliteDatabase(openMemory(encryption), now);
  }

  /**
   * Opens the file, relative to the working directory; creates it and its folder if missing, readable only by
   * this user. Rejects if the file is not writable, or not one of ours.
   */
  static async open(path: string, preparation?: Preparation): Promise<SqliteDatabase> {
    return new SqliteDatabase(await onceFree(() => openFile(resolve(path), preparation)));
  }

  read<Row>(statement: Statement<Row>, values: Values): Promise<readonly Row[]> {
    return onceFree(() => this.#rows(statement, values, this.#now()));
  }

  write<Row>(
    [first, ...others]: readonly [Statement<Row>, ...Statement[]],
    values: Values,
    durability?: Durability,
  ): Promise<readonly Row[]> {
    return this.#commits.write((now) => {
      const rows = this.#rows(first, values, now);
      if (rows.length > 0) for (const statement of others) this.#rows(statement, values, now);
      return rows;
    }, durability);
  }

  /** Freed pages count as room. Counting reads a whole index, and is rarely needed. */
  async measure(rows: number | undefined): Promise<StoreSize> {
    const [found] = await this.read(SIZE, {});
    const { version = 0, bytes = 0 } = found ?? {};
    const isAlone = version === this.#countedVersion && rows !== undefined;
    const [counted] = isAlone ? [{ rows }] : await this.read(COUNT, {});
    this.#countedVersion = version;
    return { rows: counted?.rows ?? 0, bytes };
  }

  /**
   * If another process is using the file, the next purge does it. Writers wait meanwhile, so rewriting a
   * large file is left to the operator.
   */
  async scrub(): Promise<boolean> {
    const path = this.#database.location();
    if (path === null) return true;
    const [size] = await this.read(SIZE, {});
    try {
      if ((size?.bytes ?? 0) <= MAX_VACUUM_BYTES) await vacuumFile(path);
      // Deleted rows are overwritten in the file, but the write-ahead log still has the originals.
      return this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }

  isOfTables(error: unknown): boolean {
    return isOfTables(error);
  }

  async check(form: RowForm): Promise<void> {
    const [found] = await this.read(VERSION, {});
    requireKnown(found?.user_version ?? 0);
    await this.read(statements[form].tables, {});
  }

  async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.#commits.flush();
    this.#commits.rejectWaiting(new Error('the store was closed while another process had its lock'));
    this.#database.close();
  }

  #rows<Row>(statement: Statement<Row>, values: Values, now: number): readonly Row[] {
    let prepared = this.#prepared.get(statement);
    if (!prepared) {
      prepared = this.#database.prepare(statement.text);
      this.#prepared.set(statement, prepared);
    }
    const given: Values = { ...values, now };
    return prepared.all(...statement.names.map((name) => given[name] ?? null)) as Row[];
  }
}

/** Waits while another process has the lock, without blocking this one. */
async function onceFree<Result>(work: () => Result): Promise<Result> {
  const deadlineAt = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadlineAt) throw error;
    }
    await setTimeout(BUSY_STEP_MS);
  }
}
