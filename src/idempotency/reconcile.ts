/**
 * Decides the outcome of an unanswered add from loaded facts: the record of the send, a complete list of the
 * customer's contacts, and the attempts that may have created one of them. No I/O.
 */
import type { Contact } from '../model/contact.js';
import { compareWithSent, isNewSince } from './digests.js';
import type { SendRecord } from './send-record.js';

export interface Facts extends Schedule {
  readonly record: SendRecord;
  /** All the customer's contacts. */
  readonly contacts: readonly Contact[];
  readonly concurrent: ConcurrentAttempts;
}

/** Other possible origins of a new contact. */
export interface ConcurrentAttempts {
  /** Other undecided attempts. */
  readonly others: readonly {
    /** Undefined if unreadable. */
    readonly record: SendRecord | undefined;
    /** Its request is in flight, or the vendor may still apply it. */
    readonly mayCommit: boolean;
  }[];
  /** Ids of contacts recorded for other attempts. */
  readonly claimed: ReadonlySet<string>;
  /**
   * The contact recorded for this attempt: the vendor's own key returned it, but recording the outcome
   * failed.
   */
  readonly own?: string | undefined;
}

/** The timing of checks. */
export interface Schedule {
  /** Checks so far. */
  readonly checks: number;
  /** Measured before the list was read: the list shows nothing that came later. */
  readonly msSinceLastSend: number;
  /** How long after sending the vendor may still apply a request. */
  readonly graceMs: number;
}

export type Reconciliation =
  | { readonly kind: 'created'; readonly contact: Contact }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'undecided';
      /** Contacts that may be the result, without confirmation. */
      readonly possibleMatches: readonly Contact[];
      /** The record to store: an empty list counts. */
      readonly record: SendRecord;
    };

/** Two lists without the contact confirm its absence, the second one after the grace period. */
export function reconcile(facts: Facts): Reconciliation {
  const { record, msSinceLastSend, graceMs } = facts;
  const isOver = msSinceLastSend >= graceMs;
  const found = record.idChosenByUs ? findByOurId(facts) : findByDifference(facts, isOver);
  if (found.created) return { kind: 'created', contact: found.created };
  if (found.possible.length > 0) return { kind: 'undecided', possibleMatches: found.possible, record };
  const { emptyChecks = 0 } = record;
  if (isOver && emptyChecks > 0) return { kind: 'absent' };
  return { kind: 'undecided', possibleMatches: [], record: { ...record, emptyChecks: emptyChecks + 1 } };
}

interface Found {
  readonly created?: Contact | undefined;
  readonly possible: readonly Contact[];
}

function findByOurId({ record, contacts }: Facts): Found {
  const present = contacts.find(({ externalId }) => externalId === record.contactId);
  if (!present) return { possible: [] };
  // A contact with none of our values came from another request, under a key that has since expired.
  return compareWithSent(present, record).matchRatio > 0
    ? { created: present, possible: [] }
    : { possible: [present] };
}

/**
 * A new contact with only some of the sent values may be ours in the vendor's own spelling; one with more may
 * belong to a larger request. Neither confirms the outcome or its absence.
 *
 * If two undecided attempts could have created the same contact, it is assigned to neither until neither can
 * still be sent. Assigned early, it would make the other attempt run again and create a duplicate. After
 * that, each contact goes to one attempt, and attempts without a contact were not applied.
 */
function findByDifference({ record, contacts, concurrent }: Facts, isOver: boolean): Found {
  const own = contacts.find(({ id }) => id === concurrent.own);
  if (own) return { created: own, possible: [] };
  const { contactId, before, beforeDigests, sent } = record;
  const isNew = isNewSince(record);
  const candidates = contacts.filter(
    (contact) =>
      isNew(contact) &&
      !concurrent.claimed.has(contact.id) &&
      (contactId === null || contact.externalId === contactId),
  );
  const compared = candidates.map((contact) => ({ contact, ...compareWithSent(contact, record) }));
  const similar = compared.filter(({ matchRatio }) => matchRatio > 0);
  // Without the earlier ids, a contact may be an older one; without sent values, everything matches.
  const canConfirm = (before !== null || beforeDigests !== undefined) && sent.length > 0;
  const equal = canConfirm ? similar.filter(({ isEqual }) => isEqual).map(({ contact }) => contact) : [];
  const others = concurrent.others.filter(({ record: other }) => mayHaveCreatedOne(other, equal));
  const isOpen = others.length > 0 && (!isOver || others.some(({ mayCommit }) => mayCommit));
  const isProved = !isOpen && equal.length <= others.length + 1;
  return { created: isProved ? equal[0] : undefined, possible: similar.map(({ contact }) => contact) };
}

/**
 * Whether another attempt may have created one of the contacts; one without a record may have created any.
 */
function mayHaveCreatedOne(other: SendRecord | undefined, contacts: readonly Contact[]): boolean {
  if (!other) return contacts.length > 0;
  const isNew = isNewSince(other);
  return contacts.some((contact) => isNew(contact) && compareWithSent(contact, other).matchRatio === 1);
}

/** Intervals between checks while the vendor may still apply the request; the last one repeats. */
const CHECK_MS = [2000, 10_000, 30_000, 120_000];
/** After that, the interval equals the time elapsed, within these bounds. */
export const [MIN_LATE_MS, MAX_LATE_MS] = [10_000, 3_600_000];

/**
 * How long until the next check. The first one that can confirm absence comes right after the grace period.
 */
export function nextCheckMs({ checks, msSinceLastSend, graceMs }: Schedule): number {
  const graceLeftMs = graceMs - msSinceLastSend;
  if (graceLeftMs <= 0) return Math.min(MAX_LATE_MS, Math.max(MIN_LATE_MS, -graceLeftMs));
  return Math.min(CHECK_MS[Math.min(checks, CHECK_MS.length - 1)] ?? 0, graceLeftMs);
}
