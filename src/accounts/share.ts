/**
 * This replica's share of what a vendor allows one account: slots, and calls per second. It leases the share
 * from the replicas' common store, in advance and for seconds, so that a call needs no query.
 *
 * A replica that dies loses its share when the lease ends. One that cannot reach the store continues with an
 * equal part of what it knew. Calls wait at most half a second for the store, and only once per outage.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../vendor-http/clock.js';
import {
  type Ask,
  type Asks,
  type Claimed,
  claimShare,
  LEASE_MS,
  leaveLimits,
  pauseLimits,
  type SharedLimits,
} from './shared-limits.js';

/** Less than the lease: a call that begins at its very end counts for another second. */
const VALID_MS = LEASE_MS - 1500;
/** Renewal interval: normally, while another replica is short, while this one is short. */
const [RENEW_MS, OTHERS_SHORT_MS, SHORT_MS] = [1000, 200, 100];
const PATIENCE_MS = 500;
/** Same, before the store was ever reached: other replicas are unknown then. */
const FIRST_PATIENCE_MS = 2000;
/** Return the share after this long without a call. */
const IDLE_MS = 5000;

/** Calls in flight, and calls per second; undefined if the vendor has no rate limit. */
export interface Parts {
  readonly slots: number;
  readonly calls: number | undefined;
}

/** Calls in flight, and calls in the last second. */
export interface Use {
  readonly slots: number;
  readonly calls: number;
}

export interface Pause {
  readonly ms: number;
  /** The vendor's own time, which may be longer. */
  readonly retryAfterMs: number;
}

export interface ShareOptions {
  readonly account: string;
  readonly limits: SharedLimits;
  /** The vendor's limit for all replicas together. */
  readonly total: Parts;
  readonly clock: Clock;
  /** See OwnClaim. */
  readonly newcomers?: number | undefined;
  /** How long the first call waits for the store. */
  readonly firstPatienceMs?: number | undefined;
  /** The part in use now. */
  used(): Use;
  /** Peak use since this was last called. */
  peak(): Use;
  /** The share has changed. */
  changed(): void;
  /** The vendor has paused another replica. */
  paused(pause: Pause): void;
}

export class Share {
  readonly #id = randomUUID();
  #held: Parts = { slots: 0, calls: 0 };
  #validUntil = 0;
  /** Live replicas at the last renewal. */
  #replicas = 1;
  #wasReached = false;
  #hasFailed = false;
  /** Whether the share is an equal part, unknown to the store. */
  #isAlone = false;
  /** Until then, hold at most an equal part: others may hold what the store has lost. */
  #carefulUntil = 0;
  #lastPeak: Use = { slots: 0, calls: 0 };
  #lastCallAt = 0;
  #newPause: { readonly until: number; readonly retryAfter: number } | undefined;
  #looking: Promise<void> | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #cancelNext = () => {};
  #cancelLapse = () => {};
  #isStopped = false;

  constructor(private readonly options: ShareOptions) {}

  /** Contacts the store before the first call has to wait for it. */
  start(): void {
    this.#lastCallAt = this.options.clock.now();
    this.#lookIn(0);
  }

  get held(): Parts {
    return this.#held;
  }

  /** What will soon be held, if needed. */
  get expected(): Parts {
    const equal = this.#equalPart;
    const { slots, calls } = this.#held;
    return { slots: Math.max(slots, equal.slots), calls: equal.calls && Math.max(calls ?? 0, equal.calls) };
  }

  /** Notes a call. `isShort`: it waits for a larger share. */
  called(isShort: boolean): void {
    this.#lastCallAt = this.options.clock.now();
    const isWatched = this.#nextAt < Number.POSITIVE_INFINITY;
    if (!isWatched) this.#lookIn(0);
    else if (isShort && !this.#isAlone) this.#lookIn(SHORT_MS);
  }

  /** The vendor has paused this replica. */
  pause({ ms, retryAfterMs }: Pause): void {
    const now = this.options.clock.now();
    this.#newPause = { until: now + ms, retryAfter: now + retryAfterMs };
    this.#lookIn(0);
  }

  /** Returns the share. Waits for the store no longer than a call does. */
  async close(): Promise<void> {
    this.stop();
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.options.clock.after(PATIENCE_MS, resolve);
    });
    const left = (this.#looking ?? Promise.resolve()).then(() => this.#leave()).catch(() => undefined);
    await Promise.race([left, late]);
    cancel();
  }

