import { type Clock, systemClock } from './clock.js';

/** One time budget for all attempts of one operation, on one clock. */
export class Deadline {
  readonly #end: number;

  /** `budgetMs` is the whole budget; `leftMs` is what remains of it. */
  constructor(
    readonly budgetMs: number,
    readonly clock: Clock = systemClock,
    leftMs = budgetMs,
  ) {
    this.#end = clock.now() + leftMs;
  }

  /** Never negative. */
  remainingMs(): number {
    return Math.max(0, this.#end - this.clock.now());
  }

  /** This deadline, or a closer one, `ms` from now. */
  within(ms: number): Deadline {
    return ms < this.remainingMs() ? new Deadline(this.budgetMs, this.clock, Math.max(0, ms)) : this;
  }

  /**
   * Resolves to the result of `work`, or to `late()` once the deadline and `minMs` have both passed. `work`
   * keeps running.
   */
  async race<Result>(work: Promise<Result>, late: () => Result, minMs = 0): Promise<Result> {
    let cancel = () => {};
    const timeout = new Promise<void>((resolve) => {
      cancel = this.clock.after(Math.max(this.remainingMs(), minMs), resolve);
    });
    try {
      return await Promise.race([work, timeout.then(late)]);
    } finally {
      cancel();
    }
  }
}
