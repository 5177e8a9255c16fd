/**
 * Runs a held attempt whose request cannot have been sent: records what will confirm the outcome, sends, and
 * records the outcome. A request whose answer is lost is not resent before its outcome is known.
 */

import type { WholeList } from '../accounts/account-reads.js';
import { writeRetryMs } from '../accounts/retry.js';
import { asWritten, done, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import { isChangeCall, type ProviderCall } from '../providers/call.js';
import { scopeOf } from '../providers/request-of.js';
import { type ChangeRecord, makeChangeRecord } from './change-record.js';
import { conflict, OWN_DUPLICATE, STORE_DOWN } from './failures.js';
import { findOutcome } from './find-outcome.js';
import { answerOf, asCreatedNow, isUndecided, recordOutcome, storeAnswer } from './outcome-recorder.js';
import { closeSendWindow, deadlineAt, makeSendRecord, runOf, type SendRecord } from './send-record.js';
import type { Attempt } from './store/store.js';
import { inTime, inTimeToSend, type StoreClock, storeClock } from './store-clock.js';
import { move } from './transitions.js';
import type { Held, Sent, Write } from './write-request.js';

/** Delays before each attempt to record an outcome; the retries are for a failing store. */
const RECORD_MS = [0, 20, 100, 500];

export async function runAttempt(write: Write, attempt: Attempt): Promise<Outcome<WriteResult>> {
  const { account, call, duplicates: rule } = write.request;
  if (!rule) return runNow(write, attempt);
  const held = { attempt, clock: storeClock(attempt) };
  let isRun = false;
  const outcome = await write.unique.add({ account, call, rule }, write.deadline, {
    create: async (deadline, before) => {
      isRun = true;
      return asWritten(await runNow({ ...write, deadline }, attempt, before));
    },
    update: async (update, deadline) => {
      isRun = true;
      const request = { ...write.request, call: update };
      return asWritten(await runNow({ ...write, request, deadline, isLeased: true }, attempt));
    },
  });
  return isRun ? outcome : recordInTime(write, held, outcome);
}

/** `before`: the customer's contacts, if this request has already read them. */
async function runNow(write: Write, attempt: Attempt, before?: WholeList): Promise<Outcome<WriteResult>> {
  const { store, request, deadline } = write;
  const held = { attempt, clock: storeClock(attempt) };
  const run = runOf(attempt) + 1;
  const call = await request.account.prepare({ ...request.call, run }, deadline);
  if (!call.ok) return recordInTime(write, held, call);
  const planned = await planSend(write, call.value, held.clock, before);
  if (!planned.ok) return recordInTime(write, held, planned);
  const { record } = planned.value;
  const moving = move(store, attempt, 'send', planned.value);
  const sending = await inTimeToSend(moving, deadline).catch(() => null);
  // Never send without a record: an unrecorded write could be doubled.
  if (sending === null) return failed(STORE_DOWN);
  if (sending === undefined) return conflict('IN_PROGRESS');
  const prepared = { ...write, request: { ...request, call: call.value } };
  return send(prepared, { attempt: sending, record, clock: storeClock(sending) });
}

interface Planned {
  readonly record: SendRecord | ChangeRecord;
  readonly customerId: string;
}

/** The record of the send. For an add that no id of ours will confirm, it includes the earlier ids. */
async function planSend(
  { request, deadline }: Write,
  call: ProviderCall,
  clock: StoreClock,
  known?: WholeList,
): Promise<Outcome<Planned>> {
  const { customerId, requestId, run = 1 } = call;
  const { provider } = request.account;
  const scope = scopeOf(provider, call);
  if (isChangeCall(call)) {
    const facts = { run, ...(scope && { scope }) };
    const record = makeChangeRecord(request.account, call, facts, { clock, deadline });
    return done({ record, customerId: call.present.customerId ?? customerId });
  }
  const contactId = provider.idempotency.contactIdOf?.(call) ?? null;
  const idChosenByUs = contactId !== null && !call.input.externalId;
  const recordWith = (before: readonly string[] | null) => {
    const known = { run, contactId, idChosenByUs, before, ...(scope && { scope }) };
    return makeSendRecord(request.account, call, known, { clock, deadline });
  };
  // An id that we choose confirms the write by itself.
  if (idChosenByUs) return done({ record: recordWith(null), customerId });
  const question = { customerId, requestId, headers: scope, idsOnly: true };
  const listed = known ? done(known) : await request.account.listAll(question, deadline);
  // Nothing was sent, so the caller can safely retry. A vendor that replays its first answer does not need
  // the list, which only helps once the request is lost.
  if (!listed.ok && provider.idempotency.vendorKey === undefined) return listed;
  const found = listed.ok ? listed.value : null;
  const record = recordWith(found?.contacts.map(({ externalId }) => externalId) ?? null);
  return done({ record, customerId: found?.customerId ?? customerId });
}

/** Sends what is recorded as SENDING, and resends it if the vendor rejects it with a retry time. */
async function send(write: Write, first: Sent): Promise<Outcome<WriteResult>> {
  const { store, request, deadline } = write;
  let sent = first;
  let call: ProviderCall = { ...request.call, run: first.record.run };
  for (let tries = 1; ; tries += 1) {
    const { attempt, record } = sent;
    const same = { ...write, request: { ...request, call } };
    const answered = await request.account.write(call, deadline);
    if (isOwnDuplicate(answered, record)) return loseAnswer(same, sent, failed(OWN_DUPLICATE));
    if (isUndecided(answered)) return asCreatedNow(await loseAnswer(same, sent, answered));
    const waitMs = answered.ok ? undefined : writeRetryMs(answered.failure);
    if (waitMs === undefined || !request.account.mayRepeatWrite(waitMs, tries, deadline)) {
      return recordInTime(write, sent, answered);
    }
    await deadline.clock.sleep(waitMs);
    // Record before resending: under the old key, the vendor may replay the rejection.
    const again = await planAgain(same, sent);
    if (!again.ok) return recordInTime(write, sent, again);
    const { record: next } = again.value;
    call = again.value.call;
    const moving = move(store, attempt, 'sendAgain', { record: next });
    const moved = await inTimeToSend(moving, deadline).catch(() => null);
    if (moved === null) return recordInTime(write, sent, answered);
    if (moved === undefined) return conflict('IN_PROGRESS');
    sent = { attempt: moved, record: next, clock: storeClock(moved) };
  }
}

/** The next run after a rejection. The contact to change may have changed meanwhile. */
async function planAgain(
  write: Write,
  { record, clock }: Sent,
): Promise<Outcome<{ readonly record: Sent['record']; readonly call: ProviderCall }>> {
  const { request, deadline } = write;
  const call = { ...request.call, run: record.run + 1 };
  if (!isChangeCall(call)) {
    const times = { sentAt: clock(), lastSendAt: deadlineAt(deadline, clock) };
    return done({ record: { ...record, run: call.run, ...times }, call });
  }
  const prepared = await request.account.prepare(call, deadline);
  if (!prepared.ok) return prepared;
  const planned = await planSend(write, prepared.value, clock);
  return planned.ok ? done({ record: planned.value.record, call: prepared.value }) : planned;
}

/** A duplicate of an id that we chose is the contact of an earlier try. */
function isOwnDuplicate(outcome: Outcome<WriteResult>, record: Sent['record']): boolean {
  return (
    !outcome.ok && outcome.failure.kind === 'duplicate' && 'idChosenByUs' in record && record.idChosenByUs
  );
}

/** Handles the answer of a request that may have been applied. */
async function loseAnswer(
  write: Write,
  { attempt, record, clock }: Sent,
  outcome: Outcome<WriteResult>,
): Promise<Outcome<WriteResult>> {
  write.unresolved.keep(attempt, write.request);
  const look = async () => {
    const unknown = await move(write.store, attempt, 'loseAnswer', {
      record: closeSendWindow(record, clock),
      answer: storeAnswer(outcome, clock),
      dueInMs: write.leaseMs,
    });
    return unknown ? answerOf((await findOutcome(write, unknown)).attempt) : outcome;
  };
  // The request may have been applied, so from here on a failing store must not change the answer.
  return inTime(look(), write.deadline).catch(() => outcome);
}

/** Records a definite outcome and returns the answer, at the latest at the deadline; recording continues. */
function recordInTime(
  write: Write,
  held: Held,
  outcome: Outcome<WriteResult>,
): Promise<Outcome<WriteResult>> {
  return inTime(recordWithRetries(write, held, outcome), write.deadline).catch(() => outcome);
}

async function recordWithRetries(
  { store, deadline }: Write,
  { attempt, clock }: Held,
  outcome: Outcome<WriteResult>,
): Promise<Outcome<WriteResult>> {
  for (const waitMs of RECORD_MS) {
    if (waitMs > 0) await deadline.clock.sleep(waitMs);
    try {
      const recorded = await recordOutcome(store, attempt, outcome, clock);
      // Another process took the attempt over while this one was suspended, and may have resent the request.
      return recorded || outcome.ok ? outcome : conflict('IN_PROGRESS');
    } catch {
      // An unrecorded outcome must be found out again, and another key may be given its contact.
    }
  }
  // A store failure after the fact does not change the fact.
  return outcome;
}
