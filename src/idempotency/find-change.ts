/**
 * Finds the outcome of an unanswered change or removal: reads the contact, lets `reconcileChange` decide, and
 * records the decision. While the contact is unchanged, and none of our other writes can change it, resends
 * the request under the vendor's own idempotency key.
 */
import type { Account } from '../accounts/provider-account.js';
import { fatesOf } from '../mapping/folds.js';
import type { Contact } from '../model/contact.js';
import { done, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { type ChangeRecord, changeFromJson } from './change-record.js';
import { UNCHANGED } from './failures.js';
import { giveUp, postpone, recordOutcome } from './outcome-recorder.js';
import { MAX_LATE_MS, nextCheckMs } from './reconcile.js';
import { type ChangeReconciliation, reconcileChange } from './reconcile-change.js';
import { decidedInMs, mayRepeat, repeat, scheduleOf } from './repeat.js';
import type { Attempt } from './store/store.js';
import { storeClock } from './store-clock.js';
import { updateOf } from './update-existing.js';
import type { Resolved, Search } from './write-request.js';

export async function findChange(search: Search, attempt: Attempt): Promise<Resolved> {
  const { store, accounts, request, deadline, leaseMs, isLeased } = search;
  const operation = attempt.operation === 'REMOVE' ? 'REMOVE' : 'UPDATE';
  const clock = storeClock(attempt);
  const held = { attempt, clock };
  const account = request?.account ?? accounts.withId(attempt.account);
  const sent = changeFromJson(attempt.evidence);
  if (account?.id === undefined || !sent) {
    return postpone(store, held, { waitMs: MAX_LATE_MS });
  }
  const rules = account.provider.idempotency;
  const schedule = scheduleOf({ ...held, record: sent }, rules);
  // Another change may intervene, so only a removal has a known decision time.
  const decidedMs = operation === 'REMOVE' ? decidedInMs({ record: sent, clock }, rules, leaseMs) : undefined;
  const later = { waitMs: nextCheckMs(schedule), decidedMs };
  const found = await read(account, attempt, sent, deadline);
  if (!found.ok || found.value === undefined) return postpone(store, held, later);
  const decision = reconcileChange({ operation, record: sent, contact: found.value, ...schedule });
  if (decision.kind === 'lost') return giveUp(store, held, decision.record);
  if (decision.kind !== 'undecided') {
    const outcome = outcomeOf(decision, sent, search, attempt);
    return { attempt: (await recordOutcome(store, attempt, outcome, clock)) ?? attempt };
  }
  const { record } = decision;
  if (
    !request ||
    !isLeased ||
    !decision.isUnchanged ||
    !mayRepeat(record, account.provider, request.call, clock)
  ) {
    return postpone(store, held, { ...later, record });
  }
  const repeated = await repeat({ ...search, request }, { ...held, record });
  return 'record' in repeated
    ? postpone(store, { attempt: repeated.attempt, clock }, { ...later, record: repeated.record })
    : repeated;
}

/**
 * The contact; null if the customer has none with that id, which for a removal requires the whole list.
 * Undefined if the list is too long.
 */
async function read(
  account: Account,
  { id: requestId, customerId, operation }: Attempt,
  { externalId, scope: headers }: ChangeRecord,
  deadline: Deadline,
): Promise<Outcome<Contact | null | undefined>> {
  const question = { customerId, requestId, headers };
  if (operation !== 'REMOVE') return account.get(question, externalId, deadline);
  const listed = await account.listAll(question, deadline);
  if (!listed.ok || !listed.value) return listed.ok ? done(undefined) : listed;
  return done(listed.value.contacts.find((contact) => contact.externalId === externalId) ?? null);
}

function outcomeOf(
  decision: Exclude<ChangeReconciliation, { readonly kind: 'lost' | 'undecided' }>,
  { contactId, customerId }: ChangeRecord,
  { request }: Search,
  { operation }: Attempt,
): Outcome<WriteResult> {
  if (decision.kind === 'not-applied') return failed(UNCHANGED);
  const { contact } = decision;
  if (!contact) return done({ contactId, customerId, replayed: true });
  const isOfAdd = operation === 'ADD';
  const found = { contact, replayed: true, customerId, ...(isOfAdd && { found: 'UPDATED' as const }) };
  if (!request) return done({ ...found, fates: [] });
  const { provider } = request.account;
  const { decisions } = isOfAdd ? updateOf(provider, request.call, contact) : request.call;
  return done({ ...found, fates: fatesOf(decisions, provider, contact.providerRecord) });
}
