/** The failure and health of a call without a complete answer. */
import type { Failure } from '../model/outcome.js';
import type { TokenFailure } from '../vendor-http/authorization.js';
import { type Fault, isTooLarge } from '../vendor-http/client.js';
import { retryAfterSeconds } from '../vendor-http/retry-after.js';
import type { Health } from './admission.js';
import type { CallKind } from './breaker.js';

/** A vendor may return all of a customer's contacts in one answer; 4 MiB fits several thousand. */
export const MAX_READ_MIB = 4;

export function unknown(uncertainty: string): Failure {
  return { kind: 'unknown', uncertainty, possibleMatches: [], retryAfterSeconds: null };
}

/** A read changes nothing, so a missing answer only means that the provider is unreachable. */
export function faultFailure(fault: Fault, kind: CallKind): Failure {
  if (kind === 'write' && fault.sent) return unknown(fault.reason);
  if (!isTooLarge(fault)) return { kind: 'unavailable', reason: fault.reason, retryAfterSeconds: null };
  const reason = `the response was larger than ${MAX_READ_MIB} MiB`;
  return { kind: 'unavailable', reason, retryAfterSeconds: null, isPermanent: true };
}

/**
 * Without a token the vendor cannot be called. A vendor that limits tokens must not get more token requests.
 */
export function tokenHealth(token: TokenFailure): Health {
  const failure = tokenFailure(token);
  return {
    isFault: token.kind === 'unreachable',
    pauseSeconds: failure.kind === 'rate-limited' ? failure.retryAfterSeconds : null,
  };
}

/** Without a token the vendor call itself was not made, regardless of the token request's outcome. */
export function tokenFailure(token: TokenFailure): Failure {
  switch (token.kind) {
    case 'rejected':
      return { kind: 'access', problem: 'CREDENTIALS_REJECTED' };
    case 'rate-limited': {
      const header = token.reply.headers['retry-after'];
      return { kind: 'rate-limited', retryAfterSeconds: retryAfterSeconds(header) ?? null };
    }
    case 'unreachable':
      return { kind: 'unavailable', reason: token.reason, retryAfterSeconds: null };
  }
}
