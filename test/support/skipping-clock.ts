/**
 * A clock on which waits take no real time, although its time advances. Timers run as usual, because what
 * they guard is real, unless time is advanced.
 */
import { setImmediate } from 'node:timers/promises';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';

export class SkippingClock implements Clock {
  #skippedMs = 0;
  readonly #timers = new Set<{ readonly at: number; fire(): void }>();

  now(): number {
    return performance.now() + this.#skippedMs;
  }

  /** Overlapping waits end together, as they would. */
  async sleep(ms: number): Promise<void> {
    const end = this.now() + ms;
    await setImmediate();
    this.#skippedMs += Math.max(0, end - this.now());
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.size;
  }

  after(ms: number, work: () => void): () => void {
    const cancel = () => {
      stop();
      this.#timers.delete(timer);
    };
    const timer = {
      at: this.now() + ms,
      fire() {
        cancel();
        work();
      },
    };
    const stop = systemClock.after(ms, timer.fire);
    this.#timers.add(timer);
    return cancel;
  }

  /** Advances time immediately, and runs what is due by then. */
  advance(ms: number): void {
    this.#skippedMs += ms;
    const due = [...this.#timers].filter(({ at }) => at <= this.now());
    for (const timer of due.sort((one, other) => one.at - other.at)) timer.fire();
  }
}
