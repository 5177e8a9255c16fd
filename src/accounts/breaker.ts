/**
 * A circuit breaker: while a vendor does not answer, its callers fail immediately instead of at their
 * deadlines.
 *
 * Cockatiel manages the states. The sampling is ours, through its extension point. Its own SamplingBreaker
 * advances its window by one part per call, however long ago the last one was: 19 faults from an hour ago and
 * one now would open it.
 *
 * After the open time, a single read probes the vendor and its result decides. Never a write: an unanswered
 * write has an unknown outcome, while one that was not admitted certainly did not happen.
 */
import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  DelegateBackoff,
  handleWhenResult,
  type IBreaker,
  isBrokenCircuitError,
} from 'cockatiel';
import type { Clock } from '../vendor-http/clock.js';

/** A read changes nothing, whatever its HTTP method. A check is a read that a write depends on. */
export type CallKind = 'read' | 'check' | 'write';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

const WINDOW_SECONDS = 10;
const FAULT_SHARE = 0.5;
const OPEN_MS = 5000;
const MAX_OPEN_MS = 60_000;

export class Breaker {
  readonly #circuit: CircuitBreakerPolicy;
  #openUntil = 0;
  /** Number of state changes so far. */
  #changes = 0;

  /** Calls `opened` whenever the breaker opens, which takes at least `minCalls` in the window. */
  constructor(
    opened: () => void,
    minCalls: number,
    private readonly clock: Clock,
    random: () => number = Math.random,
  ) {
    let openMs = 0;
    this.#circuit = circuitBreaker(handleWhenResult(isFault), {
      breaker: new RecentCalls(minCalls, clock),
      // We track the open time ourselves, because Cockatiel uses its own clock. It lets everything through.
      halfOpenAfter: new DelegateBackoff(({ attempt }) => {
        openMs = openTimeMs(attempt, random);
        return 0;
      }),
    });
    this.#circuit.onStateChange(() => {
      this.#changes += 1;
    });
    this.#circuit.onBreak(() => {
      this.#openUntil = this.clock.now() + openMs;
      opened();
    });
  }

  /** Whether a call may be sent now. Valid until the next await. */
  admits(kind: CallKind): boolean {
    if (this.#circuit.state === CircuitState.Open) return kind !== 'write' && this.isDue;
    // Half open: the one probing read is in flight.
    return this.#circuit.state === CircuitState.Closed;
  }

  get state(): BreakerState {
    return stateOf(this.#circuit.state);
  }

  onChange(changed: (state: BreakerState) => void): void {
    this.#circuit.onStateChange((state) => changed(stateOf(state)));
  }

  /** The open time is over, and no read has probed the vendor yet. */
  get isDue(): boolean {
    return this.#circuit.state === CircuitState.Open && this.clock.now() >= this.#openUntil;
  }

  /** Seconds until a call may be let through again; at least 1. */
  get secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#openUntil - this.clock.now()) / 1000));
  }

  /** Runs an admitted call and learns from it; undefined if it was not admitted after all. */
  async run<T extends { readonly health: { readonly isFault: boolean } }>(
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const { result } = await this.#circuit.execute(async () => {
        const before = this.#changes;
        const result = await call();
        // A call begun before the last change says nothing about the vendor's current state.
        return { result, isFault: result.health.isFault && before === this.#changes };
      });
      return result;
    } catch (error) {
      if (isBrokenCircuitError(error)) return undefined;
      throw error;
    }
  }
}

function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}

function isFault(outcome: unknown): boolean {
  return (outcome as { readonly isFault: boolean }).isFault;
}

/** Doubles up to a limit. Jitter of 20% keeps processes that opened together from retrying together. */
function openTimeMs(attempt: number, random: () => number): number {
  return Math.min(MAX_OPEN_MS, OPEN_MS * 2 ** (attempt - 1) * (0.8 + 0.4 * random()));
}

/** Calls of the last seconds. Opens if there were enough calls and too many were faults. */
class RecentCalls implements IBreaker {
  /** Cockatiel's hook for persisting a breaker, unused here. */
  state: unknown;
  #seconds: { at: number; calls: number; faults: number }[] = [];

  constructor(
    private readonly minCalls: number,
    private readonly clock: Clock,
  ) {}

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.#seconds = [];
    else this.#count(0);
  }

  failure(state: CircuitState): boolean {
    if (state !== CircuitState.Closed) return true;
    this.#count(1);
    const calls = this.#seconds.reduce((sum, second) => sum + second.calls, 0);
    const faults = this.#seconds.reduce((sum, second) => sum + second.faults, 0);
    return calls >= this.minCalls && faults >= calls * FAULT_SHARE;
  }

  #count(faults: 0 | 1): void {
    const now = Math.floor(this.clock.now() / 1000);
    this.#seconds = this.#seconds.filter(({ at }) => at > now - WINDOW_SECONDS);
    let last = this.#seconds.at(-1);
    if (last?.at !== now) {
      last = { at: now, calls: 0, faults: 0 };
      this.#seconds.push(last);
    }
    last.calls += 1;
    last.faults += faults;
  }
}
