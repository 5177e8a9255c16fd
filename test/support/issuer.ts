/** A token issuer, with its keys on a local socket. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';

export const ISSUER = 'https://login.example.com/';
export const AUDIENCE = 'contacts';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JSONWebKeySet['keys'][number];
}

export interface Issuer {
  readonly jwksUrl: string;
  /** The settings for authenticated callers. */
  readonly settings: Readonly<Record<string, string>>;
  /** How often the keys were fetched. */
  readonly fetches: number;
  /** Whether it answers 500. */
  isDown: boolean;
  /** Replaces the keys. */
  body?: string;
  readonly keySet: JSONWebKeySet;
  /** A token with these claims, in addition to the usual ones. */
  token(
    claims?: Readonly<Record<string, unknown>>,
    options?: { readonly withoutKeyId?: true },
  ): Promise<string>;
  /** From here on tokens are signed with another key; the previous one is gone. */
  rotate(alg?: string): Promise<void>;
  close(): Promise<void>;
}

async function makeKey(alg: string, kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export async function startIssuer(alg = 'ES256'): Promise<Issuer> {
  let made = 1;
  let key = await makeKey(alg, 'key-1');
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(issuer.isDown ? 500 : 200, { 'content-type': 'application/json' });
    response.end(issuer.body ?? JSON.stringify(issuer.keySet));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys?tenant=1`;
  const issuer: Issuer = {
    jwksUrl,
    settings: { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE },
    isDown: false,
    get fetches() {
      return fetches;
    },
    get keySet() {
      return { keys: [key.publicJwk] };
    },
    token: (claims, options) => {
      const all: JWTPayload = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: 'agent-7',
        exp: Math.floor(Date.now() / 1000) + 300,
        ...claims,
      };
      const kid = options?.withoutKeyId ? {} : { kid: key.kid };
      return new SignJWT(all).setProtectedHeader({ alg: key.alg, ...kid }).sign(key.privateKey);
    },
    async rotate(next = key.alg) {
      made += 1;
      key = await makeKey(next, `key-${made}`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

/** The header of a request with a token. */
export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
