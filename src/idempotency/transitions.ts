/**
 * The life of an attempt as two tables: what each state means to those who find it, and the moves between
 * states.
 *
 * The store makes two moves by itself: `claim` creates a PENDING attempt with a lease, and `takeDue` gives a
 * sweep the lease of attempts that are due or left behind. Every move is a compare-and-set on the epoch, so
 * only the holder of the attempt as it was can make it.
 */
import { type SendRecord, toJson } from './send-record.js';
import type { Attempt, AttemptChange, AttemptState, AttemptStore } from './store/store.js';

/** Answers are kept this long after the outcome is known. */
const ANSWER_MS = 24 * 60 * 60 * 1000;

/** An attempt's state as a caller sees it. */
export type ReportedState = 'IN_PROGRESS' | 'SUCCEEDED' | 'REJECTED' | 'NOT_APPLIED' | 'UNKNOWN';

interface StateRow {
  /**
   * What a later caller with the key does: gives the stored answer, or takes a free attempt and goes on with
   * it.
   */
  readonly later: 'ANSWER' | 'RUN' | 'FIND_OUTCOME';
  readonly takenBy?: 'takeOver' | 'rerun';
  readonly reported: ReportedState;
  /** Once its lease has run out. */
  readonly reportedWhenLeft?: ReportedState;
  readonly isFinal?: true;
}

export const STATES: Readonly<Record<AttemptState, StateRow>> = {
  /** Claimed; nothing was sent. */
  PENDING: { later: 'RUN', takenBy: 'takeOver', reported: 'IN_PROGRESS' },
  /** A request may have left. */
  SENDING: {
    later: 'FIND_OUTCOME',
    takenBy: 'takeOver',
    reported: 'IN_PROGRESS',
    reportedWhenLeft: 'UNKNOWN',
  },
  /** A request may have left, and its answer is lost or says nothing. */
  UNKNOWN: { later: 'FIND_OUTCOME', takenBy: 'takeOver', reported: 'UNKNOWN' },
  SUCCEEDED: { later: 'ANSWER', reported: 'SUCCEEDED', isFinal: true },
  REJECTED: { later: 'ANSWER', reported: 'REJECTED', isFinal: true },
  /** Nothing was carried out: the key may be used again. */
  NOT_APPLIED: { later: 'RUN', takenBy: 'rerun', reported: 'NOT_APPLIED', isFinal: true },
};

/** Values of a move. All else that it writes is in its row. */
interface Values {
  readonly lease: { readonly owner: string; readonly ms: number };
  /** Undefined leaves the stored one. */
  readonly record: SendRecord | undefined;
  readonly customerId: string;
  readonly answer: object;
  readonly checks: number;
  readonly dueInMs: number;
  readonly contactId: string;
}

interface Transition {
  readonly from: readonly AttemptState[];
  /** Absent: the state stays. */
  readonly to?: AttemptState;
  readonly sets?: AttemptChange;
  readonly needs: readonly (keyof Values)[];
}

const SETTLED = { lease: null, dueInMs: null, expiresInMs: ANSWER_MS };

export const TRANSITIONS = {
  // By a later caller, when nobody holds the attempt.

  takeOver: { from: ['PENDING', 'SENDING', 'UNKNOWN'], needs: ['lease'] },
  /**
   * It must not be forgotten while it runs: the same key would begin anew, at epochs that this run has seen.
   */
  rerun: { from: ['NOT_APPLIED'], sets: { expiresInMs: ANSWER_MS }, needs: ['lease'] },

  // By the holder.

  /** Before the first byte leaves. An answer of an earlier run under the key no longer holds. */
  send: {
    from: ['PENDING', 'NOT_APPLIED'],
    to: 'SENDING',
    sets: { answer: null, checks: 0, expiresInMs: null },
    needs: ['record', 'customerId'],
  },
  /** Before the request leaves once more: after a rejection that says when, or under the vendor's own key. */
  sendAgain: { from: ['SENDING', 'UNKNOWN'], needs: ['record'] },
  /** The answer is lost or says nothing. The holder keeps the lease and looks for the outcome at once. */
  loseAnswer: { from: ['SENDING'], to: 'UNKNOWN', needs: ['record', 'answer', 'dueInMs'] },
  /** The outcome is still not known: the sweep or the next caller looks again. */
  postpone: {
    from: ['SENDING', 'UNKNOWN'],
    to: 'UNKNOWN',
    sets: { lease: null },
    needs: ['record', 'answer', 'checks', 'dueInMs'],
  },
  /** The contact is recorded with it, so that no other attempt takes it for its own. */
  succeed: { from: ['SENDING', 'UNKNOWN'], to: 'SUCCEEDED', sets: SETTLED, needs: ['answer', 'contactId'] },
  /** A contact that was there before is the answer. Nothing was sent, and the contact is nobody's. */
  find: { from: ['PENDING', 'NOT_APPLIED'], to: 'SUCCEEDED', sets: SETTLED, needs: ['answer'] },
  reject: {
    from: ['PENDING', 'SENDING', 'UNKNOWN', 'NOT_APPLIED'],
    to: 'REJECTED',
    sets: SETTLED,
    needs: ['answer'],
  },
  /** Nothing was sent, the vendor carried nothing out, or the contact is confirmed absent. */
  release: {
    from: ['PENDING', 'SENDING', 'UNKNOWN', 'NOT_APPLIED'],
    to: 'NOT_APPLIED',
    sets: SETTLED,
    needs: ['answer'],
  },
} as const satisfies Readonly<Record<string, Transition>>;

type Name = keyof typeof TRANSITIONS;

/** The attempt after the move; undefined when somebody else has moved it since. */
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
    ...(record && { evidence: toJson(record) }),
    ...values,
  });
}

export function isFinal({ state }: Attempt): boolean {
  return STATES[state].isFinal ?? false;
}
