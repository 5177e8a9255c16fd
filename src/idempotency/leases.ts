/**
 * Lets writes that must not run beside each other run one after the other, across replicas: each runs under
 * a lease of the store, named after what it changes.
 *
 * The requests of one process wait in a line of their own, and only the first of them asks the store. The
 * line passes a lease on to the next request for a moment, then releases it, so that other replicas get
 * their turn. Nothing starts after its deadline, and no deadline is later than the end of the lease: whoever
 * lost it, because its process stood still, finds its deadline over and sends nothing.
 */
import { randomUUID } from 'node:crypto';
import { failed, type Outcome } from '../model/outcome.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { LEASE_HELD, LEASES_DOWN } from './failures.js';
import type { LeaseStore } from './store/store.js';

/** For so long a process passes a lease on from one of its requests to the next. */
const TURN_MS = 500;
/** Waits between two looks at a lease that another replica has. */
const MIN_POLL_MS = 5;
const MAX_POLL_MS = 80;
/** After its turn a process leaves the lease alone for this long, so that others find it free. */
const YIELD_MS = 100;

/** One use of a lease by this process, shared by the requests that run under it one after the other. */
export class Turn {
  constructor(
    readonly owner: string,
    /** On the clock of the process. */
    readonly startedAt: number,
    readonly endsAt: number,
  ) {}
}

/** `deadline` is that of the caller, or the end of the lease where that comes first. */
export type LeasedWork<Result> = (deadline: Deadline, turn: Turn) => Promise<Outcome<Result>>;

interface Waiter {
  run(turn: Turn): Promise<void>;
  fail(failure: typeof LEASE_HELD): void;
}

export class Leases {
  readonly #lines = new Map<string, Waiter[]>();

  /** `leaseMs`: longer than any deadline, for nobody renews a lease. */
  constructor(
    private readonly store: LeaseStore,
    private readonly leaseMs: number,
    private readonly clock: Clock = systemClock,
  ) {}

  /**
   * Runs the work while nobody else runs any under the same lease. Fails as unavailable, and without running
   * it, when the lease does not come free within the deadline.
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

  /** Undefined when nobody waits for the lease any more. */
  async #take(name: string, line: Waiter[]): Promise<Turn | undefined> {
    const owner = randomUUID();
    for (let pollMs = MIN_POLL_MS; line.length > 0; pollMs = Math.min(2 * pollMs, MAX_POLL_MS)) {
      // Before the store counts, so that the lease does not end earlier than we think.
      const startedAt = this.clock.now();
      try {
        if (await this.store.takeLease(name, owner, this.leaseMs)) {
          return new Turn(owner, startedAt, startedAt + this.leaseMs);
        }
      } catch {
        // All of them: whoever asked next would wait for the same store.
        for (const waiter of line.splice(0)) waiter.fail(LEASES_DOWN);
        // It may have been given all the same.
        await this.#release(name, owner);
        return undefined;
      }
      await this.clock.sleep(pollMs * (0.5 + Math.random() / 2));
    }
    return undefined;
  }

  /** One that cannot be released ends by itself. */
  #release(name: string, owner: string): Promise<void> {
    return this.store.releaseLease(name, owner).catch(() => undefined);
  }
}
