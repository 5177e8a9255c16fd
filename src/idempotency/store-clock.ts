/**
 * The store's time in a process whose own clock may be wrong: the store's last timestamp plus the time
 * elapsed since, by a monotonic clock. All replicas agree on it.
 */
import type { Deadline } from '../vendor-http/deadline.js';
import type { Attempt } from './store/store.js';

/** Milliseconds since 1970, never ahead of the store's own. */
export type StoreClock = () => number;

/** Call it right after the change that stamped the attempt. */
export function storeClock({ updatedAt }: Pick<Attempt, 'updatedAt'>): StoreClock {
  const seenAt = performance.now();
  return () => updatedAt + Math.round(performance.now() - seenAt);
}

/** How long the store may take after the deadline, which the provider request may have used up. */
const STORE_EXTRA_MS = 1000;

/** Rejects if the store takes too long for the caller. The work may still complete. */
export function inTime<Result>(work: Promise<Result>, deadline: Deadline): Promise<Result> {
  return deadline.race(work, tooLate, STORE_EXTRA_MS);
}

/** The same for work without which nothing is sent: at the deadline it is too late for it. */
export function inTimeToSend<Result>(work: Promise<Result>, deadline: Deadline): Promise<Result> {
  return deadline.race(work, tooLate);
}

function tooLate(): never {
  throw new Error('The store is too slow.');
}
