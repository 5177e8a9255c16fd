/**
 * The store's time as seen from a process whose own clock may be wrong: what the store stamped last, and how long ago that was
 * by a clock that nobody sets. All replicas count the same, whatever their machines take the time for.
 */
import type { Attempt } from './store/store.js';

/** Milliseconds since 1970, never ahead of the store's own. */
export type StoreClock = () => number;

/** To be made as soon as the attempt has come from the change that stamped it. */
export function storeClock({ updatedAt }: Pick<Attempt, 'updatedAt'>): StoreClock {
  const seenAt = performance.now();
  return () => updatedAt + Math.round(performance.now() - seenAt);
}