  /** Stops renewing. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelNext();
    this.#cancelLapse();
  }

  get #equalPart(): Parts {
    const { slots, calls } = this.options.total;
    const equal = (total: number) => Math.max(1, Math.floor(total / this.#replicas));
    return { slots: equal(slots), calls: calls && equal(calls) };
  }

  #lookIn(ms: number): void {
    const { clock } = this.options;
    // The renewal in flight schedules the next one.
    if (this.#isStopped || this.#looking || this.#nextAt <= clock.now() + ms) return;
    this.#cancelNext();
    this.#nextAt = clock.now() + ms;
    // A call may be waiting, so do not go through a timer.
    if (ms === 0) this.#look();
    else this.#cancelNext = clock.after(ms, () => this.#look());
  }

  #look(): void {
    const { clock, used, firstPatienceMs = FIRST_PATIENCE_MS } = this.options;
    const startedAt = clock.now();
    const { slots, calls } = used();
    const isIdle = startedAt - this.#lastCallAt > IDLE_MS && slots === 0 && calls === 0;
    const patienceMs = this.#wasReached ? PATIENCE_MS : firstPatienceMs;
    const cancelPatience = clock.after(patienceMs, () => this.#fail());
    const work = isIdle ? this.#leave() : this.#renew(startedAt);
    this.#looking = work
      .catch(() => {
        // The shared limits have logged it.
        this.#fail();
        return isIdle ? undefined : RENEW_MS;
      })
      .then((nextMs) => {
        cancelPatience();
        this.#looking = undefined;
        this.#nextAt = Number.POSITIVE_INFINITY;
        if (this.#newPause && !this.#hasFailed) this.#lookIn(0);
        else if (nextMs !== undefined) this.#lookIn(nextMs);
        else if (this.#lastCallAt > startedAt) this.#lookIn(0);
      });
  }

  /** Resolves to the delay until the next renewal. */
  async #renew(startedAt: number): Promise<number> {
    const { account, limits, clock, paused } = this.options;
    const peak = this.options.peak();
    const newPause = this.#newPause;
    let claimed: Claimed | undefined;
    let pause: Pause | undefined;
    await limits.change(account, (kept, now) => {
      const own = kept.replicas[this.#id];
      // The store lost its data, or was unreachable for too long: others hold what it does not know.
      const isForgotten = this.#validUntil > 0 && !(own && own.until > now);
      if (isForgotten) this.#carefulUntil = clock.now() + LEASE_MS;
      const pauseHere = newPause && this.#onStoreClock(newPause, now);
      claimed = claimShare(pauseLimits(kept, pauseHere), this.#id, this.#asks(peak), now);
      // Stop using returned parts now, before they are stored; use new parts only afterwards.
      this.#hold(least(claimed, this.#held));
      const { until = 0, retryAfter = 0 } = claimed.limits.pause ?? {};
      pause = until > now ? { ms: until - now, retryAfterMs: retryAfter - now } : undefined;
      return claimed.limits;
    });
    this.#lastPeak = peak;
    if (this.#newPause === newPause) this.#newPause = undefined;
    if (!claimed) return RENEW_MS;
    this.#renewed(claimed, startedAt);
    if (pause) paused(pause);
    if (claimed.isShort) return SHORT_MS;
    return claimed.othersShort ? OTHERS_SHORT_MS : RENEW_MS;
  }

  #renewed(claimed: Claimed, startedAt: number): void {
    const { clock } = this.options;
    this.#replicas = this.#isCareful ? Math.max(this.#replicas, claimed.replicas) : claimed.replicas;
    this.#isAlone = false;
    this.#hasFailed = false;
    this.#wasReached = true;
    this.#validUntil = startedAt + VALID_MS;
    this.#cancelLapse();
    if (this.#isStopped) return;
    this.#cancelLapse = clock.after(this.#validUntil - clock.now(), () => this.#lapse());
    this.#hold(claimed);
  }

  async #leave(): Promise<undefined> {
    const { account, limits } = this.options;
    // An equal part without the store cannot be returned.
    if (this.#isAlone || this.#validUntil === 0) return;
    this.#cancelLapse();
    this.#validUntil = 0;
    this.#hold({ slots: 0, calls: 0 });
    await limits.change(account, (kept) => leaveLimits(kept, this.#id));
  }

  #asks(peak: Use): Asks {
    const { total, newcomers } = this.options;
    const used = this.options.used();
    const most = this.#isCareful ? this.#equalPart : total;
    const ask = (name: keyof Parts, of: number, limit: number): Ask => {
      const wanted = Math.min(limit, Math.max(peak[name], this.#lastPeak[name]));
      return { total: of, held: this.#held[name] ?? 0, wanted, busy: used[name], most: limit, newcomers };
    };
    return {
      slots: ask('slots', total.slots, most.slots),
      calls: total.calls === undefined ? undefined : ask('calls', total.calls, most.calls ?? total.calls),
    };
  }

  get #isCareful(): boolean {
    return this.options.clock.now() < this.#carefulUntil;
  }

  /** The store did not answer. Its last answer holds until another replica could get the share. */
  #fail(): void {
    this.#hasFailed = true;
    if (this.options.clock.now() < this.#validUntil) return;
    this.#isAlone = true;
    this.#hold(this.#equalPart);
  }

  #lapse(): void {
    if (this.#hasFailed) this.#fail();
    // This process was suspended: others may have taken its share.
    else this.#hold({ slots: 0, calls: 0 });
  }

  #hold(parts: Parts): void {
    const { slots, calls } = parts;
    if (slots === this.#held.slots && calls === this.#held.calls) return;
    this.#held = { slots, calls };
    this.options.changed();
  }

  #onStoreClock({ until, retryAfter }: { until: number; retryAfter: number }, now: number) {
    const difference = now - this.options.clock.now();
    return { until: until + difference, retryAfter: retryAfter + difference };
  }
}

function least(one: Parts, other: Parts): Parts {
  return {
    slots: Math.min(one.slots, other.slots),
    calls: one.calls === undefined ? undefined : Math.min(one.calls, other.calls ?? 0),
  };
}
