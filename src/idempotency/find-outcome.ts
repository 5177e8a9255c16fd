/**
 * Finds the outcome of an unanswered request: loads the facts, lets `reconcile` decide, and records the
 * decision. If the vendor has its own idempotency key and the request is available, resends it first.
 */
import { fatesOf } from '../mapping/folds.js';
import type { Contact } from '../model/contact.js';
import { done, failed } from '../model/outcome.js';
import { changeFromJson, operationOf } from './change-record.js';
import { ABSENT } from './failures.js';
import { findChange } from './find-change.js';
import { postpone, recordOutcome } from './outcome-recorder.js';
import { type ConcurrentAttempts, MAX_LATE_MS, nextCheckMs, reconcile } from './reconcile.js';
import { decidedInMs, mayRepeat, repeat, scheduleOf } from './repeat.js';
import { fromJson, msSinceLastSend } from './send-record.js';
import type { Attempt, AttemptStore } from './store/store.js';
import { storeClock } from './store-clock.js';
import { isFinal } from './transitions.js';
import type { Held, Resolved, Search } from './write-request.js';

/** Returns the new state of the attempt, which the caller holds. */
export async function findOutcome(search: Search, attempt: Attempt): Promise<Resolved> {
  const resolved = await (operationOf(attempt) === 'ADD' ? resolve : findChange)(search, attempt);
  if (isFinal(resolved.attempt)) search.unresolved.drop(attempt);
  return resolved;
}

async function resolve(search: Search, found: Attempt): Promise<Resolved> {
  const { store, accounts, request, deadline, leaseMs } = search;
  const clock = storeClock(found);
  const account = request?.account ?? accounts.withId(found.account);
  const sent = fromJson(found.evidence);
  if (account?.id === undefined || !sent)
    return postpone(store, { attempt: found, clock }, { waitMs: MAX_LATE_MS });
  const rules = account.provider.idempotency;
  const repeated =
    // A repeat could create what others have since looked for in vain, so the list decides.
    request && !request.duplicates && mayRepeat(sent, account.provider, request.call, clock)
      ? await repeat({ ...search, request }, { attempt: found, record: sent, clock })
      : { attempt: found, record: sent };
  if (!('record' in repeated)) return repeated;
  const { attempt, record } = repeated;
  const held = { attempt, clock };
  const schedule = scheduleOf({ attempt, record, clock }, rules);
  const waitMs = nextCheckMs(schedule);
  const decidedMs = decidedInMs({ record, clock }, rules, leaseMs);
  const question = { customerId: attempt.customerId, requestId: attempt.id, headers: record.scope };
  const listed = await account.listAll(question, deadline);
  if (!listed.ok || !listed.value) return postpone(store, held, { waitMs, decidedMs });
  const { contacts } = listed.value;
  // Loaded after the list, so that an attempt decided meanwhile has already recorded its contact.
  const concurrent = await loadConcurrent(store, held, contacts, rules.graceMs);
  const decision = reconcile({ record, contacts, concurrent, ...schedule });
  switch (decision.kind) {
    case 'absent':
      return { attempt: (await recordOutcome(store, attempt, failed(ABSENT), clock)) ?? attempt };
    case 'created': {
      const { contact } = decision;
      // Another attempt may have taken the contact since the concurrent attempts were loaded.
      if (!(await store.claimContact(attempt.id, contact.id))) {
        return postpone(store, held, { waitMs, possibleMatches: [contact], record });
      }
      const fates = request
        ? fatesOf(request.call.decisions, request.account.provider, contact.providerRecord)
        : [];
      // The attempt stores the customer under the provider's id.
      const { customerId = request?.call.customerId } = record;
      const added = { contact, replayed: true, fates, ...(customerId !== undefined && { customerId }) };
      const outcome = done(added);
      return { attempt: (await recordOutcome(store, attempt, outcome, clock)) ?? attempt };
    }
    case 'undecided': {
      const { possibleMatches, record: next } = decision;
      // With similar contacts, the outcome may stay undecided forever.
      const promised = possibleMatches.length === 0 ? decidedMs : undefined;
      return postpone(store, held, { waitMs, decidedMs: promised, possibleMatches, record: next });
    }
  }
}

async function loadConcurrent(
  store: AttemptStore,
  { attempt, clock }: Held,
  contacts: readonly Contact[],
  graceMs: number,
): Promise<ConcurrentAttempts> {
  const undecided = await store.undecided(attempt.account, attempt.customerId);
  const others = undecided
    // A change to a contact creates none.
    .filter(({ id, evidence }) => id !== attempt.id && !changeFromJson(evidence))
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
