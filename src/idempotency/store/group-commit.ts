/**
 * Group commit for SQLite: the writes of one event loop turn share one transaction, in order. A commit blocks
 * the process until the disk has it; sharing it divides that wait. The wait for another process's lock is
 * unbounded, so it must not block.
 */
import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-file.js';

/**
 * What a resolved write must survive: the end of the process, or a power cut too. A killed process loses
 * nothing that SQLite has passed to the system.
 */
export type Durability = 'PROCESS' | 'POWER_CUT';

/** How long a write waits for another process's lock. */
export const BUSY_MS = 5000;
/** Poll interval for the lock. */
export const BUSY_STEP_MS = 5;

interface Write {
  /** By the clock of `performance`. */
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
  /** As set by `openFile`. */
  #durability: Durability = 'POWER_CUT';

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Runs the work in a transaction, and passes it the time after the lock was obtained. If it throws, it is
   * undone without affecting the other writes of its turn; it may then run twice, so it must only read and
   * write the database.
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
      // In memory, there is no disk to wait for.
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

  /** Rejects the waiting writes. */
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

  /**
   * Waits here rather than in SQLite, which would block the process. Writes that arrive meanwhile join the
   * next try.
   */
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
      // Some failures, such as a full disk, have already ended it.
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
