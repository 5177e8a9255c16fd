/** Request credentials, and access tokens that a vendor issues. */
import type { IncomingHttpHeaders } from 'node:http';

import { LatestMap } from './latest-map.js';
import { rememberLast } from './remember-last.js';

interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** HTTP Basic user name and password (RFC 7617); undefined if the header is missing or malformed. */
export function basicCredentials({ authorization = '' }: IncomingHttpHeaders): Credentials | undefined {
  return decoded(authorization);
}

/** A caller sends the same header with every request. */
const decoded = rememberLast((header: string): Credentials | undefined => {
  const encoded = /^basic +([a-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  // The first colon ends the name; a password may contain more.
  return user === undefined || password.length === 0 ? undefined : { user, password: password.join(':') };
});

/** A caller requests a token whenever its last one expires. */
const KEPT_TOKENS = 1_000;

/** A vendor's valid access tokens. */
export class AccessTokens {
  /** Access token to its expiry time. */
  readonly #issued = new LatestMap<number>(KEPT_TOKENS);

  accepts(token: string): boolean {
    return Date.now() < (this.#issued.get(token) ?? 0);
  }

  issue(token: string, lifetimeSeconds: number): void {
    this.#issued.set(token, Date.now() + lifetimeSeconds * 1_000);
  }
}
