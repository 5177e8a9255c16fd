/** The attempts in a database: every operation of the store, written once for SQLite and PostgreSQL. */
import type { JsonObject } from '../../model/contact.js';
import type { Durability } from './group-commit.js';
import type { AttemptRow, ChangeValues, Statement, Statements, Values } from './statements.js';
import type { Attempt, AttemptChange, AttemptStore, NewAttempt, Unsettled } from './store.js';

export interface SqlDatabase {
  readonly statements: Statements;
  read<Row>(statement: Statement<Row>, values: Values): Promise<readonly Row[]>;
  /**
   * Runs the statements together or not at all, those after the first only where the first gives a row, and
   * resolves to the rows of the first. Durable when it resolves, against a power cut too unless told
   * otherwise.
   */
  write<Row>(
    statements: readonly [Statement<Row>, ...Statement[]],
    values: Values,
    durability?: Durability,
  ): Promise<readonly Row[]>;
  /** Rejects when the database cannot be used. Writes nothing. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** So that a purge after a long pause holds up neither the process nor others who write. */
const PURGED_AT_ONCE = 200;

export class AttemptRepository implements AttemptStore {
  readonly #database: SqlDatabase;
  readonly #sql: Statements;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#sql = database.statements;
  }

  async claim(attempt: NewAttempt) {
    const values = { ...attempt, leaseMs: wholeMs(attempt.leaseMs) };
    for (;;) {
      // Nothing was sent yet: should the machine lose its power, nothing is lost with the claim. Waiting for
      // the disk is for the change that comes before the request, which puts the claim there too.
      const [made] = await this.#database.write([this.#sql.claim], values, 'PROCESS');
      if (made) return this.#withdrawIfConcurrent(restored(made));
      const present = (await this.get(attempt.id)) ?? (await this.find(attempt.lookupId));
      if (present) return { claimed: false, attempt: present };
      // It was forgotten between the two statements.
    }
  }

  /**
   * Of two customers that claim one key at the same time, at least the later one sees the other here, and
   * withdraws.
   */
  async #withdrawIfConcurrent(made: Attempt) {
    const { id, lookupId } = made;
    const concurrent =
      this.#sql.concurrent && firstOf(await this.#database.read(this.#sql.concurrent, { id, lookupId }));
    if (!concurrent) return { claimed: true, attempt: made };
    await this.#database.write([this.#sql.withdraw], { id });
    return { claimed: false, attempt: concurrent };
  }

  async get(id: string): Promise<Attempt | undefined> {
    return firstOf(await this.#database.read(this.#sql.get, { id }));
  }

  async find(lookupId: string): Promise<Attempt | undefined> {
    return firstOf(await this.#database.read(this.#sql.find, { lookupId }));
  }

  async change(id: string, epoch: number, change: AttemptChange): Promise<Attempt | undefined> {
    const set = valuesOf(change);
    const { contactId } = change;
    const statements = this.#sql.change(Object.keys(set), contactId !== undefined);
    return firstOf(
      await this.#database.write(statements, { ...set, id, epoch, contactId: contactId ?? null }),
    );
  }

  async adopt(id: string, adopter: string): Promise<boolean> {
    return (await this.#database.write([this.#sql.adopt], { id, adopter })).length > 0;
  }

  async claimContact(attemptId: string, contactId: string): Promise<boolean> {
    const noted = await this.#database.write([this.#sql.claimContact], { id: attemptId, contactId });
    return noted.length > 0;
  }

  async holders(attemptId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const values = { id: attemptId, contactIds: JSON.stringify(contactIds) };
    const rows = await this.#database.read(this.#sql.holders, values);
    return new Map(rows.map((row) => [row.contactId, row.attemptId]));
  }

  async undecided(account: string, customerId: string): Promise<readonly Attempt[]> {
    return (await this.#database.read(this.#sql.undecided, { account, customerId })).map(restored);
  }

  async takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]> {
    const values = { owner, leaseMs: wholeMs(leaseMs), limit: Math.max(0, limit) };
    return (await this.#database.write([this.#sql.takeDue], values)).map(restored);
  }

  unsettled(limit: number): Promise<readonly Unsettled[]> {
    return this.#database.read(this.#sql.unsettled, { limit });
  }

  async now(): Promise<number> {
    const [row] = await this.#database.read(this.#sql.time, {});
    if (!row) throw new Error('The store told no time.');
    return row.now;
  }

  async isLeased({ leaseUntil }: Attempt): Promise<boolean> {
    if (leaseUntil === null) return false;
    const [row] = await this.#database.read(this.#sql.isLeased, { leaseUntil });
    return Boolean(row?.isLeased);
  }

  async takeLease(name: string, owner: string, ms: number): Promise<boolean> {
    // All owners of a file are on its machine: whoever lost a lease with the power lost its process too.
    const values = { name, owner, ms: wholeMs(ms) };
    return (await this.#database.write([this.#sql.takeLease], values, 'PROCESS')).length > 0;
  }

  async releaseLease(name: string, owner: string): Promise<void> {
    await this.#database.write([this.#sql.releaseLease], { name, owner }, 'PROCESS');
  }

  async purge(): Promise<number> {
    await this.#database.write([this.#sql.purgeLeases], {}, 'PROCESS');
    for (let purged = 0; ; ) {
      const { length } = await this.#database.write([this.#sql.purge], { limit: PURGED_AT_ONCE });
      purged += length;
      if (length < PURGED_AT_ONCE) return purged;
    }
  }

  check(): Promise<void> {
    return this.#database.check();
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

function valuesOf({ lease, evidence, answer, dueInMs, expiresInMs, ...change }: AttemptChange): ChangeValues {
  return {
    ...(change.state !== undefined && { state: change.state }),
    ...(change.checks !== undefined && { checks: change.checks }),
    ...(change.customerId !== undefined && { customerId: change.customerId }),
    ...(lease !== undefined && { owner: lease?.owner ?? null, leaseMs: wholeMs(lease?.ms ?? null) }),
    ...(evidence !== undefined && { evidence: jsonText(evidence) }),
    ...(answer !== undefined && { answer: jsonText(answer) }),
    ...(dueInMs !== undefined && { dueInMs: wholeMs(dueInMs) }),
    ...(expiresInMs !== undefined && { expiresInMs: wholeMs(expiresInMs) }),
  };
}

function firstOf(rows: readonly AttemptRow[]): Attempt | undefined {
  return rows[0] && restored(rows[0]);
}

/** A copy that shares nothing with what is stored. */
function restored(row: AttemptRow): Attempt {
  return { ...row, evidence: jsonOf(row.evidence), answer: jsonOf(row.answer) };
}

function jsonOf(text: string | null): JsonObject | null {
  return text === null ? null : (JSON.parse(text) as JsonObject);
}

function jsonText(value: object | null): string | null {
  return value && JSON.stringify(value);
}

/** Whole milliseconds: backoff with jitter is rarely a whole number, and no store keeps fractions. */
function wholeMs<Ms extends number | null>(ms: Ms): Ms | number {
  if (ms === null) return ms;
  if (!Number.isFinite(ms)) throw new RangeError(`A duration is a number of milliseconds, not ${ms}.`);
  return Math.round(ms);
}
