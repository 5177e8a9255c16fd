/**
 * Whether the store has room for another attempt. Measures the store occasionally, and counts this process's
 * attempts in between, so that a write need not scan it.
 */
import type { StoreBounds } from '../../config/store-bounds.js';

export interface StoreSize {
  /** Attempts. */
  readonly rows: number;
  readonly bytes: number;
}

export interface StoreFill extends StoreSize {
  /** The larger share of its bounds that it has reached; 1 when full. */
  readonly fill: number;
}

const INTERVAL_MS = 1000;
/** Measuring takes at most a hundredth of the time. */
const PAUSE_PER_MS = 100;

export class SizeBound {
  #size: StoreSize | undefined;
  /** Attempts that a measurement in flight may have missed. */
  #added = 0;
  #dueAt = Number.NEGATIVE_INFINITY;
  #measuring: Promise<void> | undefined;

  /** `measure` gets the rows known so far: all of them, if nothing else writes to the store. */
  constructor(
    private readonly measure: (rows: number | undefined) => Promise<StoreSize>,
    private readonly bounds: StoreBounds,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A promise only if nothing is known yet. */
  isFull(): boolean | Promise<boolean> {
    if (this.now() >= this.#dueAt) {
      const isUnknown = this.#dueAt === Number.NEGATIVE_INFINITY;
      const measured = this.#remeasure();
      if (isUnknown) return measured.then(() => this.#fill >= 1);
    }
    return this.#fill >= 1;
  }

  async size(): Promise<StoreFill> {
    await this.isFull();
    return { ...this.#known, fill: Math.min(1, this.#fill) };
  }

  add(rows: number): void {
    this.#added += rows;
  }

  /** Makes the next call wait for a measurement. */
  forget(): void {
    this.#dueAt = Number.NEGATIVE_INFINITY;
  }

  get #known(): StoreSize {
    const { rows, bytes } = this.#size ?? { rows: 0, bytes: 0 };
    return { rows: rows + this.#added, bytes };
  }

  get #fill(): number {
    const { rows, bytes } = this.#known;
    return Math.max(rows / this.bounds.rows, bytes / this.bounds.bytes);
  }

  #remeasure(): Promise<void> {
    this.#measuring ??= this.#measureOnce().finally(() => {
      this.#measuring = undefined;
    });
    return this.#measuring;
  }

  async #measureOnce(): Promise<void> {
    const startedAt = this.now();
    const before = this.#added;
    try {
      this.#size = await this.measure(this.#size && this.#known.rows);
      this.#added -= before;
    } catch {
      // The store is unreachable: operations that need it fail on their own.
    }
    const endedAt = this.now();
    this.#dueAt = endedAt + Math.max(INTERVAL_MS, PAUSE_PER_MS * (endedAt - startedAt));
  }
}
