/**
 * Group commit for SQLite: the writes of one turn of the event loop go to the disk in one
 * transaction, in their order. A commit waits for the disk, and blocks the process for as long; one commit
 * for all of them makes that wait a share of each. The wait for another process that has the lock has no end
 * that we know of, so it blocks nothing.
 */
import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-file.js';

/**
 * What a write has to survive when it resolves: the end of the process, or a power cut too. A process that is
 * killed loses nothing that SQLite has handed to the system.
 */
export type Durability = 'PROCESS' | 'POWER_CUT';

/** How long a write waits for another process that has the lock. */
export const BUSY_MS = 5000;
/** How often it looks whether the lock is free. */
export const BUSY_STEP_MS = 5;

interface Write {
  /** On the clock of `performance`. */
  readonly deadlineAt: number;
  readonly work: (now: number) => unknown;
  readonly durability: Durability;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  #waiting: Write[] = [];
  /** As `openFile` leaves it. */
  #durability: Durability = 'POWER_CUT';

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Runs the work in a transaction, with the time after the wait for its lock. Undone when it throws, which
   * the others of its turn do not notice; it may be run a second time then, so it must do nothing but read
   * and write the database.
   */
  write<Result>(work: (now: number) => Result, durability: Durability = 'POWER_CUT'): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const deadlineAt = performance.now() + BUSY_MS;
      this.#waiting.push({
        deadlineAt,
        work,
        durability,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      // In memory there is no disk to wait for.
      if (this.#database.location() === null) this.flush();
      else if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  /**
   * Commits what waits for the end of the turn, or for the lock. Never throws: each write gets its own
   * result.
   */
  flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length > 0) this.#commit(writes);
  }

  /** Rejects what still waits. */
  rejectWaiting(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  #commit(writes: readonly Write[]): void {
    try {
      const results = this.#transaction(writes);
      for (const [index, { resolve }] of writes.entries()) resolve(results[index]);
    } catch (error) {
      if (isBusy(error)) this.#wait(writes, error);
      else if (writes.length === 1) for (const { reject } of writes) reject(error);
      else for (const write of writes) this.#commit([write]);
    }
  }

  /** Not in SQLite, which would block the process. Writes that arrive meanwhile go with the next try. */
  #wait(writes: readonly Write[], error: unknown): void {
    const now = performance.now();
    for (const write of writes) {
      if (write.deadlineAt <= now) write.reject(error);
      else if (this.#waiting.push(write) === 1) setTimeout(() => this.flush(), BUSY_STEP_MS);
    }
  }

  #transaction(writes: readonly Write[]): unknown[] {
    this.#setDurability(writes.every(({ durability }) => durability === 'PROCESS') ? 'PROCESS' : 'POWER_CUT');
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const now = this.#now();
      const results = writes.map(({ work }) => work(now));
      this.#database.exec('COMMIT');
      return results;
    } catch (error) {
      // Some failures, a full disk among them, have ended it already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #setDurability(durability: Durability): void {
    if (durability === this.#durability) return;
    this.#database.exec(`PRAGMA synchronous = ${durability === 'POWER_CUT' ? 'FULL' : 'NORMAL'}`);
    this.#durability = durability;
  }
}
