/** The attempts in a database: every store operation, written once for SQLite and PostgreSQL. */
import { DEFAULT_BOUNDS, type StoreBounds } from '../../config/store-bounds.js';
import { NO_ENCRYPTION, type StoreEncryption } from '../../config/store-keys.js';
import type { Durability } from './group-commit.js';
import { CLEAR, digestOf, encryptedFormat, type RowFormat } from './row-format.js';
import { SizeBound, type StoreFill, type StoreSize } from './size-bound.js';
import type { RowForm, Statement, Statements, StatementsByForm, Values } from './statements.js';
import {
  type Attempt,
  type AttemptChange,
  type AttemptStore,
  type NewAttempt,
  StoreFullError,
  StoreSchemaError,
  type Unsettled,
} from './store.js';
import { indexKeyOf, openKeys } from './store-keys.js';

export interface SqlDatabase {
  readonly statements: StatementsByForm;
  read<Row>(statement: Statement<Row>, values: Values): Promise<readonly Row[]>;
  /**
   * Runs the statements atomically, those after the first only if the first returns a row, and resolves to
   * the first's rows. Durable once resolved, by default also against a power cut.
   */
  write<Row>(
    statements: readonly [Statement<Row>, ...Statement[]],
    values: Values,
    durability?: Durability,
  ): Promise<readonly Row[]>;
  /** Whether a statement failed because a table or column is missing. */
  isOfTables(error: unknown): boolean;
  /** `rows`: the number of attempts if only this process has written since they were counted. */
  measure(rows: number | undefined): Promise<StoreSize>;
  /** Erases deleted data from the files too. Returns whether that is done, as far as the database can. */
  scrub(): Promise<boolean>;
  /** Rejects if the database is unusable. Writes nothing. */
  check(form: RowForm): Promise<void>;
  close(): Promise<void>;
}

/** Bounded, so that a purge after a long pause does not block the process or other writers. */
const PURGED_AT_ONCE = 200;

export class AttemptRepository implements AttemptStore {
  readonly #database: SqlDatabase;
  readonly #encryption: StoreEncryption;
  readonly #bound: SizeBound;
  #format: RowFormat = CLEAR;
  #indexKey: Buffer | undefined;
  #isScrubDue = false;

  constructor(
    database: SqlDatabase,
    encryption: StoreEncryption = NO_ENCRYPTION,
    bounds: StoreBounds = DEFAULT_BOUNDS,
  ) {
    this.#database = database;
    this.#encryption = encryption;
    this.#bound = new SizeBound((rows) => database.measure(rows), bounds);
    // Not awaited here: a write that comes earlier waits for it.
    void this.#bound.isFull();
  }

  /** Rejects with a StoreKeyError if the process lacks one of the store's keys. */
  static async open(
    database: SqlDatabase,
    encryption: StoreEncryption,
    bounds: StoreBounds,
  ): Promise<AttemptRepository> {
    const repository = new AttemptRepository(database, encryption, bounds);
    await repository.#followFormat();
    return repository;
  }

