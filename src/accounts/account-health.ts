/** The health of an account, as its latest calls showed it. Nothing is called to find it out. */
import { healthShownBy } from '../model/errors.js';
import type { HealthState } from '../model/health.js';
import type { Failure } from '../model/outcome.js';
import type { Health, NotAdmittedCause } from './admission.js';

export interface AccountHealth {
  readonly state: HealthState;
  /** Since when the state is what it is, in milliseconds since 1970; null while untried. */
  readonly since: number | null;
}

export const UNTRIED: AccountHealth = { state: 'UNTRIED', since: null };

/** How long a call took that is over now. */
interface Timed {
  readonly durationMs: number;
}

export class HealthRecord {
  #health = UNTRIED;
  #changedAt = Number.NEGATIVE_INFINITY;

  get current(): AccountHealth {
    return this.#health;
  }

  /** A complete answer, and what it amounts to. */
  noteAnswer(failure: Failure | undefined, { durationMs }: Timed): void {
    this.#note(healthShownBy(failure), durationMs);
  }

  /** No complete answer. Where that is no fault of the vendor, it says nothing. */
  noteFault(failure: Failure, { health, transfer }: { health: Health; transfer: Timed }): void {
    const state = healthShownBy(failure);
    if (health.isFault || state !== 'NOT_ANSWERING') this.#note(state, transfer.durationMs);
  }

  /** Another replica may have learned that the vendor wants no calls. */
  noteNotAdmitted(cause: NotAdmittedCause): void {
    if (cause === 'PAUSED') this.#note('RATE_LIMITED', 0);
  }

  #note(state: HealthState, durationMs: number): void {
    if (state === this.#health.state) return;
    const now = performance.now();
    // A call that began before the last change says nothing about now.
    if (now - durationMs < this.#changedAt) return;
    this.#changedAt = now;
    this.#health = { state, since: Date.now() };
  }
}
