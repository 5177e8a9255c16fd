/** Limits each caller to its share of the subgraph, so that one flood does not delay the others. */
import type { SharedLimits } from '../../accounts/shared-limits.js';
import type { CallerShareSettings } from '../../config/auth.js';
import type { Clock } from '../../vendor-http/clock.js';
import { CallerSlots } from './caller-slots.js';

/** Counts a caller's request. Returns how long to wait if the caller is over its rate, else undefined. */
export type CountRequest = (callerId: string) => Promise<number | undefined>;

export interface OverShare {
  readonly waitMs: number;
  readonly limit: string;
}

export interface CallerSharesOptions extends Pick<CallerShareSettings, 'concurrency'> {
  readonly count?: CountRequest | undefined;
  /** Set if replicas share the limits; `nameOf` returns the caller's name in them. */
  readonly shared?:
    | { readonly limits: SharedLimits; readonly nameOf: (callerId: string) => string }
    | undefined;
  readonly clock: Clock;
}

/** When a slot becomes free is unknown. */
const NO_SLOT: OverShare = { waitMs: 1000, limit: 'concurrent requests' };
/** Same as for the request rate. */
const STORE_PATIENCE_MS = 500;

export class CallerShares {
  /** Only callers with requests in flight, or with a part of their limit that others may want. */
  readonly #slots = new Map<string, CallerSlots>();

  constructor(private readonly options: CallerSharesOptions) {}

  /** Takes the slot first: a request without one does not count toward the rate. */
  async run<T extends object>(callerId: string, task: () => Promise<T>): Promise<T | OverShare> {
    const counted = async () => {
      const waitMs = await this.options.count?.(callerId);
      return waitMs === undefined ? task() : { waitMs, limit: 'requests per second' };
    };
    const { concurrency } = this.options;
    if (concurrency === undefined) return counted();
    return (await this.#slotsOf(callerId, concurrency).run(counted)) ?? NO_SLOT;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#slots.values()].map((slots) => slots.close()));
  }

  #slotsOf(callerId: string, concurrency: number): CallerSlots {
    const known = this.#slots.get(callerId);
    if (known) return known;
    const { shared, clock } = this.options;
    const slots: CallerSlots = new CallerSlots({
      concurrency,
      clock,
      shared: shared && {
        account: `caller ${shared.nameOf(callerId)}`,
        limits: shared.limits,
        // A caller may reach another replica at any time, and must not wait there for this one.
        newcomers: 1,
        firstPatienceMs: STORE_PATIENCE_MS,
      },
      left: () => {
        this.#slots.delete(callerId);
        void slots.close();
      },
    });
    this.#slots.set(callerId, slots);
    return slots;
  }
}
