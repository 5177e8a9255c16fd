/**
 * Runs an attempt that we hold and whose request cannot have left: records what confirms the outcome later, sends, and
 * records the outcome. A request whose answer is lost is not sent again before its outcome is known.
 */
import { setTimeout } from 'node:timers/promises';
import type { DirectoryEntry } from '../accounts/directory.js';
import { writeRetryMs } from '../accounts/retry.js';
import { type AddedContact, done, failed, type Outcome } from '../model/outcome.js';
import type { ProviderCall } from '../providers/driver.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { conflict, OWN_DUPLICATE, STORE_DOWN } from './failures.js';
import { findOutcome } from './find-outcome.js';
import { answerOf, asCreatedNow, isUndecided, recordOutcome, storeAnswer } from './outcome-recorder.js';
import { closeSendWindow, deadlineAt, fromJson, makeSendRecord, type SendRecord } from './send-record.js';
import type { Attempt } from './store/store.js';
import { inTime, type StoreClock, storeClock } from './store-clock.js';
import { move } from './transitions.js';
import type { WriteContext, WriteRequest } from './write-request.js';

/** Waits before each try to record an outcome; all but the first are for a store that did not take it. */
const RECORD_MS = [0, 20, 100, 500];

/** A request that is recorded as SENDING. */
interface Sending {
  readonly attempt: Attempt;
  readonly record: SendRecord;
  readonly clock: StoreClock;
}

export async function runAttempt(
  context: WriteContext,
  request: WriteRequest,
  held: Attempt,
  deadline: Deadline,
): Promise<Outcome<AddedContact>> {
  const { store, vendor } = context;
  const clock = storeClock(held);
  const run = (fromJson(held.evidence)?.run ?? 0) + 1;
  const call = await vendor.prepare({ ...request.call, run }, request.entry, deadline);
  if (!call.ok) return recordInTime(context, held, call, clock, deadline);
  const planned = await planSend(context, request.entry, call.value, { clock, deadline });
  if (!planned.ok) return recordInTime(context, held, planned, clock, deadline);
  const { record } = planned.value;
  const sending = await inTime(move(store, held, 'send', planned.value), deadline).catch(() => null);
  // Without a record nothing is sent: a write that nobody would remember could be doubled.
  if (sending === null) return failed(STORE_DOWN);
  if (sending === undefined) return conflict('IN_PROGRESS');
  const sent = { attempt: sending, record, clock: storeClock(sending) };
  return send(context, { ...request, call: call.value }, sent, deadline);
}

/** The record of the send, with the ids from before the write where no id of ours will confirm it. */
async function planSend(
  { vendor }: WriteContext,
  entry: DirectoryEntry,
  call: ProviderCall,
  times: { readonly clock: StoreClock; readonly deadline: Deadline },
): Promise<Outcome<{ readonly record: SendRecord; readonly customerId: string }>> {
  const { customerId, requestId, run = 1 } = call;
  const { contactIdOf, replayMs } = entry.provider.proof;
  const contactId = contactIdOf?.(call) ?? null;
  const idChosenByUs = contactId !== null && !call.input.externalId;
  const scope = entry.provider.scopeHeaders?.(call.options);
  const known = { run, contactId, idChosenByUs, ...(scope && { scope }) };
  // An id of ours confirms the write by itself.
  if (idChosenByUs) {
    const record = makeSendRecord(entry.provider, call, { ...known, before: null }, times);
    return done({ record, customerId });
  }
  const question = { customerId, requestId, headers: scope, idsOnly: true };
  const listed = await vendor.listAll(entry, question, times.deadline);
  // Nothing was sent, so the caller may safely try again. A vendor that gives its first answer again can do without the
  // list, which serves when nobody has the request any more.
  if (!listed.ok && replayMs === undefined) return listed;
  const found = listed.ok ? listed.value : null;
  const before = found?.contacts.map(({ externalId }) => externalId) ?? null;
  const record = makeSendRecord(entry.provider, call, { ...known, before }, times);
  return done({ record, customerId: found?.customerId ?? customerId });
}

