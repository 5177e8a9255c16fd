/**
 * When a read is asked for again. Writes never are. The rule is ours; it is small, and it has to know what left the
 * process, the deadline and the budget at once.
 */

/** Tries per read, the first included. */
export const MAX_ATTEMPTS = 3;
const BASE_MS = 100;
const CAP_MS = 2000;

/** A wait between nothing and a bound that doubles: full jitter keeps callers from coming back together. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

const CAPACITY = 100;
const COST = 10;

/**
 * Tokens that retries are paid with and successes earn back, one per connection pool. A vendor that is down soon
 * gets single tries only, so that retries do not keep it down.
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /** Pays for a retry; false when there is nothing left to pay with. */
  take(): boolean {
    if (this.#tokens < COST) return false;
    this.#tokens -= COST;
    return true;
  }

  earn(): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + 1);
  }
}