  async claim(attempt: NewAttempt) {
    const isFull = this.#bound.isFull();
    // If the bound is known, the claim is in flight when this returns.
    if (isFull === true || (isFull && (await isFull))) return this.#claimed(attempt);
    return this.#run(async (sql, format) => {
      const { id, leaseMs } = attempt;
      const values = {
        operation: 'ADD',
        ...attempt,
        ...keyOf(format),
        ...format.rowOf(id, attempt),
        leaseMs: wholeMs(leaseMs),
      };
      for (;;) {
        // Nothing has been sent yet, so a power cut loses nothing with the claim. The change before the
        // request waits for the disk, and makes the claim durable too.
        const [made] = await this.#database.write([sql.claim], values, 'PROCESS');
        if (made) {
          this.#bound.add(1);
          return this.#withdrawIfConcurrent(format.attemptOf(made));
        }
        const present = (await this.get(attempt.id)) ?? (await this.find(attempt.lookupId));
        if (present) return { claimed: false, attempt: present };
        // It expired between the two statements, or the key is no longer in use.
        await this.#useKey(sql, format);
      }
    });
  }

  /** Returns the attempt that already has the key, which needs no room. */
  async #claimed({ id, lookupId }: NewAttempt) {
    const present = (await this.get(id)) ?? (await this.find(lookupId));
    if (!present) throw new StoreFullError();
    return { claimed: false, attempt: present };
  }

  /**
   * If two customers claim one key concurrently, at least the later one sees the other here, and withdraws.
   */
  #withdrawIfConcurrent(made: Attempt) {
    const { id, lookupId } = made;
    return this.#run(async (sql, format) => {
      const [concurrent] = sql.concurrent ? await this.#database.read(sql.concurrent, { id, lookupId }) : [];
      if (!concurrent) return { claimed: true, attempt: made };
      await this.#database.write([sql.withdraw], { id });
      return { claimed: false, attempt: format.attemptOf(concurrent) };
    });
  }

  get(id: string): Promise<Attempt | undefined> {
    return this.#run(async ({ get }, format) => {
      const [row] = await this.#database.read(get, { id });
      return row && format.attemptOf(row);
    });
  }

  find(lookupId: string): Promise<Attempt | undefined> {
    return this.#run(async ({ find }, format) => {
      const [row] = await this.#database.read(find, { lookupId });
      return row && format.attemptOf(row);
    });
  }

  change(id: string, epoch: number, change: AttemptChange): Promise<Attempt | undefined> {
    return this.#run(async (sql, format) => {
      const set = { ...timesOf(change), ...format.rowOf(id, change) };
      const { contactId } = change;
      const statements = sql.change(Object.keys(set), contactId !== undefined);
      const noted = contactId === undefined ? {} : format.contactIn(contactId);
      const values = { ...set, ...noted, ...keyOf(format), id, epoch };
      const [row] = await this.#database.write(statements, values);
      if (row) return format.attemptOf(row);
      if (!(await this.#useKey(sql, format))) return undefined;
      const [again] = await this.#database.write(statements, values);
      return again && format.attemptOf(again);
    });
  }

  claimContact(attemptId: string, contactId: string): Promise<boolean> {
    return this.#run(async (sql, format) => {
      const values = { id: attemptId, ...format.contactIn(contactId) };
      return (await this.#database.write([sql.claimContact], values)).length > 0;
    });
  }

  holders(attemptId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#run(async (sql, format) => {
      const noted = new Map(
        contactIds.flatMap((id) => format.notesOf(id).map((note) => [note, id] as const)),
      );
      const values = { id: attemptId, contactIds: JSON.stringify([...noted.keys()]) };
      const rows = await this.#database.read(sql.holders, values);
      return new Map(rows.map((row) => [noted.get(row.contactId) ?? row.contactId, row.attemptId]));
    });
  }

  undecided(account: string, customerId: string): Promise<readonly Attempt[]> {
    return this.#run(async (sql, format) => {
      const rows = await this.#database.read(sql.undecided, { account, ...format.customerIn(customerId) });
      return rows.map(format.attemptOf);
    });
  }

  takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]> {
    const values = { owner, leaseMs: wholeMs(leaseMs), limit: Math.max(0, limit) };
    return this.#run(async (sql, format) =>
      (await this.#database.write([sql.takeDue], values)).map(format.attemptOf),
    );
  }

  size(): Promise<StoreFill> {
    return this.#bound.size();
  }

  adopt(id: string, adopter: string): Promise<boolean> {
    return this.#run(async (sql) => (await this.#database.write([sql.adopt], { id, adopter })).length > 0);
  }

  unsettled(limit: number): Promise<readonly Unsettled[]> {
    return this.#run((sql) => this.#database.read(sql.unsettled, { limit }));
  }

  callerName(callerId: string): string {
    return this.#indexKey ? digestOf(this.#indexKey, 'caller', callerId) : callerId;
  }

  async now(): Promise<number> {
    const [row] = await this.#database.read(this.#sql.time, {});
    if (!row) throw new Error('The store returned no time.');
    return row.now;
  }

  async isLeased({ leaseUntil }: Attempt): Promise<boolean> {
    if (leaseUntil === null) return false;
    const [row] = await this.#database.read(this.#sql.isLeased, { leaseUntil });
    return Boolean(row?.isLeased);
  }

  takeLease(name: string, owner: string, ms: number): Promise<boolean> {
    return this.#run(async (sql, format) => {
      const values = { ...format.leaseIn(name), owner, ms: wholeMs(ms) };
      // A file's owners are all on its machine: a power cut that loses the lease ends its process too.
      return (await this.#database.write([sql.takeLease], values, 'PROCESS')).length > 0;
    });
  }

  async releaseLease(name: string, owner: string): Promise<void> {
    await this.#run((sql, format) =>
      this.#database.write([sql.releaseLease], { ...format.leaseIn(name), owner }, 'PROCESS'),
    );
  }

  async purge(): Promise<number> {
    await this.#database.write([this.#sql.purgeLeases], {}, 'PROCESS');
    for (let purged = 0; ; ) {
      const { length } = await this.#run((sql) =>
        this.#database.write([sql.purge], { limit: PURGED_AT_ONCE }),
      );
      purged += length;
      this.#bound.add(-length);
      if (length === PURGED_AT_ONCE) continue;
      if (purged > 0) this.#bound.forget();
      this.#isScrubDue ||= purged > 0;
      if (this.#isScrubDue) this.#isScrubDue = !(await this.#database.scrub());
      return purged;
    }
  }

  async check(): Promise<void> {
    try {
      await this.#run(() => this.#database.check(this.#format.form));
    } catch (error) {
      throw this.#database.isOfTables(error)
        ? new StoreSchemaError('a table, a column or a permission is missing', { cause: error })
        : error;
    }
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** Re-adds our key if a rekey, which found no row under it, has removed it. Returns whether it did. */
  async #useKey({ useKey }: Statements, { key }: RowFormat): Promise<boolean> {
    if (!key) return false;
    return (await this.#database.write([useKey], { id: key.id, wrapped: key.wrapped })).length > 0;
  }

  get #sql(): Statements {
    return this.#database.statements[this.#format.form];
  }

  /** Reruns the work if its statements failed because another process has started encryption. */
  async #run<Result>(work: (sql: Statements, format: RowFormat) => Promise<Result>): Promise<Result> {
    const format = this.#format;
    try {
      return await work(this.#sql, format);
    } catch (error) {
      if (!this.#database.isOfTables(error)) throw error;
      await this.#followFormat();
      if (this.#format === format) throw error;
      return work(this.#sql, this.#format);
    }
  }

  /** The row format changes only once: from plain text to encrypted. */
  async #followFormat(): Promise<void> {
    if (this.#format.form === 'encrypted') return;
    const found = await this.#database.read(this.#sql.keys, {});
    const opened = openKeys(found, this.#encryption);
    this.#indexKey = opened?.indexKey ?? indexKeyOf(found, this.#encryption);
    if (opened) this.#format = encryptedFormat(opened);
  }
}

function keyOf({ key }: RowFormat): Values {
  return key ? { key: key.id } : {};
}

/** What a change sets, apart from values that a row may hold encrypted. */
function timesOf({ state, checks, lease, dueInMs, expiresInMs }: AttemptChange): Values {
  return {
    ...(state !== undefined && { state }),
    ...(checks !== undefined && { checks }),
    ...(lease !== undefined && { owner: lease?.owner ?? null, leaseMs: wholeMs(lease?.ms ?? null) }),
    ...(dueInMs !== undefined && { dueInMs: wholeMs(dueInMs) }),
    ...(expiresInMs !== undefined && { expiresInMs: wholeMs(expiresInMs) }),
  };
}

/** Whole milliseconds: backoff with jitter is rarely whole, and no store keeps fractions. */
function wholeMs<Ms extends number | null>(ms: Ms): Ms | number {
  if (ms === null) return ms;
  if (!Number.isFinite(ms)) throw new RangeError(`A duration is a number of milliseconds, not ${ms}.`);
  return Math.round(ms);
}
