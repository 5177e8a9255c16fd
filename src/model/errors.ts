/**
 * The failure catalog: one row per kind defines the union member, reads, retries, attempts and logging. A
 * switch over kinds anywhere else is a missing column.
 */
import type { HealthState } from './health.js';
import type { AccessProblem, Failure, FailureKind, Outcome, WriteOperation } from './outcome.js';
import { MAX_VIOLATIONS } from './violation.js';

/** Whether the provider may still have applied the write. */
export type WriteOutcome = 'NOT_APPLIED' | 'UNKNOWN';

type Again = 'NEVER' | 'WHEN_TOLD' | 'SOON';

type FailureOf<Kind extends FailureKind> = Extract<Failure, { kind: Kind }>;

interface FailureRow<F extends Failure> {
  /** The result union's member. */
  readonly member: string;
  /** The member's `code`. */
  readonly code: string;
  /** `extensions.code` of a read that fails this way. Write-only kinds never occur in reads. */
  readonly readCode:
    | 'CUSTOMER_NOT_FOUND'
    | 'PROVIDER_ACCESS'
    | 'RATE_LIMITED'
    | 'PROVIDER_UNAVAILABLE'
    | 'PROVIDER_REJECTED';
  outcome(failure: F): WriteOutcome;
  /** Whether resending the same request is safe and can help. */
  retryable(failure: F, hasIdempotencyKey: boolean): boolean;
  /** When we retry the call ourselves: after the vendor's delay, or soon. */
  again(failure: F): Again;
  /** What a call that fails this way shows about the account. */
  health(failure: F): HealthState;
  /** The final state of the attempt. A NOT_APPLIED attempt runs again under its key. */
  readonly attempt: 'REJECTED' | 'NOT_APPLIED';
  /** `warn` if an operator must act. */
  readonly logLevel: 'info' | 'warn';
  /**
   * Whether it settles the outcome when the vendor marks it as its stored first answer. Without the mark, a
   * gateway or a check before the key may have rejected the repeat.
   */
  readonly settlesReplay: boolean;
  /** For developers. Contains no value from the request. */
  message(failure: F, providerName: string, hasIdempotencyKey: boolean, words: WriteWords): string;
  /** One sentence for the form's user. Contains no value from the request. */
  userMessage(failure: F, hasIdempotencyKey: boolean, words: WriteWords): string;
}

/** Participles for each write, for developers and for the form's user. */
export const writeWords = {
  ADD: { done: 'created', told: 'added' },
  UPDATE: { done: 'changed', told: 'changed' },
  REMOVE: { done: 'removed', told: 'removed' },
} as const satisfies Record<WriteOperation, object>;

type WriteWords = (typeof writeWords)[WriteOperation];

const notApplied = (): WriteOutcome => 'NOT_APPLIED';
const never = () => false;
const notAgain = () => 'NEVER' as const;
const healthy = () => 'OK' as const;

