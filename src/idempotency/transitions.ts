/**
 * The life of an attempt as two tables: what each state means to those who find it, and the transitions
 * between states.
 *
 * The store itself makes two moves: `claim` creates a PENDING attempt with a lease, and `takeDue` leases due
 * or abandoned attempts to a sweep. Every move is a compare-and-set on the epoch, so only the current holder
 * can make it.
 */
import type { ChangeRecord } from './change-record.js';
import { type SendRecord, toJson } from './send-record.js';
import type { Attempt, AttemptChange, AttemptState, AttemptStore } from './store/store.js';

/** How long to keep an answer once the outcome is known. */
const ANSWER_MS = 24 * 60 * 60 * 1000;

/** An attempt's state as reported to a caller. */
export type ReportedState = 'IN_PROGRESS' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' | 'UNKNOWN';

interface StateRow {
  /** What a later caller with the key does: returns the stored answer, or takes over a free attempt. */
  readonly later: 'ANSWER' | 'RUN' | 'FIND_OUTCOME';
  readonly takenBy?: 'takeOver' | 'rerun';
  readonly reported: ReportedState;
  /** After its lease has expired. */
  readonly reportedWhenLeft?: ReportedState;
  readonly isFinal?: true;
}

export const STATES: Readonly<Record<AttemptState, StateRow>> = {
  /** Claimed; nothing was sent. */
  PENDING: { later: 'RUN', takenBy: 'takeOver', reported: 'IN_PROGRESS' },
  /** A request may have been sent. */
  SENDING: {
    later: 'FIND_OUTCOME',
    takenBy: 'takeOver',
    reported: 'IN_PROGRESS',
    reportedWhenLeft: 'UNKNOWN',
  },
  /** A request may have been sent, and its answer is lost or inconclusive. */
  UNKNOWN: { later: 'FIND_OUTCOME', takenBy: 'takeOver', reported: 'UNKNOWN' },
  SUCCEEDED: { later: 'ANSWER', reported: 'SUCCEEDED', isFinal: true },
  REJECTED: { later: 'ANSWER', reported: 'REJECTED', isFinal: true },
  /** Nothing was applied: the key can be used again. */
  NOT_APPLIED: { later: 'RUN', takenBy: 'rerun', reported: 'NOT_APPLIED', isFinal: true },
};

/** Variable parts of a move. The rest is in its row. */
interface Values {
  readonly lease: { readonly owner: string; readonly ms: number };
  /** Undefined keeps the stored one. */
  readonly record: SendRecord | ChangeRecord | undefined;
  readonly customerId: string;
  readonly answer: object;
  readonly checks: number;
  readonly dueInMs: number;
  readonly contactId: string;
}

interface Transition {
  readonly from: readonly AttemptState[];
  /** If absent, the state stays. */
  readonly to?: AttemptState;
  readonly sets?: AttemptChange;
  readonly needs: readonly (keyof Values)[];
}

const SETTLED = { lease: null, dueInMs: null, expiresInMs: ANSWER_MS };

export const TRANSITIONS = {
  // By a later caller, if no process holds the attempt.

  takeOver: { from: ['PENDING', 'SENDING', 'UNKNOWN'], needs: ['lease'] },
  /**
   * Must not expire while it runs: the same key would start over, at epochs that this run has already used.
   */
  rerun: { from: ['NOT_APPLIED'], sets: { expiresInMs: ANSWER_MS }, needs: ['lease'] },

  // The moves below are the holder's.

  /** Before the first byte is sent. Drops the answer of an earlier run under the key. */
  send: {
    from: ['PENDING', 'NOT_APPLIED'],
    to: 'SENDING',
    sets: { answer: null, checks: 0, expiresInMs: null },
    needs: ['record', 'customerId'],
  },
  /** Before the request is resent: after a rejection with a retry time, or under the vendor's own key. */
  sendAgain: { from: ['SENDING', 'UNKNOWN'], needs: ['record'] },
  /** The answer is lost or inconclusive. The holder keeps the lease and immediately checks the outcome. */
  loseAnswer: { from: ['SENDING'], to: 'UNKNOWN', needs: ['record', 'answer', 'dueInMs'] },
  /** The outcome is still unknown: the sweep or the next caller checks again. */
  postpone: {
    from: ['SENDING', 'UNKNOWN'],
    to: 'UNKNOWN',
    sets: { lease: null },
    needs: ['record', 'answer', 'checks', 'dueInMs'],
  },
  /** Records the added contact too, so that no other attempt claims it. */
  succeed: { from: ['SENDING', 'UNKNOWN'], to: 'SUCCEEDED', sets: SETTLED, needs: ['answer'] },
  /** Another client has changed the contact since: the outcome can never be determined. */
  giveUp: {
    from: ['SENDING', 'UNKNOWN'],
    to: 'UNKNOWN',
    sets: SETTLED,
    needs: ['record', 'answer', 'checks'],
  },
  /** An existing contact is the answer. Nothing was sent, and no attempt owns the contact. */
  find: { from: ['PENDING', 'NOT_APPLIED'], to: 'SUCCEEDED', sets: SETTLED, needs: ['answer'] },
  reject: {
    from: ['PENDING', 'SENDING', 'UNKNOWN', 'NOT_APPLIED'],
    to: 'REJECTED',
    sets: SETTLED,
    needs: ['answer'],
  },
  /** Nothing was sent, the vendor applied nothing, or the contact is confirmed absent. */
  release: {
    from: ['PENDING', 'SENDING', 'UNKNOWN', 'NOT_APPLIED'],
    to: 'NOT_APPLIED',
    sets: SETTLED,
    needs: ['answer'],
  },
} as const satisfies Readonly<Record<string, Transition>>;

type Name = keyof typeof TRANSITIONS;

/** The attempt after the move; undefined if it has been moved since. */
export function move<Move extends Name>(
  store: AttemptStore,
  attempt: Attempt,
  name: Move,
  { record, ...values }: Partial<Values> & Pick<Values, (typeof TRANSITIONS)[Move]['needs'][number]>,
): Promise<Attempt | undefined> {
  const { from, to, sets }: Transition = TRANSITIONS[name];
  if (!from.includes(attempt.state)) {
    return Promise.reject(new RangeError(`${name} does not start at ${attempt.state}.`));
  }
  return store.change(attempt.id, attempt.epoch, {
    ...sets,
    ...(to && { state: to }),
    ...(record && { evidence: 'fields' in record ? record : toJson(record) }),
    ...values,
  });
}

export function isFinal(attempt: Attempt): boolean {
  return (STATES[attempt.state].isFinal ?? false) || isGivenUp(attempt);
}

/** The search for its outcome has ended. */
export function isGivenUp({ state, dueAt, owner }: Attempt): boolean {
  return state === 'UNKNOWN' && dueAt === null && owner === null;
}
