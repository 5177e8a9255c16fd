/** Time for everything that waits or measures, so that tests can replace it. */
import { setTimeout } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds on a clock that nobody sets. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => setTimeout(ms),
};
