/**
 * Group commit for SQLite: the writes that are asked for in one turn of the event loop go to the disk in one transaction,
 * in their order. A commit waits for the disk, and blocks the process for as long; one commit for all of them makes that
 * wait a share of each.
 */
import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-schema.js';

/**
 * What a write has to survive when it resolves: the end of the process, or a power cut too. A process that is killed loses
 * nothing that SQLite has handed to the system.
 */
export type Durability = 'PROCESS' | 'POWER_CUT';

interface Write {
  readonly work: (now: number) => unknown;
  readonly durability: Durability;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  #waiting: Write[] = [];
  /** As `openDatabase` leaves it. */
  #durability: Durability = 'POWER_CUT';

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Runs the work in a transaction, with the time after the wait for its lock. Undone when it throws, which the others of
   * its turn do not notice; it may be run a second time then, so it must do nothing but read and write the database.
   */
  write<Result>(work: (now: number) => Result, durability: Durability = 'POWER_CUT'): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ work, durability, resolve: resolve as (result: unknown) => void, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  /** Commits what waits for the end of the turn. Never throws: each write is told. */
  flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length > 0) this.#commit(writes);
  }

  #commit(writes: readonly Write[]): void {
    try {
      const results = this.#transaction(writes);
      for (const [index, { resolve }] of writes.entries()) resolve(results[index]);
    } catch (error) {
      // Alone each would wait as long for the other process again.
      if (writes.length === 1 || isBusy(error)) for (const { reject } of writes) reject(error);
      else for (const write of writes) this.#commit([write]);
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
