/** Writes down what became of an attempt, so that whoever comes with its key is told the same. */

import type { Contact } from '../model/contact.js';
import { rowOf, writeOutcome } from '../model/errors.js';
import { type AddedContact, type Failure, failed, type Outcome } from '../model/outcome.js';
import { type Evidence, toJson } from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import type { StoreClock } from './store-clock.js';
import { restoreAnswer, storeAnswer } from './stored-answer.js';

/** Answers are kept this long after the outcome was known. */
export const ANSWER_MS = 24 * 60 * 60 * 1000;
/** No check is made before its time, and not all at once. */
const JITTER_MS = 2000;

export class Verdicts {
  constructor(private readonly store: AttemptStore) {}

  /** Records a definite outcome; undefined when somebody else has the attempt by now. */
  async settle(
    attempt: Attempt,
    outcome: Outcome<AddedContact>,
    clock: StoreClock,
  ): Promise<Attempt | undefined> {
    return this.store.change(attempt.id, attempt.epoch, {
      state: finalState(outcome),
      lease: null,
      answer: storeAnswer(outcome, clock),
      dueInMs: null,
      expiresInMs: ANSWER_MS,
      // Noted so that no other attempt takes this contact for its own.
      ...(outcome.ok && { contactId: outcome.value.contact.id }),
    });
  }

  /** Nothing was proved: whoever comes next, or the sweep, looks again after `waitMs`, with what is known by now. */
  async postpone(
    attempt: Attempt,
    possibleMatches: readonly Contact[],
    waitMs: number,
    clock: StoreClock,
    evidence?: Evidence,
  ): Promise<Attempt> {
    const failure: Failure = {
      kind: 'unknown',
      uncertainty: uncertaintyOf(attempt),
      possibleMatches,
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    };
    const changed = await this.store.change(attempt.id, attempt.epoch, {
      state: 'UNKNOWN',
      lease: null,
      answer: storeAnswer(failed(failure), clock),
      dueInMs: waitMs + Math.random() * JITTER_MS,
      checks: attempt.checks + 1,
      ...(evidence && { evidence: toJson(evidence) }),
    });
    return changed ?? attempt;
  }
}

/** Whether the request may have been carried out; one in progress under the vendor's key tells as little. */
export function isUndecided(outcome: Outcome<AddedContact>): boolean {
  return !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

function uncertaintyOf({ answer }: Attempt): string {
  const told = answer && restoreAnswer(answer);
  if (!told || told.ok) return 'the process that sent the request ended before it had an answer';
  return told.failure.kind === 'unknown'
    ? told.failure.uncertainty
    : 'the provider answered that a request with its key may still be running';
}

function finalState(outcome: Outcome<AddedContact>): 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' {
  return outcome.ok ? 'SUCCEEDED' : rowOf(outcome.failure).attempt;
}