/** Sends what is recorded as SENDING, and again where the vendor rejects it and says when to come back. */
async function send(
  context: WriteContext,
  request: WriteRequest,
  first: Sending,
  deadline: Deadline,
): Promise<Outcome<AddedContact>> {
  const { store, vendor } = context;
  const { entry, plan } = request;
  let sending = first;
  for (let tries = 1; ; tries += 1) {
    const { attempt, record, clock } = sending;
    const prepared = { ...request, call: { ...request.call, run: record.run } };
    const answered = await vendor.add(entry, prepared.call, plan, deadline);
    if (isOwnDuplicate(answered, record)) {
      return loseAnswer(context, prepared, sending, failed(OWN_DUPLICATE), deadline);
    }
    if (isUndecided(answered)) {
      return asCreatedNow(await loseAnswer(context, prepared, sending, answered, deadline));
    }
    const waitMs = answered.ok ? undefined : writeRetryMs(answered.failure);
    if (waitMs === undefined || !vendor.mayRepeat(entry, waitMs, tries, deadline)) {
      return recordInTime(context, attempt, answered, clock, deadline);
    }
    await setTimeout(waitMs);
    // Recorded before it is sent: under the old key the vendor may give the rejection again.
    const next = { ...record, run: record.run + 1, sentAt: clock(), lastSendAt: deadlineAt(deadline, clock) };
    const moving = move(store, attempt, 'sendAgain', { record: next });
    const moved = await inTime(moving, deadline).catch(() => null);
    if (moved === null) return recordInTime(context, attempt, answered, clock, deadline);
    if (moved === undefined) return conflict('IN_PROGRESS');
    sending = { attempt: moved, record: next, clock: storeClock(moved) };
  }
}

/** A duplicate of an id that we chose is the contact of an earlier try. */
function isOwnDuplicate(outcome: Outcome<AddedContact>, { idChosenByUs }: SendRecord): boolean {
  return !outcome.ok && outcome.failure.kind === 'duplicate' && idChosenByUs;
}

/** The outcome of a request of ours that may have been carried out. */
async function loseAnswer(
  context: WriteContext,
  request: WriteRequest,
  { attempt, record, clock }: Sending,
  outcome: Outcome<AddedContact>,
  deadline: Deadline,
): Promise<Outcome<AddedContact>> {
  context.unresolved.keep(attempt, request);
  // The request may have been carried out, so a store that fails from here on must not change the answer.
  try {
    const moving = move(context.store, attempt, 'loseAnswer', {
      record: closeSendWindow(record, clock),
      answer: storeAnswer(outcome, clock),
      dueInMs: context.leaseMs,
    });
    const unknown = await inTime(moving, deadline);
    return unknown ? answerOf((await findOutcome(context, unknown, deadline, request)).attempt) : outcome;
  } catch {
    return outcome;
  }
}

/** Records a definite outcome and gives the answer: at the deadline at the latest, while recording goes on. */
function recordInTime(
  context: WriteContext,
  attempt: Attempt,
  outcome: Outcome<AddedContact>,
  clock: StoreClock,
  deadline: Deadline,
): Promise<Outcome<AddedContact>> {
  return inTime(record(context, attempt, outcome, clock), deadline).catch(() => outcome);
}

async function record(
  { store }: WriteContext,
  attempt: Attempt,
  outcome: Outcome<AddedContact>,
  clock: StoreClock,
): Promise<Outcome<AddedContact>> {
  for (const waitMs of RECORD_MS) {
    if (waitMs > 0) await setTimeout(waitMs);
    try {
      const recorded = await recordOutcome(store, attempt, outcome, clock);
      // Another process took it over while this one stood still, and may have sent the request again.
      return recorded || outcome.ok ? outcome : conflict('IN_PROGRESS');
    } catch {
      // An outcome that is not recorded has to be found out again, and its contact may be taken for another key's.
    }
  }
  // A store that fails after the fact does not change the fact.
  return outcome;
}
