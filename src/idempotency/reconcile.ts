/**
 * Decides what became of a write that has no answer, from loaded facts: the record of the send, a complete
 * list of the customer's contacts, and the attempts that may have created one of them. No I/O here.
 */
import type { Contact } from '../model/contact.js';
import { compareWithSent, isNewSince } from './digests.js';
import type { SendRecord } from './send-record.js';

export interface Facts extends Schedule {
  readonly record: SendRecord;
  /** All contacts of the customer. */
  readonly contacts: readonly Contact[];
  readonly concurrent: ConcurrentAttempts;
}

/** What else may explain a new contact of the customer. */
export interface ConcurrentAttempts {
  /** Other attempts whose outcome is not decided. */
  readonly others: readonly {
    /** Undefined where it cannot be read. */
    readonly record: SendRecord | undefined;
    /** Its request is on its way, or the vendor may still carry it out. */
    readonly mayCommit: boolean;
  }[];
  /** Ids of contacts that are recorded as other attempts'. */
  readonly claimed: ReadonlySet<string>;
  /** The contact recorded as ours: the vendor's own key gave it, and the outcome could not be recorded. */
  readonly own?: string | undefined;
}

/** When checks are made. */
export interface Schedule {
  /** Checks so far. */
  readonly checks: number;
  /** Counted from before the list was read: the list shows nothing of what came later. */
  readonly msSinceLastSend: number;
  /** How long after a request left the vendor may still carry it out. */
  readonly graceMs: number;
}

export type Reconciliation =
  | { readonly kind: 'created'; readonly contact: Contact }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'undecided';
      /** Contacts that may be the one, but nothing confirms it. */
      readonly possibleMatches: readonly Contact[];
      /** The record to write: an empty list counts. */
      readonly record: SendRecord;
    };

/**
 * Absent is confirmed by two lists that show nothing of the contact, the second one after the grace period.
 */
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
  // A contact without any of our values was made by another request, under a key that has been forgotten
  // since.
  return compareWithSent(present, record).matchRatio > 0
    ? { created: present, possible: [] }
    : { possible: [present] };
}

/**
 * A new contact that has some of the sent values, but not all, may be ours in the vendor's own spelling; one
 * that has more may belong to a request that asked for more. They confirm neither the outcome nor its
 * absence.
 *
 * If two undecided attempts could have created the same contact, it is assigned to neither until both can no
 * longer be sent. Assigned early, it would make the other attempt run again and create a duplicate. After
 * that each contact goes to one attempt, and attempts without a contact were not carried out.
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
  // Without the ids from before a contact may be an older one; and where nothing was sent, everything
  // matches.
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

/** Waits between checks while the vendor may still carry the request out; the last one repeats. */
const CHECK_MS = [2000, 10_000, 30_000, 120_000];
/** And after that: as long again as it has been, within these bounds. */
export const [MIN_LATE_MS, MAX_LATE_MS] = [10_000, 3_600_000];

/**
 * How long until the next check. The first one that can confirm an absence comes right after the grace
 * period.
 */
export function nextCheckMs({ checks, msSinceLastSend, graceMs }: Schedule): number {
  const graceLeftMs = graceMs - msSinceLastSend;
  if (graceLeftMs <= 0) return Math.min(MAX_LATE_MS, Math.max(MIN_LATE_MS, -graceLeftMs));
  return Math.min(CHECK_MS[Math.min(checks, CHECK_MS.length - 1)] ?? 0, graceLeftMs);
}
