/** A stand-in for a company's identity provider: issues tokens, and serves the keys to verify them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const ISSUER = 'https://login.demo.example';
const AUDIENCE = 'contacts';
const ALGORITHM = 'ES256';

export interface Issuer {
  /** Makes the contacts subgraph verify this issuer's tokens. */
  readonly settings: Readonly<Record<string, string>>;
  /** A token that permits everything for eight hours. */
  readonly token: string;
  stop(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const key = { ...(await exportJWK(publicKey)), kid: 'demo', alg: ALGORITHM, use: 'sig' };
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const claims = { scope: 'contacts:read contacts:write contacts:options', customers: ['*'] };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject('demo-user')
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(privateKey);
  return {
    settings: {
      AUTH_JWKS_URL: `http://127.0.0.1:${port}/jwks.json`,
      AUTH_ISSUER: ISSUER,
      AUTH_AUDIENCE: AUDIENCE,
      AUTH_CUSTOMERS_CLAIM: 'customers',
    },
    token,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
