/**
 * A circuit breaker: while a vendor does not answer, its callers learn it at once instead of at their
 * deadlines.
 *
 * Cockatiel keeps the states. The sample is ours, by the extension point it has for that: its own
 * SamplingBreaker moves on by one part of its window per call, however long ago the last one was, so that 19
 * faults of an hour ago and one of now would open it.
 *
 * After the open time a single read is let through, and what becomes of it decides. Never a write: one that
 * gets no answer has an unknown outcome, while one that was not admitted has certainly not happened.
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

/** A read changes nothing, whatever its HTTP method; a check is a read that a write depends on. */
export type CallKind = 'read' | 'check' | 'write';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

const WINDOW_SECONDS = 10;
const FAULT_SHARE = 0.5;
const OPEN_MS = 5000;
const MAX_OPEN_MS = 60_000;

export class Breaker {
  readonly #circuit: CircuitBreakerPolicy;
  #openUntil = 0;
  /** Changes of state so far. */
  #changes = 0;

  /** Calls `opened` each time that it stops calls, at `minCalls` in the window at the earliest. */
  constructor(
    opened: () => void,
    minCalls: number,
    private readonly clock: Clock,
    random: () => number = Math.random,
  ) {
    let openMs = 0;
    this.#circuit = circuitBreaker(handleWhenResult(isFault), {
      breaker: new RecentCalls(minCalls, clock),
      // How long it stays open is kept here, for Cockatiel has a clock of its own: it lets through whatever
      // comes.
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

  /** Whether a call may go out now. The answer holds until something is awaited. */
  admits(kind: CallKind): boolean {
    if (this.#circuit.state === CircuitState.Open) return kind !== 'write' && this.isDue;
    // Half open: the one read is under way.
    return this.#circuit.state === CircuitState.Closed;
  }

  get state(): BreakerState {
    return stateOf(this.#circuit.state);
  }

  onChange(changed: (state: BreakerState) => void): void {
    this.#circuit.onStateChange((state) => changed(stateOf(state)));
  }

  /** The open time is over, and no read has tried the vendor yet. */
  get isDue(): boolean {
    return this.#circuit.state === CircuitState.Open && this.clock.now() >= this.#openUntil;
  }

  /** Until a call may be let through again; at least one. */
  get secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#openUntil - this.clock.now()) / 1000));
  }

  /** Makes an admitted call and learns from it; undefined when it was not admitted after all. */
  async run<T extends { readonly health: { readonly isFault: boolean } }>(
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const { result } = await this.#circuit.execute(async () => {
        const before = this.#changes;
        const result = await call();
        // A call begun before the last change says nothing about the vendor's present state.
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

/**
 * Doubles up to a bound. A fifth of jitter keeps processes that opened together from coming back together.
 */
function openTimeMs(attempt: number, random: () => number): number {
  return Math.min(MAX_OPEN_MS, OPEN_MS * 2 ** (attempt - 1) * (0.8 + 0.4 * random()));
}

/** The calls of the last seconds: opens when there were enough of them and too many were faults. */
class RecentCalls implements IBreaker {
  /** Cockatiel's hook for keeping a breaker beyond its process, which is not done here. */
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
