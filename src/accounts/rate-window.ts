/**
 * Keeps the calls of any second within a number, as the vendor counts them. A call takes a place, which is
 * free again one second after the vendor counted the call. That time is unknown: no later than the
 * answer, and later than for other calls of its kind by no more than the answer took longer than the fastest
 * of the last hundred.
 */
import type { Clock } from '../vendor-http/clock.js';
import type { CallKind } from './breaker.js';

const SECOND_MS = 1000;
/** For timers and the smallest differences on the way. */
const MIN_MARGIN_MS = 5;
/** A call that hangs must not hold its place for as long. */
const MAX_MARGIN_MS = 1000;
/** A vendor may become slower for good. */
const REMEMBERED_ANSWERS = 100;

/** Of one call. */
export interface Place {
  /** The call has ended. */
  answered(): void;
}

export class RateWindow {
  /** What ends the timer of each place that is not free yet. */
  readonly #places = new Map<Place, () => void>();
  readonly #fastest = { read: new Fastest(), check: new Fastest(), write: new Fastest() };

  /** Calls `freed` after each place that is free again. */
  constructor(
    private readonly clock: Clock,
    private readonly freed: () => void,
  ) {}

  /** Places that are not free yet. */
  get taken(): number {
    return this.#places.size;
  }

  take(kind: CallKind): Place {
    const startedAt = this.clock.now();
    const free = () => {
      this.#places.delete(place);
      this.freed();
    };
    const freeAt = (at: number) =>
      this.#places.set(place, this.clock.after(Math.max(0, at - this.clock.now()), free));
    const place: Place = {
      answered: () => {
        const tookMs = this.clock.now() - startedAt;
        const slowerMs = tookMs - this.#fastest[kind].note(tookMs);
        const margin = Math.min(MAX_MARGIN_MS, slowerMs + MIN_MARGIN_MS);
        const cancel = this.#places.get(place);
        if (!cancel) return;
        cancel();
        freeAt(startedAt + SECOND_MS + margin);
      },
    };
    // However long the answer takes.
    freeAt(startedAt + SECOND_MS + MAX_MARGIN_MS);
    return place;
  }

  /** Frees nothing any more, and leaves no timer. */
  stop(): void {
    for (const cancel of this.#places.values()) cancel();
    this.#places.clear();
  }
}

/** The fastest of the last hundred answers or more. */
class Fastest {
  #count = 0;
  #ms = Number.POSITIVE_INFINITY;
  /** No time at first: the first calls may be counted at any time until their answers. */
  #msBefore = 0;

  note(ms: number): number {
    this.#ms = Math.min(this.#ms, ms);
    const fastest = Math.min(this.#ms, this.#msBefore);
    this.#count += 1;
    if (this.#count === REMEMBERED_ANSWERS) {
      this.#msBefore = this.#ms;
      this.#ms = Number.POSITIVE_INFINITY;
      this.#count = 0;
    }
    return fastest;
  }
}
