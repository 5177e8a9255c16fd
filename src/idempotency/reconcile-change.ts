/**
 * Decides the outcome of an unanswered change or removal from loaded facts: the record of the send and the
 * contact's current state. No I/O.
 *
 * An unchanged contact means that nothing was applied, once the vendor can no longer apply the request and a
 * second check shows the same. A contact in neither state was changed by another client: whether our change
 * came first can no longer be determined.
 */
import type { Contact } from '../model/contact.js';
import { type ChangeRecord, compareWithRecord } from './change-record.js';
import type { Schedule } from './reconcile.js';

export interface ChangeFacts extends Omit<Schedule, 'checks'> {
  readonly operation: 'UPDATE' | 'REMOVE';
  readonly record: ChangeRecord;
  /** Null if the customer has no such contact. */
  readonly contact: Contact | null;
}

export type ChangeReconciliation =
  /** Without a contact: it was removed. */
  | { readonly kind: 'applied'; readonly contact: Contact | null }
  | { readonly kind: 'not-applied' }
  /** The outcome can never be known. */
  | { readonly kind: 'lost'; readonly record: ChangeRecord }
  | {
      readonly kind: 'undecided';
      /** The contact is unchanged: the request may be resent under the vendor's own key. */
      readonly isUnchanged: boolean;
      readonly record: ChangeRecord;
    };

export function reconcileChange(facts: ChangeFacts): ChangeReconciliation {
  const { record, contact, msSinceLastSend, graceMs } = facts;
  const state = stateOf(facts);
  if (state === 'AS_SENT') return { kind: 'applied', contact };
  const { emptyChecks = 0 } = record;
  const isDisturbed = record.isDisturbed === true || state === 'OTHER';
  const next = { ...record, emptyChecks: emptyChecks + 1, ...(isDisturbed && { isDisturbed: true }) };
  if (msSinceLastSend < graceMs || emptyChecks === 0) {
    return { kind: 'undecided', isUnchanged: !isDisturbed, record: next };
  }
  return isDisturbed ? { kind: 'lost', record: next } : { kind: 'not-applied' };
}

function stateOf({ operation, record, contact }: ChangeFacts) {
  if (operation === 'REMOVE') return contact ? 'AS_BEFORE' : 'AS_SENT';
  return contact ? compareWithRecord(contact, record) : 'OTHER';
}
