/** Asks the vendor again under its own idempotency key, which gives the first answer once more. */
import { isFirstAnswer } from '../model/errors.js';
import { done, type Outcome, type WriteResult } from '../model/outcome.js';
import { isChangeCall, type ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { IdempotencyRules } from '../providers/idempotency-rules.js';
import { requestOf } from '../providers/request-of.js';
import type { ChangeRecord } from './change-record.js';
import { JITTER_MS, postpone, recordOutcome } from './outcome-recorder.js';
import { MIN_LATE_MS, nextCheckMs, type Schedule } from './reconcile.js';
import {
  closeSendWindow,
  deadlineAt,
  isSentRequest,
  msSinceLastSend,
  type SendRecord,
  type SentRecord,
} from './send-record.js';
import type { StoreClock } from './store-clock.js';
import { move } from './transitions.js';
import type { Resolved, Sent, Write } from './write-request.js';

/**
 * Each repeat delays the conclusion that the contact is absent, so after the grace period there is one at
 * most: for a late caller.
 */
export function mayRepeat(
  { sentAt, resent }: SentRecord,
  provider: Provider,
  call: ProviderCall,
  clock: StoreClock,
): boolean {
  const { vendorKey, graceMs } = provider.idempotency;
  if (!vendorKey) return false;
  const ageMs = clock() - sentAt;
  const isInTime = ageMs < vendorKey.replayMs && (!resent || ageMs < graceMs);
  return isInTime && requestOf(provider, call).headers?.[vendorKey.header] !== undefined;
}

/**
 * How long until the outcome is known at the latest, if the vendor answers by then; undefined once that is
 * over. Absence takes two lists, the second after the grace period, which a repeat begins anew. Each look may
 * start late by the jitter and take a whole lease, and the wait for the next one is as long as it was late.
 */
export function decidedInMs(
  { record, clock }: { readonly record: SentRecord; readonly clock: StoreClock },
  { vendorKey, graceMs }: IdempotencyRules,
  leaseMs: number,
): number | undefined {
  const { sentAt, lastSendAt } = record;
  const lastRepeatAt = vendorKey ? Math.max(lastSendAt, sentAt + graceMs) : lastSendAt;
  const leftMs = lastRepeatAt + graceMs + 3 * (leaseMs + JITTER_MS) + MIN_LATE_MS - clock();
  return leftMs > 0 ? leftMs : undefined;
}

export function scheduleOf({ attempt, record, clock }: Sent, { graceMs }: IdempotencyRules): Schedule {
  return { checks: attempt.checks, msSinceLastSend: msSinceLastSend(record, clock), graceMs };
}

/**
 * Sends the request again, prepared as it was the first time. With `record` in the result the list has to
 * decide.
 */
export async function repeat<Written extends SendRecord | ChangeRecord>(
  { store, request, deadline, leaseMs }: Write,
  { attempt, record, clock }: Sent<Written>,
): Promise<Resolved | Omit<Sent<Written>, 'clock'>> {
  const { account } = request;
  const call = await account.prepare({ ...request.call, run: record.run }, deadline);
  if (!call.ok || !isSentRequest(record, account.provider, call.value)) return { attempt, record };
  // If the first request never arrived, the vendor may carry this one out as late as any other.
  const resent = { ...record, resent: true, lastSendAt: deadlineAt(deadline, clock) };
  const held = await move(store, attempt, 'sendAgain', { record: resent });
  if (!held) return { attempt: (await store.get(attempt.id)) ?? attempt };
  const outcome = asRemoved(await account.write(call.value, deadline), call.value);
  const isAdd = !isChangeCall(call.value);
  const createdId = isAdd && outcome.ok && 'contact' in outcome.value ? outcome.value.contact.id : undefined;
  if (createdId !== undefined && !(await store.claimContact(held.id, createdId))) {
    // A key with the same request was given this contact while the two were indistinguishable. Another new
    // contact that is equal will do for this key: there are as many contacts as requests.
    return { attempt: held, record: closeSendWindow(resent, clock) };
  }
  if (isFirstAnswer(outcome)) {
    const hasMark = account.provider.idempotency.vendorKey?.replayed !== undefined;
    const isCreatedNow = outcome.ok && hasMark && !outcome.value.replayed;
    return { attempt: (await recordOutcome(store, held, outcome, clock)) ?? held, isCreatedNow };
  }
  if (isInProgress(outcome)) {
    // The vendor is still at it, so a contact that the list does not show may come.
    const again = { attempt: held, record: resent, clock };
    const { idempotency } = account.provider;
    const waitMs = nextCheckMs(scheduleOf(again, idempotency));
    return postpone(store, again, { waitMs, decidedMs: decidedInMs(again, idempotency, leaseMs) });
  }
  return { attempt: held, record: closeSendWindow(resent, clock) };
}

/** The contact was there before the first request: that one has removed it. */
function asRemoved(
  outcome: Outcome<WriteResult>,
  { operation, customerId }: ProviderCall,
): Outcome<WriteResult> {
  if (operation !== 'REMOVE' || outcome.ok || outcome.failure.kind !== 'contact-not-found') return outcome;
  return done({ contactId: outcome.failure.contactId, customerId, replayed: true });
}

function isInProgress(outcome: Outcome<WriteResult>): boolean {
  return (
    !outcome.ok &&
    outcome.failure.kind === 'idempotency-conflict' &&
    outcome.failure.conflict === 'IN_PROGRESS'
  );
}
