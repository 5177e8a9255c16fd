/**
 * Finds out what became of a request that has no answer: loads the facts, lets `reconcile` decide, and records the decision.
 * Where the vendor has an idempotency key of its own and the request is at hand, the vendor is asked first.
 */
import type { Contact } from '../model/contact.js';
import { type AddedContact, done, failed, type Outcome } from '../model/outcome.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { ABSENT } from './failures.js';
import { postpone, recordOutcome } from './outcome-recorder.js';
import { type ConcurrentAttempts, MAX_LATE_MS, nextCheckMs, reconcile } from './reconcile.js';
import { mayRepeat, type Resolved, repeat } from './repeat.js';
import { fromJson, msSinceLastSend } from './send-record.js';
import type { Attempt } from './store/store.js';
import { type StoreClock, storeClock } from './store-clock.js';
import { isFinal } from './transitions.js';
import type { WriteContext, WriteRequest } from './write-request.js';

/** Gives the attempt, which the caller holds, as it is afterwards. Without `request` the vendor's own key cannot be used. */
export async function findOutcome(
  context: WriteContext,
  attempt: Attempt,
  deadline: Deadline,
  request?: WriteRequest,
): Promise<Resolved> {
  const resolved = await resolve(context, attempt, deadline, request);
  if (isFinal(resolved.attempt)) context.unresolved.drop(attempt);
  return resolved;
}

async function resolve(
  context: WriteContext,
  attempt: Attempt,
  deadline: Deadline,
  request?: WriteRequest,
): Promise<Resolved> {
  const { store, vendor } = context;
  const clock = storeClock(attempt);
  const entry = request?.entry ?? vendor.entry(attempt.account);
  const sent = fromJson(attempt.evidence);
  if (!entry?.access || !sent) {
    return { attempt: await postpone(store, attempt, clock, { waitMs: MAX_LATE_MS }) };
  }
  const { graceMs } = entry.provider.proof;
  const repeated =
    request && mayRepeat(sent, entry.provider.proof, clock)
      ? await repeat(context, attempt, sent, deadline, request, clock)
      : { attempt, record: sent };
  if (!('record' in repeated)) return repeated;
  const { attempt: held, record } = repeated;

  const schedule = { checks: held.checks, msSinceLastSend: msSinceLastSend(record, clock), graceMs };
  const waitMs = nextCheckMs(schedule);
  const { customerId, id: requestId } = held;
  const listed = await vendor.listAll(entry, { customerId, requestId, headers: record.scope }, deadline);
  if (!listed.ok || !listed.value) return { attempt: await postpone(store, held, clock, { waitMs }) };
  const { contacts } = listed.value;
  // Loaded after the list, so that an attempt decided meanwhile has already recorded its contact.
  const concurrent = await loadConcurrent(context, held, contacts, graceMs, clock);
  const decision = reconcile({ record, contacts, concurrent, ...schedule });
  switch (decision.kind) {
    case 'absent':
      return { attempt: (await recordOutcome(store, held, failed(ABSENT), clock)) ?? held };
    case 'created': {
      const { contact } = decision;
      // Another attempt may have taken the contact since the concurrent attempts were loaded.
      if (!(await store.claimContact(held.id, contact.id))) {
        return {
          attempt: await postpone(store, held, clock, { waitMs, possibleMatches: [contact], record }),
        };
      }
      const outcome = createdBefore(contact, request);
      return { attempt: (await recordOutcome(store, held, outcome, clock)) ?? held };
    }
    case 'undecided': {
      const { possibleMatches, record: next } = decision;
      return { attempt: await postpone(store, held, clock, { waitMs, possibleMatches, record: next }) };
    }
  }
}

function createdBefore(contact: Contact, request: WriteRequest | undefined): Outcome<AddedContact> {
  return done({ contact, replayed: true, fates: request?.plan.fates(contact.providerRecord) ?? [] });
}

async function loadConcurrent(
  { store }: WriteContext,
  attempt: Attempt,
  contacts: readonly Contact[],
  graceMs: number,
  clock: StoreClock,
): Promise<ConcurrentAttempts> {
  const undecided = await store.undecided(attempt.account, attempt.customerId);
  const others = undecided
    .filter(({ id }) => id !== attempt.id)
    .map(({ state, evidence }) => {
      const record = fromJson(evidence);
      const mayCommit = state === 'SENDING' || !record || msSinceLastSend(record, clock) < graceMs;
      return { record, mayCommit };
    });
  const ids = contacts.map(({ id }) => id);
  const holders = [...(await store.holders(attempt.id, ids))];
  const claimed = new Set(holders.flatMap(([contact, holder]) => (holder === attempt.id ? [] : [contact])));
  const own = holders.find(([, holder]) => holder === attempt.id)?.[0];
  return { others, claimed, own };
}
