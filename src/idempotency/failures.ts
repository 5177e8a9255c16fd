/** Failures of requests under an idempotency key that do not come from a provider. */
import { type Failed, type Failure, failed } from '../model/outcome.js';

export const STORE_DOWN: Failure = {
  kind: 'unavailable',
  reason: 'the store of idempotency keys cannot be reached',
  retryAfterSeconds: null,
};

export const STORE_FULL: Failure = {
  kind: 'unavailable',
  reason: 'the store of idempotency keys is full',
  retryAfterSeconds: null,
};

export const LEASES_DOWN: Failure = {
  kind: 'unavailable',
  reason: 'the store that keeps writes apart cannot be reached',
  retryAfterSeconds: null,
};

export const LEASE_HELD: Failure = {
  kind: 'unavailable',
  reason: 'other writes of the same contacts are still running',
  retryAfterSeconds: 1,
};

export const TOO_MANY_TO_COMPARE: Failure = {
  kind: 'unavailable',
  reason: 'the customer has more contacts than are read to look for one that exists',
  retryAfterSeconds: null,
  isPermanent: true,
};

export const UNDECIDED_BEFORE: Failure = {
  kind: 'unavailable',
  reason: 'an earlier contact of the customer may still be created, and could be the same one',
  retryAfterSeconds: null,
};

export const ABANDONED: Failure = {
  kind: 'unavailable',
  reason: 'the process that had the request ended before it sent anything',
  retryAfterSeconds: null,
};

export const ABSENT: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was not known, and the contact has been looked for since and is not there',
  retryAfterSeconds: null,
};

export const UNCHANGED: Failure = {
  kind: 'unavailable',
  reason: 'the outcome was not known, and the contact has been read since and is as it was before',
  retryAfterSeconds: null,
};

export const OWN_DUPLICATE: Failure = {
  kind: 'unknown',
  uncertainty:
    'the provider has a contact of the very id already, which may be the one of an earlier request with this key',
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
