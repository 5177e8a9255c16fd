/**
 * The queue before a vendor: bounds the calls in flight and the calls per second, and starts none during a
 * pause. If replicas share the account's limits, `Share` determines this process's part.
 *
 * p-queue provides ordering and slots, but no limits that change, so the rest is ours.
 */
import PQueue from 'p-queue';
import type { Clock } from '../vendor-http/clock.js';
import type { CallKind } from './breaker.js';
import { type Place, RateWindow } from './rate-window.js';
import { type Parts, type Pause, Share, type ShareOptions, type Use } from './share.js';

export interface LimitedQueueOptions {
  /** Maximum calls in flight, across all replicas. */
  readonly concurrency: number;
  /** Maximum calls started per second, across all replicas; 0 means no limit. */
  readonly ratePerSecond?: number | undefined;
  /** Set if replicas share the account's limits. */
  readonly shared?: Pick<ShareOptions, 'account' | 'limits' | 'newcomers' | 'firstPatienceMs'> | undefined;
}

export class LimitedQueue {
  readonly #queue: PQueue;
  readonly #total: Parts;
  readonly #window: RateWindow | undefined;
  readonly #share: Share | undefined;
  readonly #clock: Clock;
  /** Peak of calls in use and waiting since the share was last renewed. */
  #peak: Use = { slots: 0, calls: 0 };
  #isPaused = false;
  #cancelPause = () => {};

  /** Calls `paused` when the vendor pauses another replica. */
  constructor(options: LimitedQueueOptions, clock: Clock, paused: (pause: Pause) => void) {
    const { concurrency, ratePerSecond, shared } = options;
    this.#clock = clock;
    this.#total = { slots: concurrency, calls: ratePerSecond || undefined };
    this.#queue = new PQueue({ concurrency });
    if (ratePerSecond) this.#window = new RateWindow(clock, () => this.#goOn());
    if (!shared) return;
    this.#share = new Share({
      ...shared,
      clock,
      paused,
      total: this.#total,
      used: () => this.#used,
      peak: () => this.#takePeak(),
      changed: () => this.#goOn(),
    });
    this.#goOn();
    this.#share.start();
  }

  /** Calls in flight. */
  get pending(): number {
    return this.#queue.pending;
  }

  /** Whether a call would start immediately. */
  get isFree(): boolean {
    const { isPaused, size, pending, concurrency } = this.#queue;
    return !this.#window && !isPaused && size === 0 && pending < concurrency;
  }

  /** What this process may use, now or soon after it needs it. */
  get limits(): Parts {
    return this.#share?.expected ?? this.#total;
  }

  /** Waiting calls, of one priority if given. */
  waiting(priority?: number): number {
    const { size } = this.#queue;
    return size === 0 || priority === undefined ? size : this.#queue.sizeBy({ priority });
  }

  /** Runs the task when its turn comes. */
  add<T>(task: () => Promise<T>, options?: { signal: AbortSignal; priority: number }): Promise<T> {
    if (this.#share) this.#noteCall(this.#share);
    return this.#queue.add(task, options);
  }

  /** Makes a vendor call as part of a task. It counts toward the rate however it ends. */
  call<T>(kind: CallKind, call: () => Promise<T>): Promise<T> {
    return this.#window ? this.#counted(this.#window.take(kind), call) : call();
  }

  /** Starts no call for this long. */
  pause(ms: number): void {
    this.#cancelPause();
    this.#isPaused = true;
    this.#goOn();
    this.#cancelPause = this.#clock.after(ms, () => {
      this.#isPaused = false;
      this.#goOn();
    });
  }

  /** Tells the other replicas about the pause. */
  sharePause(pause: Pause): void {
    this.#share?.pause(pause);
  }

  /** Settles when no call is in flight or waiting. */
  async idle(): Promise<void> {
    await this.#queue.onIdle();
    this.#cancelPause();
    this.#window?.stop();
    await this.#share?.close();
  }

  /** Cancels all timers, so that none starts a call. */
  stop(): void {
    this.#cancelPause();
    this.#window?.stop();
    this.#share?.stop();
  }

  async #counted<T>(place: Place, call: () => Promise<T>): Promise<T> {
    // Before any await: p-queue starts the next task synchronously.
    this.#goOn();
    try {
      return await call();
    } finally {
      place.answered();
    }
  }

  /** Starts or stops calls after a limit, or its use, has changed. */
  #goOn(): void {
    const { slots, calls } = this.#share?.held ?? this.#total;
    const isFull = calls !== undefined && this.#used.calls >= calls;
    const isHeld = slots === 0 || isFull || this.#isPaused;
    // Pause first: p-queue starts tasks whenever its concurrency is set.
    if (isHeld) this.#queue.pause();
    if (slots > 0 && slots !== this.#queue.concurrency) this.#queue.concurrency = slots;
    if (!isHeld && this.#queue.isPaused) this.#queue.start();
  }

  get #used(): Use {
    return { slots: this.#queue.pending, calls: this.#window?.taken ?? 0 };
  }

  /** For a call about to start or wait. */
  #noteCall(share: Share): void {
    const { size } = this.#queue;
    const slots = this.#used.slots + size + 1;
    const calls = this.#used.calls + size + 1;
    this.#peak = { slots: Math.max(this.#peak.slots, slots), calls: Math.max(this.#peak.calls, calls) };
    const { held } = share;
    share.called(slots > held.slots || (held.calls !== undefined && calls > held.calls));
  }

  #takePeak(): Use {
    const { slots, calls } = this.#peak;
    const { size } = this.#queue;
    this.#peak = { slots: this.#used.slots + size, calls: this.#used.calls + size };
    return { slots: Math.max(slots, this.#peak.slots), calls: Math.max(calls, this.#peak.calls) };
  }
}
