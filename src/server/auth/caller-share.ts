/** The share of the subgraph that one caller gets, so that its flood does not hold up the others. */
import type { CallerShareSettings } from '../../config/auth.js';

/** Counts a request of a caller. Milliseconds to wait where it has had its requests, else undefined. */
export type CountRequest = (callerId: string) => Promise<number | undefined>;

export type ShareTaken =
  | { readonly release: () => void }
  | { readonly waitMs: number; readonly limit: string };

/** When a slot comes free is not known. */
const SLOT_WAIT_MS = 1000;

export class CallerShares {
  /** Only callers with requests in flight. */
  readonly #running = new Map<string, number>();

  constructor(
    private readonly settings: Pick<CallerShareSettings, 'concurrency'>,
    private readonly count: CountRequest | undefined,
  ) {}

  /** The slot first: a request without one does not count for the rate. */
  async take(callerId: string): Promise<ShareTaken> {
    const { concurrency = Number.POSITIVE_INFINITY } = this.settings;
    const running = this.#running.get(callerId) ?? 0;
    if (running >= concurrency) return { waitMs: SLOT_WAIT_MS, limit: 'requests at once' };
    this.#running.set(callerId, running + 1);
    const release = () => this.#release(callerId);
    try {
      const waitMs = await this.count?.(callerId);
      if (waitMs === undefined) return { release };
      release();
      return { waitMs, limit: 'requests per second' };
    } catch (error) {
      release();
      throw error;
    }
  }

  #release(callerId: string): void {
    const left = (this.#running.get(callerId) ?? 0) - 1;
    if (left > 0) this.#running.set(callerId, left);
    else this.#running.delete(callerId);
  }
}
