/** The OAuth 2.0 grants (RFC 6749) that vendors use. */
import { type Authorization, TokenAuthorization } from './authorization.js';
import type { HttpClient } from './client.js';
import { RotatingToken, type TokenOwner } from './rotating-token.js';
import type { TokenStore } from './token-store.js';

/** `path` is the token endpoint's path at the client's origin. */
export function clientCredentials(
  client: HttpClient,
  path: string,
  { clientId, clientSecret }: Pick<TokenOwner, 'clientId' | 'clientSecret'>,
): Authorization {
  const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
  return new TokenAuthorization({ client, path, form: () => form });
}

export interface RefreshTokenGrant extends TokenOwner {
  /** The configured token; the endpoint may have replaced it. */
  readonly refreshToken: string;
}

export function refreshTokenGrant(
  { refreshToken: first, ...owner }: RefreshTokenGrant,
  openClient: (origin: string) => HttpClient,
  tokens: TokenStore,
): Authorization {
  const { origin, pathname } = new URL(owner.tokenUrl);
  return new TokenAuthorization({
    client: openClient(origin),
    path: pathname,
    refreshToken: new RotatingToken(tokens, owner, first),
    form: (refreshToken = first) => ({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: owner.clientId,
      client_secret: owner.clientSecret,
    }),
  });
}
