/**
 * Finishes attempts without a waiting caller: undecided ones due for a check, abandoned ones, and expired
 * ones.
 */
import { randomUUID } from 'node:crypto';
import { Deadline } from '../vendor-http/deadline.js';
import { type IdempotentWrites, LEASE_EXTRA_MS } from './attempts.js';
import type { Attempt, AttemptStore } from './store/store.js';

const INTERVAL_MS = 1000;
const PURGE_EVERY = 600;
const BATCH = 20;

export class AttemptSweep {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  #rounds = 0;
  readonly #owner = randomUUID();

  constructor(
    private readonly store: AttemptStore,
    private readonly adds: IdempotentWrites,
    private readonly options: {
      readonly deadlineMs: number;
      readonly intervalMs?: number;
      /** Called when a round fails; the next one retries. */
      readonly failed: (error: unknown) => void;
      readonly succeeded?: () => void;
    },
  ) {}

  /** After a full batch, starts the next round immediately. */
  start(waitMs = this.options.intervalMs ?? INTERVAL_MS): void {
    // Schedule the next round only after this one: at a hanging vendor, rounds would pile up, and a stop
    // would wait for all of them.
    this.#timer = setTimeout(() => {
      this.#running = this.#round().then((wasFull) => {
        if (!this.#isStopped) this.start(wasFull ? 0 : undefined);
      });
    }, waitMs);
    this.#timer.unref();
  }

  /** Resolves when the current round is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Returns whether more attempts may be due. */
  async #round(): Promise<boolean> {
    try {
      const due = await this.store.takeDue(this.#owner, this.options.deadlineMs + LEASE_EXTRA_MS, BATCH);
      await Promise.all(due.map((attempt) => this.#look(attempt)));
      if (this.#rounds % PURGE_EVERY === 0) await this.store.purge();
      this.#rounds += 1;
      this.options.succeeded?.();
      return due.length === BATCH;
    } catch (error) {
      this.options.failed(error);
      return false;
    }
  }

  async #look(attempt: Attempt): Promise<void> {
    // A PENDING attempt was never sent, and only its caller has the request: release the key.
    if (attempt.state === 'PENDING') {
      await this.adds.abandon(attempt);
      return;
    }
    await this.adds.resolve(attempt, new Deadline(this.options.deadlineMs, this.adds.clock));
  }
}
