/**
 * Keeps the calls of any second within a number, as the vendor counts them. A call takes a place, which is
 * free again one second after the vendor counted the call. When that was nobody knows: no later than the
 * answer, and later than for other calls by no more than the answer took longer than the fastest one.
 */
import type { Clock } from '../vendor-http/clock.js';

const SECOND_MS = 1000;
/** For timers and the smallest differences on the way. */
const MIN_MARGIN_MS = 5;
const MAX_MARGIN_MS = 250;
/** Share of each slower answer in the fastest one: a vendor may become slower for good. */
const SLOWER = 0.01;

/** Of one call. */
export interface Place {
  /** The call has ended. */
  answered(): void;
}

export class RateWindow {
  #taken = 0;
  /** Nothing at first: what leaves before anything is known may be counted at any time until its answer. */
  #fastestMs = 0;

  /** `freed` is told after each place that is free again. */
  constructor(
    private readonly clock: Clock,
    private readonly freed: () => void,
  ) {}

  /** Places that are not free yet. */
  get taken(): number {
    return this.#taken;
  }

  take(): Place {
    const startedAt = this.clock.now();
    this.#taken += 1;
    let isFree = false;
    const free = () => {
      if (isFree) return;
      isFree = true;
      this.#taken -= 1;
      this.freed();
    };
    const freeAt = (at: number) => this.clock.after(Math.max(0, at - this.clock.now()), free);
    // However long the answer takes.
    const cancel = freeAt(startedAt + SECOND_MS + MAX_MARGIN_MS);
    return {
      answered: () => {
        const tookMs = this.clock.now() - startedAt;
        this.#fastestMs += Math.min(tookMs - this.#fastestMs, (tookMs - this.#fastestMs) * SLOWER);
        const margin = Math.min(MAX_MARGIN_MS, tookMs - this.#fastestMs + MIN_MARGIN_MS);
        cancel();
        freeAt(startedAt + SECOND_MS + margin);
      },
    };
  }
}
