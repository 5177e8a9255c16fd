/**
 * Keeps calls within a number per second, as the vendor counts them. A call occupies a place until one second
 * after the vendor counted it. That moment is unknown, but bounded. It is no later than the answer. And the
 * call's delay exceeds the usual one by no more than its answer time exceeds the fastest of the last hundred.
 */
import type { Clock } from '../vendor-http/clock.js';
import type { CallKind } from './breaker.js';

const SECOND_MS = 1000;
/** Allows for timers and minimal network variation. */
const MIN_MARGIN_MS = 5;
/** A call that hangs must not occupy its place that long. */
const MAX_MARGIN_MS = 1000;
/** A vendor may become permanently slower. */
const REMEMBERED_ANSWERS = 100;

/** One call's place. */
export interface Place {
  /** The call has ended. */
  answered(): void;
}

export class RateWindow {
  /** Each occupied place with the function that cancels its timer. */
  readonly #places = new Map<Place, () => void>();
  readonly #fastest = { read: new Fastest(), check: new Fastest(), write: new Fastest() };

  /** Calls `freed` whenever a place becomes free. */
  constructor(
    private readonly clock: Clock,
    private readonly freed: () => void,
  ) {}

  /** Occupied places. */
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
    // An upper bound, however long the answer takes.
    freeAt(startedAt + SECOND_MS + MAX_MARGIN_MS);
    return place;
  }

  /** Frees nothing more, and leaves no timer. */
  stop(): void {
    for (const cancel of this.#places.values()) cancel();
    this.#places.clear();
  }
}

/** The fastest of at least the last hundred answers. */
class Fastest {
  #count = 0;
  #ms = Number.POSITIVE_INFINITY;
  /** Zero at first: until they are answered, the first calls may be counted at any time. */
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
