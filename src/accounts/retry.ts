/**
 * When to resend a request. The rule is small, and must weigh what was sent, the deadline and the budget
 * together, so it is our own.
 */
import { whenAgain } from '../model/errors.js';
import type { Failure } from '../model/outcome.js';
import type { Deadline } from '../vendor-http/deadline.js';

/** Attempts per call, including the first. */
export const MAX_ATTEMPTS = 3;
/** Minimum time left for a write that waited: one cut short by its deadline has an unknown outcome. */
export const MIN_WRITE_BUDGET_MS = 500;
const BASE_MS = 100;
const CAP_MS = 2000;

/** A random wait below a limit that doubles: full jitter keeps callers from retrying together. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

/** How long to wait before retrying a failed read; undefined if a retry cannot help. */
export function readRetryMs(failure: Failure, attempt: number): number | undefined {
  // Without a hint, retrying a rate-limited call immediately only uses up more of the limit.
  return toldMs(failure) ?? (whenAgain(failure) === 'SOON' ? backoffMs(attempt) : undefined);
}

/**
 * Same for a write: retries only what the vendor says it did not apply, and only if it says when. Jitter
 * keeps callers with the same time from retrying together.
 */
export function writeRetryMs(failure: Failure): number | undefined {
  const waitMs = toldMs(failure);
  return waitMs === undefined ? undefined : waitMs + backoffMs(0);
}

/** The wait that the vendor asks for; undefined if it names none, or if nothing is resent. */
function toldMs(failure: Failure): number | undefined {
  if (whenAgain(failure) === 'NEVER' || !('retryAfterSeconds' in failure)) return undefined;
  return failure.retryAfterSeconds === null ? undefined : failure.retryAfterSeconds * 1000;
}

/** How long to wait before resending a write with an unknown outcome under the vendor's own key. */
export function repeatMs(): number {
  return backoffMs(1);
}

const CAPACITY = 100;
const COST = 10;

/**
 * Tokens that retries spend and successes earn, one budget per connection pool. A failing vendor soon gets
 * single attempts only, so that retries do not keep it down.
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /**
   * Whether a retry after `waitMs` leaves more than `leastMs` before the deadline, and the budget pays for
   * it.
   */
  pays(waitMs: number, attempt: number, deadline: Deadline, leastMs = 0): boolean {
    return waitMs + leastMs < deadline.remainingMs() && attempt < MAX_ATTEMPTS && this.take();
  }

  /** Pays for a retry; false if the budget is spent. */
  take(): boolean {
    if (this.#tokens < COST) return false;
    this.#tokens -= COST;
    return true;
  }

  earn(): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + 1);
  }
}
