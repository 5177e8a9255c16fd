/** From an outcome to a member of the union, as a plain object whose `__typename` tells which. */

import type { ProviderId } from '../model/contact.js';
import {
  type AddedContact,
  type Failure,
  type FailureKind,
  isRetryable,
  type Outcome,
  writeOutcome,
} from '../model/outcome.js';
import { failureMessage } from './failure-message.js';

export const memberNames: Readonly<Record<FailureKind, string>> = {
  invalid: 'ContactInputInvalidError',
  'customer-not-found': 'ContactCustomerNotFoundError',
  duplicate: 'ContactDuplicateError',
  access: 'ContactProviderAccessError',
  'rate-limited': 'ContactProviderRateLimitedError',
  unavailable: 'ContactProviderUnavailableError',
  rejected: 'ContactProviderRejectedError',
  unknown: 'ContactOutcomeUnknownError',
  'idempotency-conflict': 'ContactIdempotencyConflictError',
};

const errorCodes: Readonly<Record<FailureKind, string>> = {
  invalid: 'INPUT_INVALID',
  'customer-not-found': 'CUSTOMER_NOT_FOUND',
  duplicate: 'DUPLICATE',
  access: 'PROVIDER_ACCESS',
  'rate-limited': 'RATE_LIMITED',
  unavailable: 'PROVIDER_UNAVAILABLE',
  rejected: 'PROVIDER_REJECTED',
  unknown: 'OUTCOME_UNKNOWN',
  'idempotency-conflict': 'IDEMPOTENCY_CONFLICT',
};

/** What a failure is told with, beside what it says itself. */
export interface ResultContext {
  readonly provider: ProviderId;
  readonly providerName: string;
  readonly requestId: string;
  readonly hasIdempotencyKey: boolean;
}

/** A member of the union as a plain object; `__typename` tells which. */
export type AddContactMember = { readonly __typename: string; readonly requestId: string } & Record<
  string,
  unknown
>;

export function toMember(outcome: Outcome<AddedContact>, context: ResultContext): AddContactMember {
  const { requestId } = context;
  if (!outcome.ok) return toError(outcome.failure, context);
  const { contact, replayed, fates } = outcome.value;
  return { __typename: 'AddContactSuccess', contact, replayed, fields: fates, requestId };
}

function toError(failure: Failure, context: ResultContext): AddContactMember {
  return {
    __typename: memberNames[failure.kind],
    code: errorCodes[failure.kind],
    message: failureMessage(failure, context.providerName, context.hasIdempotencyKey),
    provider: context.provider,
    retryable: isRetryable(failure, context.hasIdempotencyKey),
    outcome: writeOutcome(failure),
    requestId: context.requestId,
    ...detail(failure),
  };
}

function detail(failure: Failure): Record<string, unknown> {
  switch (failure.kind) {
    case 'invalid':
      return { violations: failure.violations };
    case 'customer-not-found':
      return { customerId: failure.customerId };
    case 'duplicate':
      return { existing: failure.existing };
    case 'access':
      return { accessProblem: failure.problem };
    case 'rate-limited':
    case 'unavailable':
      return { retryAfterSeconds: failure.retryAfterSeconds };
    case 'rejected':
      return { providerCode: failure.providerCode, providerMessage: failure.providerMessage };
    case 'unknown':
      return {
        uncertainty: failure.uncertainty,
        possibleMatches: failure.possibleMatches,
        retryAfterSeconds: failure.retryAfterSeconds,
      };
    case 'idempotency-conflict':
      return { conflict: failure.conflict, retryAfterSeconds: failure.retryAfterSeconds };
  }
}
