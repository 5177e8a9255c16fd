/** The codes of top-level read errors. `docs/errors.md` contains the same list. */
import { GraphQLError } from 'graphql';
import { CallBudgetError } from '../accounts/call-budget.js';
import { type InvalidReadArgument, MAX_PAGE, type ReadFailure } from '../contacts/read-contacts.js';
import { failureMessage, rowOf } from '../model/errors.js';
import { ContactReadError } from './contact-loaders.js';

/** Maximum representations per `_entities` field. */
export const MAX_REPRESENTATIONS = 100;

export const readErrorCodes = {
  CONTACT_ID_INVALID:
    'The id is not a contact id: `PROVIDER:customerId:externalId`, each part percent-encoded.',
  CUSTOMER_ID_INVALID: 'The id is not a customer id of the provider.',
  CURSOR_INVALID: 'The cursor does not belong to this list, or its contact no longer exists.',
  PAGE_SIZE_INVALID: `\`first\` must be from 1 to ${MAX_PAGE}.`,
  TOO_MANY_REPRESENTATIONS: `More than ${MAX_REPRESENTATIONS} representations in one request.`,
  REPRESENTATION_INVALID: 'A representation has a type that is not an entity of this subgraph.',
  TOO_MANY_PROVIDER_CALLS: 'The request needs more provider calls than one request can make.',
  FORBIDDEN: 'The token does not allow this.',
  CUSTOMER_NOT_FOUND: 'The customer does not exist at the provider.',
  PROVIDER_ACCESS: "The subgraph's own access to the provider fails. An operator must act.",
  RATE_LIMITED:
    'The provider accepts no more requests for now. `extensions.retryAfterSeconds` is set if the wait is known.',
  PROVIDER_UNAVAILABLE: 'The provider could not be reached or did not answer in time.',
  PROVIDER_REJECTED: 'The provider rejected the read for a reason that the unified model does not name.',
} as const;

export type ReadErrorCode = keyof typeof readErrorCodes;

export function isReadErrorCode(code: unknown): code is ReadErrorCode {
  return typeof code === 'string' && Object.hasOwn(readErrorCodes, code);
}

/** An error shown to the caller unmasked. Its text contains no value from the request. */
export function readError(
  code: ReadErrorCode,
  detail: { message?: string; retryAfterSeconds?: number; outcome?: 'NOT_APPLIED' } = {},
): GraphQLError {
  const { message = readErrorCodes[code], ...extensions } = detail;
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** An argument that is valid in the schema but unusable here. No call is made. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' } });
}

export function unknownAccount(): GraphQLError {
  return badUserInput('The provider has no account with this name. `contactProviders.accounts` lists them.');
}

function tooManyCalls(limit: number, outcome?: { outcome: 'NOT_APPLIED' }): GraphQLError {
  const message = `One request can make at most ${limit} provider calls. Request the rest separately.`;
  return readError('TOO_MANY_PROVIDER_CALLS', { message, ...outcome });
}

/** Converts the rejection of a loader or a write into an error with a code; anything else remains a bug. */
export function toReadError(error: unknown): unknown {
  if (error instanceof CallBudgetError) return tooManyCalls(error.limit, { outcome: 'NOT_APPLIED' });
  if (!(error instanceof ContactReadError)) return error;
  const { failure, providerName } = error;
  if (failure.kind === 'call-budget-spent') return tooManyCalls(failure.limit);
  if (failure.kind === 'account-unknown') return unknownAccount();
  if (isMistake(failure)) {
    const code = mistakeCodes[failure.kind];
    return failure.kind === 'customer-id-invalid'
      ? readError(code, { message: `${readErrorCodes[code]} Expected: ${failure.expected}.` })
      : readError(code);
  }
  const wait = 'retryAfterSeconds' in failure ? failure.retryAfterSeconds : null;
  const message =
    failure.kind === 'unavailable'
      ? `${providerName} could not be read: ${failure.reason}.`
      : failureMessage(failure, providerName);
  return readError(rowOf(failure).readCode, { message, ...(wait !== null && { retryAfterSeconds: wait }) });
}

type CodedMistake = Exclude<InvalidReadArgument, { readonly kind: 'account-unknown' }>;

const mistakeCodes: Readonly<Record<CodedMistake['kind'], ReadErrorCode>> = {
  'contact-id-invalid': 'CONTACT_ID_INVALID',
  'customer-id-invalid': 'CUSTOMER_ID_INVALID',
  'cursor-invalid': 'CURSOR_INVALID',
  'page-size-invalid': 'PAGE_SIZE_INVALID',
};

function isMistake(failure: ReadFailure): failure is CodedMistake {
  return Object.hasOwn(mistakeCodes, failure.kind);
}
