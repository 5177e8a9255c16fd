/** One budget of time for all attempts of one operation, on the monotonic clock. */
export class Deadline {
  readonly #end: number;

  /** `budgetMs` from now. */
  constructor(readonly budgetMs: number) {
    this.#end = performance.now() + budgetMs;
  }

  /** Never negative. */
  remainingMs(): number {
    return Math.max(0, this.#end - performance.now());
  }
}
