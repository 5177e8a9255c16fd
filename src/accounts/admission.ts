/**
 * Admits every call to a vendor, with one instance per credential, so that a failing vendor does not slow
 * down the rest: a circuit breaker, a bounded queue before a bounded number of calls, the vendor's rate
 * limit, and its `Retry-After`.
 *
 * A call that cannot be sent in time is not admitted, as soon as that is known. "Not admitted" is a promise:
 * nothing was sent.
 */
import type { Failure } from '../model/outcome.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { Breaker, type BreakerState, type CallKind } from './breaker.js';
import { LimitedQueue, type LimitedQueueOptions } from './limited-queue.js';
import type { Pause } from './share.js';

/** The vendor's health as one call showed it, regardless of the request's outcome. */
export interface Health {
  /** No complete answer, or a 5xx that the vendor does not explain. A rejection is not a fault. */
  readonly isFault: boolean;
  /** How long the vendor wants no calls for this account; null if unspecified. */
  readonly pauseSeconds: number | null;
}

export type NotAdmittedCause = 'BREAKER_OPEN' | 'PAUSED' | 'QUEUE_FULL' | 'DEADLINE' | 'SHUTTING_DOWN';

export interface NotAdmitted {
  readonly kind: 'not-admitted';
  readonly cause: NotAdmittedCause;
  readonly failure: Extract<Failure, { readonly kind: 'unavailable' | 'rate-limited' }>;
}

export function isNotAdmitted(value: object): value is NotAdmitted {
  return 'kind' in value && value.kind === 'not-admitted';
}

/** A snapshot of admission. */
export interface AdmissionLoad {
  readonly inFlight: number;
  readonly slots: number;
  readonly waiting: number;
  /** Maximum waiting calls of one kind. */
  readonly queueLimit: number;
  readonly breaker: BreakerState;
  /** Remaining pause that the vendor asked for. */
  readonly pausedMs: number;
}

export interface AdmissionOptions extends LimitedQueueOptions {
  /** The vendor's display name. */
  readonly name: string;
  /** Whether one call's fault predicts the next. The breaker and `Retry-After` depend on it. */
  readonly sharedFaultState: boolean;
  /** Minimum calls before the breaker can open. Default: 20, or the concurrency if lower, but at least 5. */
  readonly callsBeforeBreak?: number;
  /** Consecutive rate-limited calls before later ones are held back. Default: 3. */
  readonly limitsBeforePause?: number;
  readonly breakerChanged?: (state: BreakerState) => void;
  readonly clock?: Clock;
}

/**
 * One rate-limited call may concern one resource only, and must not hold back unrelated calls. Three in a row
 * concern the account.
 */
const LIMITS_BEFORE_PAUSE = 3;

/** While a vendor hangs, no more calls can finish in the breaker's window than can be in flight. */
const CALLS_BEFORE_BREAK = 20;

/** Waiting calls per slot: this many reads, and as many again for writes. */
const WAITING_PER_SLOT = 2;
/** Writes go first: one page of contacts may need a hundred reads, and no write should wait for them. */
const [READS, WRITES] = [0, 1];
/**
 * The longest pause, regardless of the vendor's header: one bad value must not lock the account out for a
 * day.
 */
const MAX_PAUSE_MS = 300_000;
/** Weight of the newest call in the average duration. */
const NEWEST = 0.2;

interface Waiting {
  readonly deadline: Deadline;
  reject(reason: NotAdmitted): void;
}

export class AdmissionControl {
  readonly #queue: LimitedQueue;
  readonly #breaker: Breaker | undefined;
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();
  #averageMs = 0;
  #limitedInARow = 0;
  #pausedUntil = 0;
  /** The vendor's own time, which may be later. */
  #retryAfterUntil = 0;
  #isClosed = false;

  constructor(private readonly options: AdmissionOptions) {
    const { concurrency, sharedFaultState, clock = systemClock } = options;
    this.#clock = clock;
    this.#queue = new LimitedQueue(options, clock, (pause) => this.#pause(pause));
    if (sharedFaultState) {
      const minCalls = options.callsBeforeBreak ?? Math.min(CALLS_BEFORE_BREAK, Math.max(5, concurrency));
      this.#breaker = new Breaker(() => this.#rejectWaiting(() => this.#broken()), minCalls, clock);
      if (options.breakerChanged) this.#breaker.onChange(options.breakerChanged);
    }
  }

  /** Whether a read must probe the vendor before a write can be sent. */
  get needsProbe(): boolean {
    return this.#breaker?.isDue ?? false;
  }

