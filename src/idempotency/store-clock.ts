/**
 * The store's time, in a process whose own clock may be wrong: the store's last timestamp, and the time that
 * has passed since by a monotonic clock. All replicas count the same.
 */
import type { Deadline } from '../vendor-http/deadline.js';
import type { Attempt } from './store/store.js';

/** Milliseconds since 1970, never ahead of the store's own. */
export type StoreClock = () => number;

/** Make it as soon as the change that stamped the attempt is back. */
export function storeClock({ updatedAt }: Pick<Attempt, 'updatedAt'>): StoreClock {
  const seenAt = performance.now();
  return () => updatedAt + Math.round(performance.now() - seenAt);
}

/** How long the store may take after the deadline, which the request to the provider may have used up. */
const STORE_EXTRA_MS = 1000;

/** Rejects when the store takes too long for the caller. The work may still be done. */
export function inTime<Result>(work: Promise<Result>, deadline: Deadline): Promise<Result> {
  return deadline.race(work, tooLate, STORE_EXTRA_MS);
}

/** The same for work without which nothing is sent: at the deadline it is too late for it. */
export function inTimeToSend<Result>(work: Promise<Result>, deadline: Deadline): Promise<Result> {
  return deadline.race(work, tooLate);
}

function tooLate(): never {
  throw new Error('The store takes too long.');
}
