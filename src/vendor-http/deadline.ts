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
}
