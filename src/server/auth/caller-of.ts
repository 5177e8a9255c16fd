/** Builds the caller from a verified token's claims. */
import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { AuthSettings } from '../../config/auth.js';
import type { Caller } from '../../model/caller.js';
import { CustomerReach } from '../../model/customer-reach.js';

export type ClaimSettings = Pick<
  AuthSettings,
  'issuer' | 'callerClaim' | 'customersClaim' | 'originUserClaim'
>;

/** Undefined if the token does not name its caller. */
export function callerOf(claims: JWTPayload, settings: ClaimSettings): Caller | undefined {
  const { issuer, callerClaim, customersClaim, originUserClaim } = settings;
  const name = claims[callerClaim];
  if (typeof name !== 'string' || name === '') return undefined;
  const originUser = originUserClaim === undefined ? undefined : claims[originUserClaim];
  return {
    id: callerId(issuer, name),
    scopes: new Set([...wordsOf(claims.scope), ...wordsOf(claims.scp)]),
    customers:
      customersClaim === undefined ? CustomerReach.ALL : CustomerReach.fromClaim(claims[customersClaim]),
    originUser: typeof originUser === 'string' && originUser !== '' ? originUser : undefined,
  };
}

/** A name is unique only within its issuer, and may be an email address. */
export function callerId(issuer: string, name: string): string {
  return createHash('sha256').update(`${issuer}\n${name}`).digest('base64url');
}

/** `scope` is a space-separated string; `scp` is that or a list. */
function wordsOf(claim: unknown): readonly string[] {
  const texts = Array.isArray(claim) ? claim : [claim];
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(' ') : []));
}
