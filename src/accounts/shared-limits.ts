/** An account's shared vendor limits, and how a replica changes them. */
import * as v from 'valibot';
import { type Claim, divide } from './fair-share.js';

/** How long a dead replica keeps its share. */
export const LEASE_MS = 5000;
/** Length of a turn, if there is less than one slot per replica. */
const TURN_MS = 1000;

const Claimed = v.object({ held: v.number(), wanted: v.number() });

const Limits = v.object({
  /** By replica id. A replica past its `until` has died. */
  replicas: v.record(v.string(), v.object({ until: v.number(), slots: Claimed, calls: v.optional(Claimed) })),
  /** The vendor paused a replica. `retryAfter` is the vendor's own time, which may be later. */
  pause: v.optional(v.object({ until: v.number(), retryAfter: v.number() })),
});

/** Times are milliseconds on the store's clock. */
export type AccountLimits = v.InferOutput<typeof Limits>;

export interface SharedLimits {
  /**
   * Replaces an account's stored limits with the result of `decide`, which gets the store's time and runs
   * again if another replica was faster. Rejects if the store is unavailable.
   */
  change(account: string, decide: (kept: AccountLimits, now: number) => AccountLimits): Promise<void>;
  close(): Promise<void>;
}

/** Limits that another version wrote and this one cannot read count as empty. */
export function parseLimits(value: unknown): AccountLimits {
  const parsed = v.safeParse(Limits, value);
  return parsed.success ? parsed.output : { replicas: {} };
}

/** One limit, as seen by a replica that claims its share. */
export interface Ask {
  /** The vendor's limit for all replicas together. */
  readonly total: number;
  readonly held: number;
  readonly wanted: number;
  readonly busy: number;
  /** See OwnClaim. */
  readonly most: number;
  readonly newcomers?: number | undefined;
}

/** `calls` is absent if the vendor has no rate limit. */
export interface Asks {
  readonly slots: Ask;
  readonly calls?: Ask | undefined;
}

export interface Claimed {
  readonly limits: AccountLimits;
  readonly slots: number;
  readonly calls: number | undefined;
  /** Live replicas, including this one. */
  readonly replicas: number;
  readonly isShort: boolean;
  readonly othersShort: boolean;
}

/** Claims a share of each limit for a replica, and renews its lease. */
export function claimShare(kept: AccountLimits, id: string, asks: Asks, now: number): Claimed {
  const { [id]: own, ...rest } = kept.replicas;
  const others = Object.entries(rest).filter(([, { until }]) => until > now);
  const order = [...others.map(([other]) => other), id].sort();
  const known = new Map(others);

  const shareOf = (name: keyof Asks) => {
    const ask = asks[name];
    if (!ask) return undefined;
    // A share that others found expired, or that a store crash erased, is no longer held.
    const held = Math.min(ask.held, own?.[name]?.held ?? 0);
    const claims = order.map((other): Claim => known.get(other)?.[name] ?? { held: 0, wanted: 0 });
    return divide(ask.total, claims, order.indexOf(id), { ...ask, held }, Math.floor(now / TURN_MS));
  };
  const slots = shareOf('slots');
  const calls = shareOf('calls');
  const claims = {
    until: now + LEASE_MS,
    slots: { held: slots?.held ?? 0, wanted: asks.slots.wanted },
    ...(calls && asks.calls && { calls: { held: calls.held, wanted: asks.calls.wanted } }),
  };
  return {
    limits: { ...kept, replicas: { ...Object.fromEntries(others), [id]: claims } },
    slots: slots?.limit ?? 0,
    calls: calls?.limit,
    replicas: order.length,
    isShort: Boolean(slots?.isShort || calls?.isShort),
    othersShort: Boolean(slots?.othersShort || calls?.othersShort),
  };
}

/** Applies a replica's pause, unless the stored one is longer. */
export function pauseLimits(kept: AccountLimits, pause: AccountLimits['pause']): AccountLimits {
  return pause && pause.until > (kept.pause?.until ?? 0) ? { ...kept, pause } : kept;
}

/** Returns everything the replica holds. */
export function leaveLimits(kept: AccountLimits, id: string): AccountLimits {
  const { [id]: _, ...replicas } = kept.replicas;
  return { ...kept, replicas };
}
