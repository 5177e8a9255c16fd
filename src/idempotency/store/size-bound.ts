/**
 * Whether the store may take another attempt. The store is measured now and then, and in between the attempts
 * of this process are counted: so a write costs no look at the whole of it.
 */
import type { StoreBounds } from '../../config/store-bounds.js';

export interface StoreSize {
  /** Attempts. */
  readonly rows: number;
  readonly bytes: number;
}

export interface StoreFill extends StoreSize {
  /** The share of its bound that it has reached, 1 when it is full. */
  readonly fill: number;
}

const INTERVAL_MS = 1000;
/** Of all time, measuring takes a hundredth at most. */
const PAUSE_PER_MS = 100;

export class SizeBound {
  #size: StoreSize | undefined;
  /** Attempts that a measurement under way may not have seen. */
  #added = 0;
  #dueAt = Number.NEGATIVE_INFINITY;
  #measuring: Promise<void> | undefined;

  /** `measure` gets the rows that are known so far: all, in a store to which nobody else writes. */
  constructor(
    private readonly measure: (rows: number | undefined) => Promise<StoreSize>,
    private readonly bounds: StoreBounds,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A promise only where nothing is known. */
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

  /** The next question waits for a measurement. */
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
      // The store is out of reach: what needs it fails by itself.
    }
    const endedAt = this.now();
    this.#dueAt = endedAt + Math.max(INTERVAL_MS, PAUSE_PER_MS * (endedAt - startedAt));
  }
}
