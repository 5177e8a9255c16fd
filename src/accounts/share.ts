/**
 * This replica's share of what a vendor allows one account: slots, and calls in a second. It is leased from
 * the store that the replicas have together, in advance and for seconds, so that a call needs no query.
 *
 * A replica that dies gives its share back when its lease ends. One that cannot reach the store goes on with
 * an equal part of what it knew. Calls wait half a second for the store at most, and once in a time without
 * it.
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

/** Less than the lease: a call that begins at its very end counts for a second more. */
const VALID_MS = LEASE_MS - 1500;
/** Between two looks at the store: while all have enough, while another has not, while this one has not. */
const [RENEW_MS, OTHERS_SHORT_MS, SHORT_MS] = [1000, 200, 100];
const PATIENCE_MS = 500;
/** The same before the store was ever reached: nothing is known then of other replicas. */
const FIRST_PATIENCE_MS = 2000;
/** Without a call for this long, the share is given back. */
const IDLE_MS = 5000;

/** Calls in flight, and calls in a second; undefined where the vendor limits no rate. */
export interface Parts {
  readonly slots: number;
  readonly calls: number | undefined;
}

/** Calls in flight, and calls of the last second. */
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
  /** The most that was needed since the last call. */
  peak(): Use;
  /** The share is another one now. */
  changed(): void;
  /** The vendor has made another replica wait. */
  paused(pause: Pause): void;
}

export class Share {
  readonly #id = randomUUID();
  #held: Parts = { slots: 0, calls: 0 };
  #validUntil = 0;
  /** As many as were there when the store was last looked at. */
  #replicas = 1;
  #wasReached = false;
  #hasFailed = false;
  /** The share is an equal part, which no store knows of. */
  #isAlone = false;
  /**
   * Until then the replica holds no more than an equal part: others may hold what the store has forgotten.
   */
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

  /** Reaches for the store before the first call has to wait for it. */
  start(): void {
    this.#lastCallAt = this.options.clock.now();
    this.#lookIn(0);
  }

  get held(): Parts {
    return this.#held;
  }

  /** What is held soon, where there is a use for it. */
  get expected(): Parts {
    const equal = this.#equalPart;
    const { slots, calls } = this.#held;
    return { slots: Math.max(slots, equal.slots), calls: equal.calls && Math.max(calls ?? 0, equal.calls) };
  }

  /** A call has come. `isShort`: it waits for a larger share. */
  called(isShort: boolean): void {
    this.#lastCallAt = this.options.clock.now();
    const isWatched = this.#nextAt < Number.POSITIVE_INFINITY;
    if (!isWatched) this.#lookIn(0);
    else if (isShort && !this.#isAlone) this.#lookIn(SHORT_MS);
  }

  /** The vendor has made this replica wait. */
  pause({ ms, retryAfterMs }: Pause): void {
    const now = this.options.clock.now();
    this.#newPause = { until: now + ms, retryAfter: now + retryAfterMs };
    this.#lookIn(0);
  }

  /** Gives everything back. Waits for the store no longer than a call does. */
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

  /** Looks at the store no more. */
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
    // The look that is under way decides about the next one.
    if (this.#isStopped || this.#looking || this.#nextAt <= clock.now() + ms) return;
    this.#cancelNext();
    this.#nextAt = clock.now() + ms;
    // A call may wait for it: not by a timer then.
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
        // The shared limits have reported it.
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

  /** Resolves to when to look again. */
  async #renew(startedAt: number): Promise<number> {
    const { account, limits, clock, paused } = this.options;
    const peak = this.options.peak();
    const newPause = this.#newPause;
    let claimed: Claimed | undefined;
    let pause: Pause | undefined;
    await limits.change(account, (kept, now) => {
      const own = kept.replicas[this.#id];
      // The store has lost what it kept, or could not be reached for too long: others hold what it does not
      // know.
      const isForgotten = this.#validUntil > 0 && !(own && own.until > now);
      if (isForgotten) this.#carefulUntil = clock.now() + LEASE_MS;
      const pauseHere = newPause && this.#onStoreClock(newPause, now);
      claimed = claimShare(pauseLimits(kept, pauseHere), this.#id, this.#asks(peak), now);
      // Stop using returned parts from here on; use new parts only after they are stored.
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
    // An equal part without the store is nothing that could be given back.
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

  /** The store did not answer. What it said last holds for as long as nobody else can get it. */
  #fail(): void {
    this.#hasFailed = true;
    if (this.options.clock.now() < this.#validUntil) return;
    this.#isAlone = true;
    this.#hold(this.#equalPart);
  }

  #lapse(): void {
    if (this.#hasFailed) this.#fail();
    // This process stood still: others may have got what it held.
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