export const failures: { readonly [Kind in FailureKind]: FailureRow<FailureOf<Kind>> } = {
  invalid: {
    member: 'ContactInputInvalidError',
    code: 'INPUT_INVALID',
    readCode: 'PROVIDER_REJECTED',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    settlesReplay: true,
    message({ violations: { length } }, provider) {
      const rules = `${length < MAX_VIOLATIONS ? '' : 'at least '}${length} rule${length === 1 ? '' : 's'}`;
      return `The request breaks ${rules} for ${provider}; see violations.`;
    },
    userMessage: () => 'Correct the marked fields, then send the form again.',
  },
  'customer-not-found': {
    member: 'ContactCustomerNotFoundError',
    code: 'CUSTOMER_NOT_FOUND',
    readCode: 'CUSTOMER_NOT_FOUND',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    settlesReplay: true,
    message: (_failure, provider) => `The customer does not exist at ${provider}.`,
    userMessage: (_failure, _key, { told }) =>
      `The contact was not ${told} because this customer was not found.`,
  },
  'contact-not-found': {
    member: 'ContactNotFoundError',
    code: 'CONTACT_NOT_FOUND',
    readCode: 'PROVIDER_REJECTED',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    // The first request may have removed it.
    settlesReplay: false,
    message: (_failure, provider) => `The customer has no contact with this id at ${provider}.`,
    userMessage: (_failure, _key, { told }) => `The contact was not ${told} because it no longer exists.`,
  },
  'operation-unsupported': {
    member: 'ContactOperationUnsupportedError',
    code: 'OPERATION_UNSUPPORTED',
    readCode: 'PROVIDER_REJECTED',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    settlesReplay: true,
    message: (_failure, provider, _key, { done }) => `A contact cannot be ${done} at ${provider}.`,
    userMessage: (_failure, _key, { told }) => `A contact of this customer cannot be ${told} here.`,
  },
  duplicate: {
    member: 'ContactDuplicateError',
    code: 'DUPLICATE',
    readCode: 'PROVIDER_REJECTED',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    // The conflicting contact may be the one the first request created.
    settlesReplay: false,
    message({ matches }, provider) {
      if (!matches) return `The customer already has a contact with this id at ${provider}.`;
      const count = matches.length === 1 ? 'a contact that matches' : `${matches.length} contacts that match`;
      return `The customer already has ${count} at ${provider}; see matches.`;
    },
    userMessage({ matches }, _key, { told }) {
      const found = !matches
        ? 'a contact with this id'
        : matches.length > 1
          ? 'more than one contact like it'
          : 'it';
      return `The contact was not ${told} because the customer already has ${found}.`;
    },
  },
  access: {
    member: 'ContactProviderAccessError',
    code: 'PROVIDER_ACCESS',
    readCode: 'PROVIDER_ACCESS',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: ({ problem }) => (problem === 'PERMISSION_DENIED' ? problem : 'CREDENTIALS_REJECTED'),
    attempt: 'NOT_APPLIED',
    logLevel: 'warn',
    settlesReplay: false,
    message: ({ problem }, provider) =>
      `${provider} ${accessMessages[problem]}. An operator of the subgraph must act.`,
    userMessage: (_failure, _key, { told }) =>
      `The contact was not ${told} because of a problem on our side; ask your support team.`,
  },
  'rate-limited': {
    member: 'ContactProviderRateLimitedError',
    code: 'RATE_LIMITED',
    readCode: 'RATE_LIMITED',
    outcome: notApplied,
    retryable: () => true,
    again: () => 'WHEN_TOLD',
    health: () => 'RATE_LIMITED',
    attempt: 'NOT_APPLIED',
    logLevel: 'info',
    settlesReplay: false,
    message: ({ retryAfterSeconds }, provider) =>
      `${provider} accepts no more requests for now${wait(retryAfterSeconds)}.`,
    userMessage: ({ retryAfterSeconds }, _key, { told }) =>
      `The contact was not ${told} because the system is busy right now; try again ${later(retryAfterSeconds)}.`,
  },
  unavailable: {
    member: 'ContactProviderUnavailableError',
    code: 'PROVIDER_UNAVAILABLE',
    readCode: 'PROVIDER_UNAVAILABLE',
    outcome: notApplied,
    retryable: ({ isPermanent }) => !isPermanent,
    again: ({ isPermanent }) => (isPermanent ? 'WHEN_TOLD' : 'SOON'),
    health: () => 'NOT_ANSWERING',
    attempt: 'NOT_APPLIED',
    logLevel: 'info',
    settlesReplay: false,
    message: ({ reason, retryAfterSeconds }, _provider, _key, { done }) =>
      `The contact was not ${done}: ${reason}${wait(retryAfterSeconds)}.`,
    userMessage: ({ isPermanent, retryAfterSeconds }, _key, { told }) =>
      isPermanent
        ? `The contact was not ${told} because of a problem on our side; ask your support team.`
        : `The contact was not ${told} because a system is not responding; try again ${later(retryAfterSeconds)}.`,
  },
  rejected: {
    member: 'ContactProviderRejectedError',
    code: 'PROVIDER_REJECTED',
    readCode: 'PROVIDER_REJECTED',
    outcome: notApplied,
    retryable: never,
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    settlesReplay: true,
    message: (_failure, provider) =>
      `${provider} rejected the request for a reason that the unified model does not name.`,
    userMessage: (_failure, _key, { told }) =>
      `The contact was not ${told} because it was not accepted; ask your support team.`,
  },
  unknown: {
    member: 'ContactOutcomeUnknownError',
    code: 'OUTCOME_UNKNOWN',
    readCode: 'PROVIDER_REJECTED',
    outcome: () => 'UNKNOWN',
    // Only the same key can find the outcome; a repeat without one may write twice.
    retryable: ({ isForGood }, hasIdempotencyKey) => hasIdempotencyKey && !isForGood,
    again: notAgain,
    health: () => 'NOT_ANSWERING',
    attempt: 'REJECTED',
    logLevel: 'warn',
    settlesReplay: false,
    message: ({ uncertainty, retryAfterSeconds, isForGood }, _provider, hasIdempotencyKey, { done }) =>
      `The contact may have been ${done}: ${uncertainty}. ${advice(retryAfterSeconds, hasIdempotencyKey && !isForGood)}`,
    userMessage: ({ retryAfterSeconds, isForGood }, hasIdempotencyKey, { told }) =>
      hasIdempotencyKey && !isForGood
        ? `We do not know yet whether the contact was ${told}; send the unchanged form again ${later(retryAfterSeconds)} to find out.`
        : `We do not know whether the contact was ${told}; check the customer's contacts before you send it again.`,
  },
  'idempotency-conflict': {
    member: 'ContactIdempotencyConflictError',
    code: 'IDEMPOTENCY_CONFLICT',
    readCode: 'PROVIDER_REJECTED',
    outcome: ({ conflict }) => (conflict === 'IN_PROGRESS' ? 'UNKNOWN' : 'NOT_APPLIED'),
    retryable: ({ conflict }) => conflict === 'IN_PROGRESS',
    again: notAgain,
    health: healthy,
    attempt: 'REJECTED',
    logLevel: 'info',
    settlesReplay: false,
    message: ({ conflict }) =>
      conflict === 'IN_PROGRESS'
        ? 'An earlier request with this idempotency key is still running.'
        : 'This idempotency key was used for another request; nothing was done.',
    userMessage: ({ conflict, retryAfterSeconds }, _key, { told }) =>
      conflict === 'IN_PROGRESS'
        ? `This contact is still being ${told}; try again ${later(retryAfterSeconds)}.`
        : `The contact was not ${told} because this form was already sent with other details; start a new form.`,
  },
};

