/**
 * Compares what callers of keyed writes were told with what the vendor's ledger has: the one check of all runs
 * under faults, for adds, updates and removals.
 */
import { writeOutcome } from '../../src/model/errors.js';
import type { Outcome, WriteResult } from '../../src/model/outcome.js';
import { emailOf } from '../support/keyed-stage.js';
import type { KeyedWrite } from '../support/keyed-writes.js';
import { ELSEWHERE, type LedgerVendor } from '../support/ledger-vendor.js';

export function isUnknown(outcome: Outcome<unknown> | undefined): boolean {
  return outcome !== undefined && !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

/** Nobody will ever know: somebody else has changed the contact. */
export function isForGood(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.failure.kind === 'unknown' && outcome.failure.isForGood === true;
}

/** What the outcome says that is not so by now; undefined where it is true. */
export function contradictionOf(
  write: KeyedWrite,
  outcome: Outcome<WriteResult>,
  vendor: LedgerVendor,
): string | undefined {
  const shown =
    outcome.ok && 'contact' in outcome.value ? outcome.value.contact.emails[0]?.address : undefined;
  const said = outcome.ok ? 'success' : isUnknown(outcome) ? 'unknown' : outcome.failure.kind;
  const isTrue = outcome.ok
    ? isDone(write, vendor) && (write.operation === 'REMOVE' || shown === emailOf(write.number))
    : !isForGood(outcome)
      ? isUnknown(outcome) || commitsOf(write, vendor) === 0
      : isDisturbed(write, vendor);
  return isTrue ? undefined : describe(write, vendor, said);
}

export function describe(write: KeyedWrite, vendor: LedgerVendor, said: string): string {
  const { operation, number, provider, customerId } = write;
  const history = vendor.history(provider, customerId).join(', ');
  const about = `${provider} ${operation} ${number}, carried out ${commitsOf(write, vendor)} times: ${said}`;
  return history === '' ? about : `${about} (${history})`;
}

export function commitsOf({ number }: KeyedWrite, vendor: LedgerVendor): number {
  return vendor.commits(emailOf(number));
}

/** Carried out once; of a removal anybody may have done it. */
function isDone(write: KeyedWrite, vendor: LedgerVendor): boolean {
  const { operation, provider, customerId } = write;
  if (operation === 'REMOVE') return vendor.ids(provider, customerId).length === 0;
  return commitsOf(write, vendor) === 1;
}

/** Whether anybody else has changed the contact: another client, or another key of ours. */
export function isDisturbed({ provider, customerId, number }: KeyedWrite, vendor: LedgerVendor): boolean {
  return vendor.history(provider, customerId).some((by) => by !== emailOf(number));
}

/** How often writes were carried out beyond the first time. */
export function duplicatesOf(vendor: LedgerVendor, numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + Math.max(0, vendor.commits(emailOf(number)) - 1), 0);
}

/** Whether a change was carried out again after somebody else had changed the contact. */
export function isOverForeign({ provider, customerId, number }: KeyedWrite, vendor: LedgerVendor): boolean {
  const history = vendor.history(provider, customerId);
  const own = emailOf(number);
  return history.slice(history.indexOf(own), history.lastIndexOf(own)).some((by) => by !== own);
}

/** Whether another client changed the contact of the write. */
export function isForeign({ provider, customerId }: KeyedWrite, vendor: LedgerVendor): boolean {
  return vendor.history(provider, customerId).includes(ELSEWHERE);
}
