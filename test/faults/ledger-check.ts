/**
 * Compares the answers to keyed writes with the vendor's ledger: the one check of all runs under faults, for
 * adds, updates and removals.
 */
import { writeOutcome } from '../../src/model/errors.js';
import type { Failure, Outcome, WriteResult } from '../../src/model/outcome.js';
import { emailOf } from '../support/keyed-stage.js';
import type { KeyedWrite } from '../support/keyed-writes.js';
import { ELSEWHERE, type LedgerVendor } from '../support/ledger-vendor.js';

/** The answer to a write; `contact` is the email address of the returned contact. */
export interface Told {
  readonly told: 'success' | Failure['kind'];
  readonly contact?: string | null;
  readonly isForGood?: boolean;
}

export function toldOf(outcome: Outcome<WriteResult>): Told {
  if (!outcome.ok) return { told: outcome.failure.kind, isForGood: isForGood(outcome) };
  const { value } = outcome;
  return { told: 'success', contact: 'contact' in value ? (value.contact.emails[0]?.address ?? null) : null };
}

export function isUnknown(outcome: Outcome<unknown> | undefined): boolean {
  return outcome !== undefined && !outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN';
}

/** Permanently unknown: another client has changed the contact. */
export function isForGood(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.failure.kind === 'unknown' && outcome.failure.isForGood === true;
}

/** What is untrue in an answer when checked; undefined if it is true. */
export function contradictionOf(write: KeyedWrite, told: Told, vendor: LedgerVendor): string | undefined {
  return isTrue(write, told, vendor) ? undefined : describe(write, vendor, told.told);
}

function isTrue(write: KeyedWrite, { told, contact, isForGood }: Told, vendor: LedgerVendor): boolean {
  if (told === 'success') {
    return isDone(write, vendor) && (write.operation === 'REMOVE' || contact === emailOf(write.number));
  }
  if (isForGood) return isDisturbed(write, vendor);
  return told === 'unknown' || told === 'idempotency-conflict' || commitsOf(write, vendor) === 0;
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

/** Carried out once; a removal by anyone counts. */
function isDone(write: KeyedWrite, vendor: LedgerVendor): boolean {
  const { operation, provider, customerId } = write;
  if (operation === 'REMOVE') return vendor.ids(provider, customerId).length === 0;
  return commitsOf(write, vendor) === 1;
}

/** Whether another client, or another of our keys, has changed the contact. */
export function isDisturbed({ provider, customerId, number }: KeyedWrite, vendor: LedgerVendor): boolean {
  return vendor.history(provider, customerId).some((by) => by !== emailOf(number));
}

/** How often writes were carried out beyond the first time. */
export function duplicatesOf(vendor: LedgerVendor, numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + Math.max(0, vendor.commits(emailOf(number)) - 1), 0);
}

/** Whether a change was carried out again after another client had changed the contact. */
export function isOverForeign({ provider, customerId, number }: KeyedWrite, vendor: LedgerVendor): boolean {
  const history = vendor.history(provider, customerId);
  const own = emailOf(number);
  return history.slice(history.indexOf(own), history.lastIndexOf(own)).some((by) => by !== own);
}

/** Whether another client changed the contact of the write. */
export function isForeign({ provider, customerId }: KeyedWrite, vendor: LedgerVendor): boolean {
  return vendor.history(provider, customerId).includes(ELSEWHERE);
}
