/** Failures of requests under an idempotency key that do not come from a provider. */
import { type Failed, type Failure, failed } from '../model/outcome.js';

export const STORE_DOWN: Failure = {
  kind: 'unavailable',
  reason: 'the idempotency store cannot be reached',
  retryAfterSeconds: null,
};

export const STORE_FULL: Failure = {
  kind: 'unavailable',
  reason: 'the idempotency store is full',
  retryAfterSeconds: null,
};

export const LEASES_DOWN: Failure = {
  kind: 'unavailable',
  reason: 'the store that coordinates writes cannot be reached',
  retryAfterSeconds: null,
};

export const LEASE_HELD: Failure = {
  kind: 'unavailable',
  reason: 'other writes to the same contacts are still running',
  retryAfterSeconds: 1,
};

export const TOO_MANY_TO_COMPARE: Failure = {
  kind: 'unavailable',
  reason: 'the customer has too many contacts to look for an existing one',
  retryAfterSeconds: null,
  isPermanent: true,
};

export const UNDECIDED_BEFORE: Failure = {
  kind: 'unavailable',
  reason: 'an earlier write may still create a contact of the customer that matches',
  retryAfterSeconds: null,
};

export const ABANDONED: Failure = {
  kind: 'unavailable',
  reason: 'the process with the request ended before it sent anything',
  retryAfterSeconds: null,
};

export const ABSENT: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was unknown, and a later check showed that the contact does not exist',
  retryAfterSeconds: null,
};

export const UNCHANGED: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was unknown, and a later check showed that the contact has not changed',
  retryAfterSeconds: null,
};

export const OWN_DUPLICATE: Failure = {
  kind: 'unknown',
  uncertainty:
    'the provider already has a contact with this id, which may come from an earlier request with this key',
  possibleMatches: [],
  retryAfterSeconds: null,
};

export function conflict(kind: 'DIFFERENT_REQUEST' | 'IN_PROGRESS'): Failed {
  return failed({
    kind: 'idempotency-conflict',
    conflict: kind,
    retryAfterSeconds: kind === 'IN_PROGRESS' ? 1 : null,
  });
}
