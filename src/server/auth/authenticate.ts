/** Verifies a request's token before anything else in the request is read. */
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { AuthSettings } from '../../config/auth.js';
import type { Caller } from '../../model/caller.js';
import { callerOf } from './caller-of.js';
import { type KeySet, KeysUnavailableError } from './key-set.js';

export type Authentication =
  | { readonly caller: Caller }
  | {
      readonly code: 'UNAUTHENTICATED' | 'AUTH_UNAVAILABLE';
      readonly message: string;
      readonly challenge?: string;
    };

/** Takes the `authorization` header. Never rejects. */
export type Authenticate = (header: string | undefined) => Promise<Authentication>;

/** Asymmetric only: anyone who can verify with a shared secret can also sign. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const UNAVAILABLE = {
  code: 'AUTH_UNAVAILABLE',
  message: "Tokens cannot be verified: the issuer's keys are unavailable.",
} as const;

export function createAuthenticate(
  settings: AuthSettings,
  keys: KeySet,
  /** Milliseconds since 1970. */
  time: () => number,
): Authenticate {
  const { issuer, audience, clockToleranceS: clockTolerance } = settings;
  const rules = { issuer, audience, clockTolerance, algorithms: [...ALGORITHMS], requiredClaims: ['exp'] };
  return async (header) => {
    const token = /^bearer +([\w.~+/=-]+) *$/i.exec(header ?? '')?.[1];
    if (token === undefined) return invalid('A bearer token is missing.', header !== undefined);
    try {
      const claims = await verify(token, keys, { ...rules, currentDate: new Date(time()) });
      const caller = callerOf(claims, settings);
      return caller ? { caller } : invalid(`The token lacks the claim ${settings.callerClaim}.`);
    } catch (error) {
      return error instanceof KeysUnavailableError ? UNAVAILABLE : invalid(reasonOf(error));
    }
  };
}

async function verify(token: string, keys: KeySet, rules: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys.keyOf, rules)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // The token does not say which of several keys signed it.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, rules)).payload;
      } catch (other) {
        if (!(other instanceof errors.JWSSignatureVerificationFailed)) throw other;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** For developers; contains nothing from the token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    return reason === 'missing'
      ? `The token lacks the claim ${claim}.`
      : `The claim ${claim} of the token is not accepted here.`;
  }
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'The token is signed with a key that the issuer does not publish.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is invalid.';
  if (error instanceof errors.JOSEAlgNotAllowed)
    return 'The token is signed with an algorithm that is not accepted.';
  return 'The token is not valid.';
}

function invalid(message: string, isGiven = true): Authentication {
  const challenge = isGiven ? 'Bearer error="invalid_token"' : 'Bearer';
  return { code: 'UNAUTHENTICATED', message, challenge };
}
