/** Resends a request under the vendor's own idempotency key, which returns the first answer again. */
import { isFirstAnswer } from '../model/errors.js';
import { isChangeCall, type ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { IdempotencyRules } from '../providers/idempotency-rules.js';
import { requestOf } from '../providers/request-of.js';
import type { ChangeRecord } from './change-record.js';
import { JITTER_MS, recordOutcome } from './outcome-recorder.js';
import { MIN_LATE_MS, type Schedule } from './reconcile.js';
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
 * Each repeat delays the conclusion that the contact is absent, so after the grace period at most one is
 * allowed, for a late caller.
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
 * The latest time until the outcome is known, if the vendor answers by then; undefined once it has passed.
 * Absence takes two lists, the second one after the grace period, which a repeat restarts. Each check may
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
 * Resends the request, prepared as it was the first time. If the result has a `record`, the list must decide.
 */
export async function repeat<Written extends SendRecord | ChangeRecord>(
  { store, request, deadline }: Write,
  { attempt, record, clock }: Sent<Written>,
): Promise<Resolved | Omit<Sent<Written>, 'clock'>> {
  const { account } = request;
  const call = await account.prepare({ ...request.call, run: record.run }, deadline);
  if (!call.ok || !isSentRequest(record, account.provider, call.value)) return { attempt, record };
  // If the first request never arrived, the vendor may apply this one as late as any other.
  const resent = { ...record, resent: true, lastSendAt: deadlineAt(deadline, clock) };
  const held = await move(store, attempt, 'sendAgain', { record: resent });
  if (!held) return { attempt: (await store.get(attempt.id)) ?? attempt };
  const outcome = await account.write(call.value, deadline);
  const isAdd = !isChangeCall(call.value);
  const createdId = isAdd && outcome.ok && 'contact' in outcome.value ? outcome.value.contact.id : undefined;
  if (createdId !== undefined && !(await store.claimContact(held.id, createdId))) {
    // While the two were indistinguishable, another key with the same request got this contact. Any other
    // equal new contact serves this key: there are as many contacts as requests.
    return { attempt: held, record: closeSendWindow(resent, clock) };
  }
  if (isFirstAnswer(outcome)) {
    const hasMark = account.provider.idempotency.vendorKey?.replayed !== undefined;
    const isCreatedNow = outcome.ok && hasMark && !outcome.value.replayed;
    return { attempt: (await recordOutcome(store, held, outcome, clock)) ?? held, isCreatedNow };
  }
  return { attempt: held, record: closeSendWindow(resent, clock) };
}
