import { type Clock, systemClock } from './clock.js';

/** One budget of time for all attempts of one operation. What waits within it waits on the same clock. */
export class Deadline {
  readonly #end: number;

  /** `budgetMs` from now, of which less may be left. */
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

  /** The same, or one that is no further away than this. */
  within(ms: number): Deadline {
    return ms < this.remainingMs() ? new Deadline(this.budgetMs, this.clock, Math.max(0, ms)) : this;
  }

  /**
   * The result of the work, or of `late` when it takes longer, and longer than `minMs`. The work goes on all
   * the same.
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
