/** One caller's concurrent requests, across all replicas that share the limit. */
import { LimitedQueue, type LimitedQueueOptions } from '../../accounts/limited-queue.js';
import type { Clock } from '../../vendor-http/clock.js';

/** Longer than another replica takes to return an unneeded slot. */
const PATIENCE_MS = 1500;
/** Return the part of the limit after this long without a request. */
const IDLE_MS = 1000;

export interface CallerSlotsOptions extends Pick<LimitedQueueOptions, 'concurrency' | 'shared'> {
  readonly clock: Clock;
  /** Called after nothing has run for a while. */
  readonly left: () => void;
}

export class CallerSlots {
  readonly #queue: LimitedQueue;
  #cancelIdle = () => {};

  constructor(private readonly options: CallerSlotsOptions) {
    this.#queue = new LimitedQueue(options, options.clock, () => {});
  }

  /** Undefined if the caller has no slot left. Waits only while another replica may hold one. */
  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    const queue = this.#queue;
    this.#cancelIdle();
    if (queue.pending + queue.waiting() >= this.options.concurrency) return undefined;
    try {
      return await (queue.isFree ? queue.add(task) : this.#runInTurn(task));
    } finally {
      if (queue.pending === 0 && queue.waiting() === 0) this.#leaveLater();
    }
  }

  /** Returns everything it holds. */
  close(): Promise<void> {
    this.#cancelIdle();
    return this.#queue.idle();
  }

  async #runInTurn<T>(task: () => Promise<T>): Promise<T | undefined> {
    const turn = new AbortController();
    const cancelTimeout = this.options.clock.after(PATIENCE_MS, () => turn.abort());
    const started = () => {
      cancelTimeout();
      return task();
    };
    try {
      return await this.#queue.add(started, { signal: turn.signal, priority: 0 });
    } catch (error) {
      if (turn.signal.aborted) return undefined;
      throw error;
    } finally {
      cancelTimeout();
    }
  }

  #leaveLater(): void {
    const { shared, clock, left } = this.options;
    if (shared) this.#cancelIdle = clock.after(IDLE_MS, left);
    else left();
  }
}
