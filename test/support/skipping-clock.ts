/** A clock on which waits take no time, although as much time passes as was waited: real sockets work in front of it. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/vendor-http/clock.js';

export class SkippingClock implements Clock {
  #skippedMs = 0;

  now(): number {
    return performance.now() + this.#skippedMs;
  }

  /** Waits that overlap end together, as they would. */
  async sleep(ms: number): Promise<void> {
    const end = this.now() + ms;
    await setImmediate();
    this.#skippedMs += Math.max(0, end - this.now());
  }
}
