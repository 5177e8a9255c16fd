/**
 * Decides what became of a change or a removal that has no answer, from loaded facts: the record of the send
 * and the contact as it is now. No I/O here.
 *
 * A contact as it was before tells that nothing was carried out, once the vendor cannot carry the request out
 * any more and a second look shows the same. One that is neither as it was nor as it is to be was changed by
 * somebody else: nobody can tell any more whether our change came before theirs.
 */
import type { Contact } from '../model/contact.js';
import { type ChangeRecord, compareWithRecord } from './change-record.js';
import type { Schedule } from './reconcile.js';

export interface ChangeFacts extends Omit<Schedule, 'checks'> {
  readonly operation: 'UPDATE' | 'REMOVE';
  readonly record: ChangeRecord;
  /** Null when the customer has no such contact. */
  readonly contact: Contact | null;
}

export type ChangeReconciliation =
  /** Without a contact it was removed. */
  | { readonly kind: 'applied'; readonly contact: Contact | null }
  | { readonly kind: 'not-applied' }
  /** Nobody will ever know. */
  | { readonly kind: 'lost'; readonly record: ChangeRecord }
  | {
      readonly kind: 'undecided';
      /** The contact is as it was: the request may be sent again under the vendor's own key. */
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