  get load(): AdmissionLoad {
    const { slots } = this.#queue.limits;
    return {
      inFlight: this.#queue.pending,
      slots,
      waiting: this.#queue.waiting(),
      queueLimit: slots * WAITING_PER_SLOT,
      breaker: this.#breaker?.state ?? 'CLOSED',
      pausedMs: Math.max(0, this.#pausedUntil - this.#clock.now()),
    };
  }

  /** Runs the call when its turn comes, or returns why it was not admitted. */
  async run<T extends { readonly health: Health }>(
    kind: CallKind,
    deadline: Deadline,
    call: () => Promise<T>,
  ): Promise<T | NotAdmitted> {
    if (this.#isClosed) return CLOSED;
    const notAdmitted =
      this.#rejectWhileOpen(kind) ??
      this.#rejectWhilePaused(deadline) ??
      this.#rejectFullQueue(kind, deadline);
    if (notAdmitted) return notAdmitted;
    // A call that does not wait needs no timer.
    if (this.#queue.isFree) return this.#queue.add(() => this.#start(kind, deadline, call));
    const turn = new AbortController();
    const waiting: Waiting = { deadline, reject: (reason) => turn.abort(reason) };
    const cancelTimeout = deadline.clock.after(deadline.remainingMs(), () => waiting.reject(LATE));
    const leave = () => {
      cancelTimeout();
      this.#waiting.delete(waiting);
    };
    this.#waiting.add(waiting);
    try {
      return await this.#queue.add(
        () => {
          // Admitted from here on.
          leave();
          return this.#start(kind, deadline, call);
        },
        { signal: turn.signal, priority: kind === 'read' ? READS : WRITES },
      );
    } catch (error) {
      if (turn.signal.aborted) return turn.signal.reason as NotAdmitted;
      throw error;
    } finally {
      leave();
    }
  }

  /** Settles when no call is in flight or waiting. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** Rejects waiting calls and all later ones. */
  close(): void {
    this.#isClosed = true;
    this.#queue.stop();
    this.#rejectWaiting(() => CLOSED);
  }

  async #start<T extends { readonly health: Health }>(
    kind: CallKind,
    deadline: Deadline,
    call: () => Promise<T>,
  ): Promise<T | NotAdmitted> {
    // Another admitted read may have run first.
    const notAdmitted = deadline.remainingMs() <= 0 ? LATE : this.#rejectWhileOpen(kind);
    if (notAdmitted) return notAdmitted;
    const startedAt = this.#clock.now();
    const breaker = this.#breaker;
    const result = await this.#queue.call(kind, breaker ? () => breaker.run(call) : call);
    if (!result) return this.#broken();
    const tookMs = this.#clock.now() - startedAt;
    this.#averageMs = this.#averageMs === 0 ? tookMs : this.#averageMs + (tookMs - this.#averageMs) * NEWEST;
    const { pauseSeconds } = result.health;
    this.#limitedInARow = pauseSeconds === null ? 0 : this.#limitedInARow + 1;
    const isTold = this.#limitedInARow >= (this.options.limitsBeforePause ?? LIMITS_BEFORE_PAUSE);
    if (pauseSeconds !== null && isTold && this.options.sharedFaultState) {
      const retryAfterMs = pauseSeconds * 1000;
      const pause = { ms: Math.min(retryAfterMs, MAX_PAUSE_MS), retryAfterMs };
      if (this.#pause(pause)) this.#queue.sharePause(pause);
    }
    return result;
  }

  #rejectWhileOpen(kind: CallKind): NotAdmitted | undefined {
    return this.#breaker?.admits(kind) === false ? this.#broken() : undefined;
  }

  #broken(): NotAdmitted {
    const reason = `${this.options.name} has not been responding, so it was not called`;
    return unavailable('BREAKER_OPEN', reason, this.#breaker?.secondsLeft ?? null);
  }

  #rejectWhilePaused(deadline: Deadline): NotAdmitted | undefined {
    const now = this.#clock.now();
    if (this.#pausedUntil - now < deadline.remainingMs()) return undefined;
    const retryAfterSeconds = Math.ceil((this.#retryAfterUntil - now) / 1000);
    return { kind: 'not-admitted', cause: 'PAUSED', failure: { kind: 'rate-limited', retryAfterSeconds } };
  }

  /** False if a longer pause is already in effect. */
  #pause({ ms, retryAfterMs }: Pause): boolean {
    const now = this.#clock.now();
    if (now + ms <= this.#pausedUntil) return false;
    this.#pausedUntil = now + ms;
    this.#retryAfterUntil = now + retryAfterMs;
    this.#queue.pause(ms);
    this.#rejectWaiting(({ deadline }) => this.#rejectWhilePaused(deadline));
    return true;
  }

  #rejectFullQueue(kind: CallKind, deadline: Deadline): NotAdmitted | undefined {
    const ahead = this.#aheadOf(kind);
    const waitMs = this.#estimatedWaitMs(ahead);
    const seconds = Math.ceil(waitMs / 1000) || null;
    if (ahead >= this.options.concurrency * WAITING_PER_SLOT) {
      return unavailable('QUEUE_FULL', `too many requests to ${this.options.name} are waiting`, seconds);
    }
    if (waitMs >= deadline.remainingMs()) {
      const reason = `requests to ${this.options.name} wait longer than the deadline allows`;
      return unavailable('QUEUE_FULL', reason, seconds);
    }
    return undefined;
  }

  /** Waiting calls that would run before this one. */
  #aheadOf(kind: CallKind): number {
    return this.#queue.waiting(kind === 'read' ? undefined : WRITES);
  }

  /** For a call that arrives now. An unknown wait counts as zero: the deadline bounds it anyway. */
  #estimatedWaitMs(ahead: number): number {
    const { slots, calls } = this.#queue.limits;
    const forSlot = this.#queue.pending < slots ? 0 : ((ahead + 1) * this.#averageMs) / slots;
    const forRate = calls ? (ahead * 1000) / calls : 0;
    return Math.max(0, this.#pausedUntil - this.#clock.now()) + Math.max(forSlot, forRate);
  }

  #rejectWaiting(reason: (waiting: Waiting) => NotAdmitted | undefined): void {
    for (const waiting of [...this.#waiting]) {
      const notAdmitted = reason(waiting);
      if (notAdmitted) waiting.reject(notAdmitted);
    }
  }
}

const LATE = unavailable('DEADLINE', 'the request was still queued at its deadline', null);
const CLOSED = unavailable('SHUTTING_DOWN', 'the subgraph is shutting down', null);

function unavailable(cause: NotAdmittedCause, reason: string, retryAfterSeconds: number | null): NotAdmitted {
  return { kind: 'not-admitted', cause, failure: { kind: 'unavailable', reason, retryAfterSeconds } };
}
