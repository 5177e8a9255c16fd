/**
 * When to send a request again. The rule is ours; it is small, and it has to know what left the process, the
 * deadline and the budget at once.
 */
import { whenAgain } from '../model/errors.js';
import type { Failure } from '../model/outcome.js';
import type { Deadline } from '../vendor-http/deadline.js';

/** Tries per call, the first included. */
export const MAX_ATTEMPTS = 3;
/** Left of the deadline for a write that waited: one that is cut short by it has an unknown outcome. */
export const MIN_WRITE_BUDGET_MS = 500;
const BASE_MS = 100;
const CAP_MS = 2000;

/** A wait between nothing and a bound that doubles: full jitter keeps callers from coming back together. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

/** How long to wait before a failed read is tried again; undefined when that is of no use. */
export function readRetryMs(failure: Failure, attempt: number): number | undefined {
  // Without a hint, asking a vendor that limits us again at once only spends more of the limit.
  return toldMs(failure) ?? (whenAgain(failure) === 'SOON' ? backoffMs(attempt) : undefined);
}

/**
 * The same for a write: only what the vendor says that it did not carry out, and only when it says when to
 * come again. Callers with the same time do not come back together.
 */
export function writeRetryMs(failure: Failure): number | undefined {
  const waitMs = toldMs(failure);
  return waitMs === undefined ? undefined : waitMs + backoffMs(0);
}

/** The wait that the vendor asks for; undefined where it names none, or where nothing is sent again. */
function toldMs(failure: Failure): number | undefined {
  if (whenAgain(failure) === 'NEVER' || !('retryAfterSeconds' in failure)) return undefined;
  return failure.retryAfterSeconds === null ? undefined : failure.retryAfterSeconds * 1000;
}

/** How long to wait before a write whose outcome is unknown is sent again under the vendor's own key. */
export function repeatMs(): number {
  return backoffMs(1);
}

const CAPACITY = 100;
const COST = 10;

/**
 * Tokens that retries are paid with and successes earn back, one per connection pool. A vendor that is down
 * soon gets single tries only, so that retries do not keep it down.
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /**
   * Whether a retry after `waitMs` leaves more than `leastMs` of the deadline, and the budget pays for it.
   */
  pays(waitMs: number, attempt: number, deadline: Deadline, leastMs = 0): boolean {
    return waitMs + leastMs < deadline.remainingMs() && attempt < MAX_ATTEMPTS && this.take();
  }

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
