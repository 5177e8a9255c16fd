/** Converts an outcome into a union member: a plain object with a `__typename`. */

import type { ProviderId } from '../model/contact.js';
import { failureMessage, failureUserMessage, isRetryable, rowOf, writeOutcome } from '../model/errors.js';
import type { Failure, Outcome, RemovedContact, WriteOperation, WriteResult } from '../model/outcome.js';
import { toCustomer } from './contact.type.js';
import { ownValues } from './own-values.js';
import { toViolations } from './violation.type.js';

/** A failure's context, in addition to its own facts. */
export interface ResultContext {
  readonly provider: ProviderId;
  readonly account?: string | undefined;
  readonly providerName: string;
  readonly requestId: string;
  readonly hasIdempotencyKey: boolean;
  /** Default: ADD. */
  readonly operation?: WriteOperation;
  /** Whether to show contacts that the request did not create. */
  readonly mayRead: boolean;
}

/** A union member as a plain object with a `__typename`. */
export type WriteMember = { readonly __typename: string; readonly requestId: string } & Record<
  string,
  unknown
>;

export function toMember(outcome: Outcome<WriteResult>, context: ResultContext): WriteMember {
  const { requestId, operation = 'ADD' } = context;
  if (!outcome.ok) return toError(outcome.failure, { ...context, operation: outcome.operation ?? operation });
  if (!('contact' in outcome.value)) return toRemoval(outcome.value, context);
  const { contact, replayed, fates, customerId = contact.customerId } = outcome.value;
  const customer = toCustomer({ provider: context.provider, account: contact.account, customerId });
  const created = operation === 'ADD' && outcome.value.found === undefined;
  const shown = context.mayRead || created ? contact : ownValues(contact, fates);
  const written = { contact: shown, replayed, fields: fates, requestId };
  if (operation === 'UPDATE') return { __typename: 'UpdateContactSuccess', ...written };
  return { __typename: 'AddContactSuccess', ...written, customer, created };
}

function toRemoval(
  { contactId, customerId, replayed }: RemovedContact,
  { provider, account, requestId }: ResultContext,
): WriteMember {
  const customer = toCustomer({ provider, account, customerId });
  return { __typename: 'RemoveContactSuccess', contactId, customer, replayed, requestId };
}

function toError(failure: Failure, context: ResultContext): WriteMember {
  const { member, code } = rowOf(failure);
  return {
    __typename: member,
    code,
    message: failureMessage(failure, context.providerName, context.hasIdempotencyKey, context.operation),
    userMessage: failureUserMessage(failure, context.hasIdempotencyKey, context.operation),
    provider: context.provider,
    retryable: isRetryable(failure, context.hasIdempotencyKey),
    outcome: writeOutcome(failure),
    requestId: context.requestId,
    ...detail(failure),
    ...(!context.mayRead && HIDDEN),
    ...(failure.kind === 'unknown' && context.hasIdempotencyKey && timesOf(failure)),
  };
}

/** Hides the customer's contacts in failures. Members ignore fields they do not have. */
const HIDDEN = { possibleMatches: [], existing: null, matches: [] };

/** When to retry, and when the outcome is known: computed from now, by the caller's clock. */
function timesOf(failure: Failure & { readonly kind: 'unknown' }): Record<string, unknown> {
  const now = Date.now();
  const timeIn = (seconds?: number | null) =>
    seconds === undefined || seconds === null ? null : new Date(now + seconds * 1000).toISOString();
  return { retryAt: timeIn(failure.retryAfterSeconds), decidedBy: timeIn(failure.decidedAfterSeconds) };
}

/** The failure's own facts, from which the member's type selects. */
function detail(failure: Failure): Record<string, unknown> {
  if (failure.kind === 'access') return { accessProblem: failure.problem };
  if (failure.kind === 'invalid') return { violations: toViolations(failure.violations) };
  if (failure.kind === 'duplicate') {
    const { existing, matches = existing ? [existing] : [] } = failure;
    return { existing, matches };
  }
  const { kind: _, ...own } = failure;
  return own;
}
