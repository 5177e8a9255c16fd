/** Zuora's tokens ("Create an OAuth token"). */
import type { AccessTokens } from '../kit/auth.js';
import { randomHex } from '../kit/random-hex.js';
import { mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';

const TOKEN_LIFETIME_S = 3_599;
const CLIENT_ID_LENGTH = 36;
const MAX_CLIENT_SECRET = 42;

export interface TokenClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Issues an access token for the client's credentials. */
export function issueToken(
  { body, headers }: SandboxRequest,
  client: TokenClient,
  tokens: AccessTokens,
): SandboxReply {
  // "Do not set any authentication headers". Not documented: the answer if one is set.
  if (headers.authorization !== undefined) return oauthError(400, 'Do not set an Authorization header');
  if (mediaType(headers) !== 'application/x-www-form-urlencoded') {
    return oauthError(415, 'The content type has to be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(body);
  const id = form.get('client_id') ?? '';
  const secret = form.get('client_secret') ?? '';
  if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'Unsupported grant type');
  if (id.length !== CLIENT_ID_LENGTH) return oauthError(400, 'client_id must have 36 characters');
  if (secret === '' || secret.length > MAX_CLIENT_SECRET) {
    return oauthError(400, 'client_secret must have 1 to 42 characters');
  }
  if (id !== client.clientId || secret !== client.clientSecret) {
    return oauthError(401, 'Invalid client id or secret');
  }

  const token = randomHex();
  tokens.issue(token, TOKEN_LIFETIME_S);
  return {
    status: 200,
    headers: { 'x-ratelimit-limit-minute': '100', 'x-ratelimit-remaining-minute': '99' },
    body: {
      access_token: token,
      token_type: 'bearer',
      expires_in: TOKEN_LIFETIME_S,
      scope: 'service.echo.read tenant.19',
      jti: randomHex(),
    },
  };
}

/** Not documented beyond the status 429, which the sandbox does not return here. */
function oauthError(status: number, message: string): SandboxReply {
  return { status, body: { message } };
}