export function rowOf(failure: Failure): FailureRow<Failure> {
  return failures[failure.kind];
}

/** Whether the provider may still have applied the write. */
export function writeOutcome(failure: Failure): WriteOutcome {
  return rowOf(failure).outcome(failure);
}

export function isRetryable(failure: Failure, hasIdempotencyKey: boolean): boolean {
  return rowOf(failure).retryable(failure, hasIdempotencyKey);
}

/** When we retry the call ourselves. */
export function whenAgain(failure: Failure): Again {
  return rowOf(failure).again(failure);
}

export function healthShownBy(failure: Failure | undefined): HealthState {
  return failure ? rowOf(failure).health(failure) : 'OK';
}

/** For developers. Contains no value from the request. */
export function failureMessage(
  failure: Failure,
  providerName: string,
  hasIdempotencyKey = false,
  operation: WriteOperation = 'ADD',
): string {
  return rowOf(failure).message(failure, providerName, hasIdempotencyKey, writeWords[operation]);
}

/** One sentence for the form's user. */
export function failureUserMessage(
  failure: Failure,
  hasIdempotencyKey: boolean,
  operation: WriteOperation = 'ADD',
): string {
  return rowOf(failure).userMessage(failure, hasIdempotencyKey, writeWords[operation]);
}

/** Whether an operator must look at a failure with this union member. */
export function isForOperator(member: string | undefined): boolean {
  return Object.values(failures).some((row) => row.member === member && row.logLevel === 'warn');
}

/**
 * Whether the answer to a repeat under the vendor's own key settles the first request's outcome. A success
 * does: the vendor creates one contact per key.
 */
export function isFirstAnswer<T>(outcome: Outcome<T>): boolean {
  return outcome.ok || (outcome.replayed === true && rowOf(outcome.failure).settlesReplay);
}

const accessMessages: Readonly<Record<AccessProblem, string>> = {
  NOT_CONFIGURED:
    'is not configured in this subgraph, or its settings name a site or data source that does not exist',
  CREDENTIALS_REJECTED: "rejected the subgraph's credentials",
  PERMISSION_DENIED: "does not allow this with the subgraph's credentials",
};

/** A key finds the outcome by itself. Without one, the caller must check the customer's contacts. */
function advice(retryAfterSeconds: number | null, hasIdempotencyKey: boolean): string {
  if (!hasIdempotencyKey) return "Check the customer's contacts before you send it again.";
  const when = retryAfterSeconds ? ` in ${retryAfterSeconds} s` : '';
  return `Send the same request with the same key again${when} to find out.`;
}

function wait(seconds: number | null): string {
  return seconds ? `; retry in ${seconds} s` : '';
}

function later(seconds: number | null): string {
  if (!seconds) return 'later';
  if (seconds < 120) return seconds === 1 ? 'in a second' : `in ${seconds} seconds`;
  return seconds < 7200 ? `in ${Math.ceil(seconds / 60)} minutes` : `in ${Math.ceil(seconds / 3600)} hours`;
}
