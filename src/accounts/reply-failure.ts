/** Turns a classified answer into a failure. */
import { writeWords } from '../model/errors.js';
import type { Failure } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderReply } from '../providers/exchange.js';
import type { ClassifiedError, ClassifiedReply } from './classify.js';
import type { Unshown } from './redact.js';
import { invalid, placeOf, violationAt } from './reply-violations.js';
import { safeCode, safeText, valuesOf } from './safe-text.js';

/**
 * The failure of a write's answer; undefined if it is a success. Never reports a possible success as a
 * rejection: a redirect, a 408 and every 5xx that the vendor does not explain are unknown.
 */
export function toWriteFailure(
  provider: Provider,
  classified: ClassifiedReply,
  call: ProviderCall,
): Failure | undefined {
  const { reply, errors, primaryError, waitSeconds: wait } = classified;
  if (!primaryError) return undefined;
  const unshown: Unshown = { values: valuesOf(call), secrets: classified.secrets() };
  switch (primaryError.kind) {
    case 'CUSTOMER_NOT_FOUND':
      return call.contactId === undefined
        ? { kind: 'customer-not-found', customerId: call.customerId }
        : contactGone(call, call.contactId);
    case 'DUPLICATE':
      return duplicate(provider, primaryError, call, unshown);
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(primaryError.kind, wait);
    case 'UNAVAILABLE':
      return {
        kind: 'unavailable',
        reason: `${provider.name} did not carry out the request, but may on a retry`,
        retryAfterSeconds: wait,
      };
    case 'KEY_OF_OTHER_REQUEST':
      // A random key belongs to no other request, so the error concerns something else.
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST', retryAfterSeconds: null }
        : rejected(primaryError, unshown);
    case 'KEY_IN_PROGRESS':
      return call.hasCallerKey
        ? { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS', retryAfterSeconds: wait }
        : undecided(provider, reply, primaryError, wait, unshown, call);
    case 'UNKNOWN':
      return undecided(provider, reply, primaryError, wait, unshown, call);
    case 'FIELD_REQUIRED':
    case 'FIELD_REJECTED':
    case 'REJECTED':
      return invalid(provider, errors, call, unshown) ?? rejected(primaryError, unshown);
  }
}

/**
 * The failure of a read's answer; `missing` if the customer or contact does not exist, undefined on success.
 * A read changes nothing, so an unreadable answer only means that the provider is failing.
 */
export function toReadFailure(
  provider: Provider,
  { reply, primaryError, waitSeconds: wait, secrets }: ClassifiedReply,
): Failure | 'missing' | undefined {
  if (!primaryError) return undefined;
  const unshown: Unshown = { values: [], secrets: secrets() };
  switch (primaryError.kind) {
    case 'CUSTOMER_NOT_FOUND':
      return 'missing';
    case 'NOT_CONFIGURED':
    case 'CREDENTIALS_REJECTED':
    case 'PERMISSION_DENIED':
    case 'RATE_LIMITED':
      return accountFailure(primaryError.kind, wait);
    case 'UNAVAILABLE':
    case 'UNKNOWN':
      return {
        kind: 'unavailable',
        reason: `${provider.name} returned ${describe(reply, primaryError, unshown)}`,
        retryAfterSeconds: wait,
      };
    case 'DUPLICATE':
    case 'KEY_OF_OTHER_REQUEST':
    case 'KEY_IN_PROGRESS':
    case 'FIELD_REQUIRED':
    case 'FIELD_REJECTED':
    case 'REJECTED':
      return rejected(primaryError, unshown);
  }
}

/** Account errors mean the same for every call. */
function accountFailure(
  kind: 'NOT_CONFIGURED' | 'CREDENTIALS_REJECTED' | 'PERMISSION_DENIED' | 'RATE_LIMITED',
  retryAfterSeconds: number | null,
): Failure {
  return kind === 'RATE_LIMITED'
    ? { kind: 'rate-limited', retryAfterSeconds }
    : { kind: 'access', problem: kind };
}

function undecided(
  provider: Provider,
  reply: ProviderReply,
  error: ClassifiedError,
  retryAfterSeconds: number | null,
  unshown: Unshown,
  { operation = 'ADD' }: ProviderCall,
): Failure {
  const { done } = writeWords[operation];
  return {
    kind: 'unknown',
    uncertainty: `${provider.name} returned ${describe(reply, error, unshown)}, which does not show whether the contact was ${done}`,
    possibleMatches: [],
    retryAfterSeconds,
  };
}

function describe(reply: ProviderReply, error: ClassifiedError, unshown: Unshown): string {
  return error.code === undefined || error.code === String(reply.status)
    ? `HTTP ${reply.status}`
    : `HTTP ${reply.status} with code ${safeCode(error.code, unshown) ?? 'unreadable'}`;
}

function rejected(error: ClassifiedError, unshown: Unshown): Failure {
  return {
    kind: 'rejected',
    providerCode: safeCode(error.code, unshown),
    providerMessage: safeText(error.message, unshown),
  };
}

/** If an add was to change the contact, a retry creates it. */
export function contactGone({ isOfAdd }: ProviderCall, contactId: string): Failure {
  if (!isOfAdd) return { kind: 'contact-not-found', contactId };
  const reason = 'the matching contact was removed before it could be changed';
  return { kind: 'unavailable', reason, retryAfterSeconds: null };
}

/** Whose contact already exists is determined later; until then, report both possibilities. */
function duplicate(
  provider: Provider,
  error: ClassifiedError,
  call: ProviderCall,
  unshown: Unshown,
): Failure {
  const place = placeOf(provider, { ...error, kind: 'FIELD_REJECTED' }, call);
  if (!place) return { kind: 'duplicate', existing: null };
  const message = `${provider.name} already has a contact with this value of ${place.path.join('.')}. Choose another value.`;
  return { kind: 'duplicate', existing: null, violation: { ...violationAt(place, unshown), message } };
}
