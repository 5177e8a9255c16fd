import { type Clock, systemClock } from './clock.js';

/** One budget of time for all attempts of one operation. What waits within it waits on the same clock. */
export class Deadline {
  readonly #end: number;

  /** `budgetMs` from now. */
  constructor(
    readonly budgetMs: number,
    readonly clock: Clock = systemClock,
  ) {
    this.#end = clock.now() + budgetMs;
  }

  /** Never negative. */
  remainingMs(): number {
    return Math.max(0, this.#end - this.clock.now());
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
