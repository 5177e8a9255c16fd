/** Turns any write into a union member. */
import { type CallBudget, CallBudgetError } from '../accounts/call-budget.js';
import { UNKNOWN_ACCOUNT } from '../accounts/exchange-report.js';
import type { WriteAttempt } from '../idempotency/attempts.js';
import { type Caller, hasScope } from '../model/caller.js';
import type { CustomerRef, ProviderId } from '../model/contact.js';
import { writeOutcome } from '../model/errors.js';
import type { Outcome, WriteOperation, WriteResult } from '../model/outcome.js';
import type { ContactWrite, GraphContext } from './context.js';
import { toReadError, unknownAccount } from './read-errors.js';
import { toMember, type WriteMember } from './to-member.js';

type Written = Pick<CustomerRef, 'provider' | 'account'> & { readonly hasKey: boolean };

interface RequestFacts {
  readonly caller?: Caller | undefined;
  readonly requestId: string;
  readonly calls: CallBudget;
}

/** Runs the write, records its outcome for the log, and returns its result. */
export async function answerWrite(
  operation: WriteOperation,
  { provider, account, hasKey }: Written,
  context: GraphContext,
  run: (request: RequestFacts) => Promise<Outcome<WriteResult>>,
): Promise<WriteMember> {
  const { requestId, calls, contacts, writes, loaders, caller } = context;
  const known = contacts.accounts.get(provider, account);
  // After an exception, the outcome is unknown.
  const write: ContactWrite = {
    operation,
    provider,
    account: known ? known.name : UNKNOWN_ACCOUNT,
    outcome: 'UNKNOWN',
    replayed: false,
  };
  writes.push(write);
  const outcome = await run({ caller, requestId, calls }).catch((error: unknown) => {
    if (error instanceof CallBudgetError) write.outcome = 'NOT_APPLIED';
    throw toReadError(error);
  });
  const isReturned = outcome.ok && 'found' in outcome.value && outcome.value.found === 'RETURNED';
  const applied = isReturned ? 'NOT_APPLIED' : 'APPLIED';
  write.outcome = outcome.ok ? applied : writeOutcome(outcome.failure);
  write.replayed = outcome.ok && outcome.value.replayed;
  loaders.forget();
  const member = memberOf(outcome, operation, { provider, account, hasKey }, context);
  write.result = member.__typename;
  return member;
}

function memberOf(
  outcome: Outcome<WriteResult>,
  operation: WriteOperation,
  { provider, account, hasKey }: Written,
  { contacts, requestId, caller }: GraphContext,
): WriteMember {
  return toMember(outcome, {
    ...{ provider, account, requestId, operation },
    providerName: contacts.accounts.get(provider).provider.name,
    hasIdempotencyKey: hasKey,
    mayRead: hasScope(caller, 'contacts:read'),
  });
}

interface AttemptArguments {
  readonly provider: ProviderId;
  readonly account?: string | null;
  readonly idempotencyKey: string;
}

/** The attempt with a key; null if there is none, or if it is of another kind than requested. */
export async function answerAttempt(
  { provider, account, idempotencyKey }: AttemptArguments,
  context: GraphContext,
  isAskedFor: (attempt: WriteAttempt) => boolean = () => true,
) {
  const { contacts, caller } = context;
  const name = account ?? undefined;
  // Only callers that can access an account may learn that it exists.
  if (caller && !caller.customers.account({ provider, account: name })) return null;
  if (!contacts.accounts.get(provider, name)) throw unknownAccount();
  const attempt = await contacts.attempt(provider, idempotencyKey, name, caller);
  if (!attempt || !isAskedFor(attempt)) return null;
  const { operation, state, outcome, startedAt, updatedAt } = attempt;
  const written = { provider, account: name, hasKey: true };
  return {
    operation,
    state,
    result: outcome ? memberOf(outcome, operation, written, context) : null,
    startedAt: new Date(startedAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
