/** An account's health, as its latest calls show it. Makes no calls of its own. */
import { healthShownBy } from '../model/errors.js';
import type { HealthState } from '../model/health.js';
import type { Failure } from '../model/outcome.js';
import type { Health, NotAdmittedCause } from './admission.js';

export interface AccountHealth {
  readonly state: HealthState;
  /** Start of the current state, in milliseconds since 1970; null while untried. */
  readonly since: number | null;
}

export const UNTRIED: AccountHealth = { state: 'UNTRIED', since: null };

/** The duration of a finished call. */
interface Timed {
  readonly durationMs: number;
}

export class HealthRecord {
  #health = UNTRIED;
  #changedAt = Number.NEGATIVE_INFINITY;

  get current(): AccountHealth {
    return this.#health;
  }

  /** Records a complete answer. */
  noteAnswer(failure: Failure | undefined, { durationMs }: Timed): void {
    this.#note(healthShownBy(failure), durationMs);
  }

  /** Records a call without a complete answer. Ignores faults that are not the vendor's. */
  noteFault(failure: Failure, { health, transfer }: { health: Health; transfer: Timed }): void {
    const state = healthShownBy(failure);
    if (health.isFault || state !== 'NOT_ANSWERING') this.#note(state, transfer.durationMs);
  }

  /** Another replica may have learned of the vendor's pause. */
  noteNotAdmitted(cause: NotAdmittedCause): void {
    if (cause === 'PAUSED') this.#note('RATE_LIMITED', 0);
  }

  #note(state: HealthState, durationMs: number): void {
    if (state === this.#health.state) return;
    const now = performance.now();
    // A call that began before the last change says nothing about the current state.
    if (now - durationMs < this.#changedAt) return;
    this.#changedAt = now;
    this.#health = { state, since: Date.now() };
  }
}
