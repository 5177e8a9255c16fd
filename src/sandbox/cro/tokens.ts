/** The token endpoint of CRO's identity provider, for the grant that needs no user. */
import { type AccessTokens, basicCredentials } from '../kit/auth.js';
import { randomHex } from '../kit/random-hex.js';
import { mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';

export interface TokenClient {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Not documented; common among providers. */
const TOKEN_LIFETIME_S = 3_600;

/**
 * Issues an access token for a refresh token (RFC 6749, sections 5 and 6). CRO documents a refresh token and
 * no client credentials grant; the formats are the RFC's.
 */
export function issueToken(request: SandboxRequest, client: TokenClient, tokens: AccessTokens): SandboxReply {
  if (request.method !== 'POST' || mediaType(request.headers) !== 'application/x-www-form-urlencoded') {
    return failure(400, 'invalid_request');
  }
  const form = new URLSearchParams(request.body);
  const basic = basicCredentials(request.headers);
  const id = basic?.user ?? form.get('client_id');
  const secret = basic?.password ?? form.get('client_secret');
  if (id !== client.clientId || secret !== client.clientSecret) return failure(401, 'invalid_client');
  if (form.get('grant_type') !== 'refresh_token') return failure(400, 'unsupported_grant_type');
  if (form.get('refresh_token') !== client.refreshToken) return failure(400, 'invalid_grant');

  const token = ['header', 'payload', 'signature'].map(() => randomHex(24)).join('.');
  tokens.issue(token, TOKEN_LIFETIME_S);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    // Not documented whether a refresh token is used up. This emulator never rotates it.
    body: { access_token: token, token_type: 'bearer', expires_in: TOKEN_LIFETIME_S },
  };
}

function failure(status: number, error: string): SandboxReply {
  return { status, body: { error } };
}
