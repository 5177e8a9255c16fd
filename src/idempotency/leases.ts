/**
 * Serializes conflicting writes across replicas: each runs under a lease in the store, named after what it
 * changes.
 *
 * A process queues its own requests, and only the first one asks the store. The queue passes a lease from
 * request to request for a moment, then releases it, so that other replicas get their turn. Nothing starts
 * after its deadline, and no deadline is later than the end of the lease: a process that was suspended and
 * lost it finds its deadline over, and sends nothing.
 */
import { randomUUID } from 'node:crypto';
import { failed, type Outcome } from '../model/outcome.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { LEASE_HELD, LEASES_DOWN } from './failures.js';
import type { LeaseStore } from './store/store.js';

/** How long a process passes a lease from one of its requests to the next. */
const TURN_MS = 500;
/** Poll intervals for a lease that another replica holds. */
const MIN_POLL_MS = 5;
const MAX_POLL_MS = 80;
/** How long a process leaves the lease to others after its turn. */
const YIELD_MS = 100;

/** One use of a lease by this process, shared by the requests that run under it in turn. */
export class Turn {
  constructor(
    readonly owner: string,
    /** By the process's clock. */
    readonly startedAt: number,
    readonly endsAt: number,
  ) {}
}

/** `deadline` is the caller's, or the end of the lease if that is earlier. */
export type LeasedWork<Result> = (deadline: Deadline, turn: Turn) => Promise<Outcome<Result>>;

interface Waiter {
  run(turn: Turn): Promise<void>;
  fail(failure: typeof LEASE_HELD): void;
}

export class Leases {
  readonly #lines = new Map<string, Waiter[]>();

  /** `leaseMs` must exceed every deadline, because leases are not renewed. */
  constructor(
    private readonly store: LeaseStore,
    private readonly leaseMs: number,
    private readonly clock: Clock = systemClock,
  ) {}

  /**
   * Runs the work while no other work holds the same lease. Fails as unavailable, without running it, if the
   * lease does not become free before the deadline.
   */
  run<Result>(name: string, deadline: Deadline, work: LeasedWork<Result>): Promise<Outcome<Result>> {
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(name) ?? [];
      const waiter: Waiter = {
        run: async (turn) => {
          cancel();
          try {
            resolve(await work(deadline.within(turn.endsAt - this.clock.now()), turn));
          } catch (error) {
            reject(error);
          }
        },
        fail: (failure) => {
          cancel();
          resolve(failed(failure));
        },
      };
      const cancel = deadline.clock.after(deadline.remainingMs(), () => {
        const at = line.indexOf(waiter);
        if (at >= 0) line.splice(at, 1);
        waiter.fail(LEASE_HELD);
      });
      line.push(waiter);
      if (this.#lines.has(name)) return;
      this.#lines.set(name, line);
      void this.#serve(name, line);
    });
  }

  async #serve(name: string, line: Waiter[]): Promise<void> {
    while (line.length > 0) {
      const turn = await this.#take(name, line);
      if (!turn) continue;
      for (let next = line.shift(); next; next = this.#isOver(turn) ? undefined : line.shift()) {
        await next.run(turn);
      }
      const released = this.#release(name, turn.owner);
      if (line.length > 0) await Promise.all([released, this.clock.sleep(YIELD_MS)]);
    }
    this.#lines.delete(name);
  }

  #isOver({ startedAt }: Turn): boolean {
    return this.clock.now() - startedAt > TURN_MS;
  }

  /** Undefined once no request waits for the lease. */
  async #take(name: string, line: Waiter[]): Promise<Turn | undefined> {
    const owner = randomUUID();
    for (let pollMs = MIN_POLL_MS; line.length > 0; pollMs = Math.min(2 * pollMs, MAX_POLL_MS)) {
      // Measured before the store's time, so that the lease never ends earlier than assumed.
      const startedAt = this.clock.now();
      try {
        if (await this.store.takeLease(name, owner, this.leaseMs)) {
          return new Turn(owner, startedAt, startedAt + this.leaseMs);
        }
      } catch {
        // Fail all of them: the next one would wait for the same store.
        for (const waiter of line.splice(0)) waiter.fail(LEASES_DOWN);
        // The store may have granted it all the same.
        await this.#release(name, owner);
        return undefined;
      }
      await this.clock.sleep(pollMs * (0.5 + Math.random() / 2));
    }
    return undefined;
  }

  /** If this fails, the lease expires by itself. */
  #release(name: string, owner: string): Promise<void> {
    return this.store.releaseLease(name, owner).catch(() => undefined);
  }
}
