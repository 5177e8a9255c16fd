/** Records an attempt's outcome, so that later requests with its key get the same answer. */
import type { Contact } from '../model/contact.js';
import { rowOf, writeOutcome } from '../model/errors.js';
import { done, type Failure, failed, type Outcome, ofUpdate, type WriteResult } from '../model/outcome.js';
import { type ChangeRecord, operationOf } from './change-record.js';
import { conflict } from './failures.js';
import type { SendRecord } from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import type { StoreClock } from './store-clock.js';
import { move } from './transitions.js';
import type { Held, Resolved } from './write-request.js';

/** Spreads checks out over time. */
export const JITTER_MS = 2000;

/** Records a definite outcome; undefined if the attempt has been moved since. */
export function recordOutcome(
  store: AttemptStore,
  attempt: Attempt,
  outcome: Outcome<WriteResult>,
  clock: StoreClock,
): Promise<Attempt | undefined> {
  const answer = storeAnswer(outcome, clock);
  if (outcome.ok) {
    const { value } = outcome;
    const found = 'found' in value ? value.found : undefined;
    if (found === 'RETURNED') return move(store, attempt, 'find', { answer });
    const created = attempt.operation === 'ADD' && !found && 'contact' in value && value.contact.id;
    return move(store, attempt, 'succeed', { answer, ...(created && { contactId: created }) });
  }
  const { attempt: state } = rowOf(outcome.failure);
  return move(store, attempt, state === 'REJECTED' ? 'reject' : 'release', { answer });
}

/** Nothing was confirmed: the next caller or the sweep checks again after `waitMs`. */
export async function postpone(
  store: AttemptStore,
  { attempt, clock }: Held,
  next: {
    readonly waitMs: number;
    /** See `decidedInMs`. */
    readonly decidedMs?: number | undefined;
    readonly possibleMatches?: readonly Contact[];
    readonly record?: SendRecord | ChangeRecord;
  },
): Promise<Resolved> {
  const { waitMs, decidedMs, possibleMatches = [], record } = next;
  const failure: Failure = {
    kind: 'unknown',
    uncertainty: uncertaintyOf(attempt),
    possibleMatches,
    retryAfterSeconds: Math.ceil(waitMs / 1000),
    ...(decidedMs !== undefined && { decidedAfterSeconds: Math.ceil(decidedMs / 1000) }),
  };
  const postponed = await move(store, attempt, 'postpone', {
    answer: storeAnswer(failed(failure), clock),
    checks: attempt.checks + 1,
    dueInMs: waitMs + Math.random() * JITTER_MS,
    record,
  });
  return { attempt: postponed ?? attempt };
}

/** Ends the search: the outcome can no longer be found. */
export async function giveUp(
  store: AttemptStore,
  { attempt, clock }: Held,
  record: ChangeRecord,
): Promise<Resolved> {
  const failure: Failure = {
    kind: 'unknown',
    uncertainty: `${uncertaintyOf(attempt)}, and another client has changed the contact since`,
    possibleMatches: [],
    retryAfterSeconds: null,
    isForGood: true,
  };
  const answer = storeAnswer(failed(failure), clock);
  const given = await move(store, attempt, 'giveUp', { record, answer, checks: attempt.checks + 1 });
  return { attempt: given ?? attempt };
}

function uncertaintyOf(attempt: Attempt): string {
  const given = restoreAnswer(attempt);
  if (!given || given.ok) return 'the process that sent the request ended before it got a response';
  return given.failure.kind === 'unknown'
    ? given.failure.uncertainty
    : 'the provider reported that a request with its key may still be running';
}

/** Whether the request may have been applied, including one still running under the vendor's own key. */
export function isUndecided(outcome: Outcome<WriteResult>): boolean {
  return !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

type StoredAnswer = Outcome<WriteResult> & { readonly answeredAt?: number };

/** The answer as stored, with its time. It is purged with the attempt. */
export function storeAnswer(outcome: Outcome<WriteResult>, clock: StoreClock): StoredAnswer {
  return { ...outcome, answeredAt: clock() };
}

/**
 * The stored answer, marked as replayed; undefined if there is none. `now`, by the store's clock: remaining
 * waits count from then.
 */
export function restoreAnswer(attempt: Attempt, now?: number): Outcome<WriteResult> | undefined {
  const stored = attempt.answer as StoredAnswer | null;
  if (!stored) return undefined;
  if (stored.ok) return done({ ...stored.value, replayed: true });
  const { failure, answeredAt } = stored;
  const restored = failed(
    now === undefined || answeredAt === undefined ? failure : withRemainingWait(failure, now - answeredAt),
  );
  return operationOf(attempt) === attempt.operation ? restored : ofUpdate(restored);
}

export function answerOf(attempt: Attempt): Outcome<WriteResult> {
  return restoreAnswer(attempt) ?? conflict('IN_PROGRESS');
}

/** The answer to the request that created the contact, even if its outcome had to be found out. */
export function asCreatedNow(outcome: Outcome<WriteResult>): Outcome<WriteResult> {
  return outcome.ok ? done({ ...outcome.value, replayed: false }) : outcome;
}

function withRemainingWait(failure: Failure, passedMs: number): Failure {
  if (!('retryAfterSeconds' in failure) || failure.retryAfterSeconds === null) return failure;
  // A clock that was set back must not lengthen a wait.
  const left = (seconds: number) => Math.min(seconds, Math.max(0, Math.ceil(seconds - passedMs / 1000)));
  const remaining = { ...failure, retryAfterSeconds: left(failure.retryAfterSeconds) };
  if (remaining.kind !== 'unknown' || remaining.decidedAfterSeconds === undefined) return remaining;
  const { decidedAfterSeconds, ...rest } = remaining;
  const decided = left(decidedAfterSeconds);
  // A time that has passed promises nothing.
  return decided === 0 ? rest : { ...rest, decidedAfterSeconds: decided };
}
