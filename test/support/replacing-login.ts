/** A token server that replaces its refresh token at each use, and a vendor behind it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Login {
  readonly origin: string;
  /** Refresh tokens in the order of their use. */
  readonly used: string[];
  /** Called before each grant is answered. */
  granting: () => void;
  close(): Promise<void>;
}

/**
 * Replaces its refresh token at each use, and voids all of them when an old one is used, like Ory Hydra and
 * Auth0.
 */
export async function startLogin(): Promise<Login> {
  let valid: string | undefined = 'r1';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const json = (status: number, body: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url !== '/oauth2/token') {
        json(200, { id: 501, name: 'Ada', email: null, number: null, fax: null });
        return;
      }
      const token = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('refresh_token') ?? '';
      login.used.push(token);
      if (token !== valid) {
        valid = undefined;
        json(400, { error: 'invalid_grant' });
        return;
      }
      valid = `r${login.used.length + 1}`;
      login.granting();
      json(200, { access_token: 'aa.bb.cc', token_type: 'bearer', expires_in: 3600, refresh_token: valid });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const login: Login = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    used: [],
    granting: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return login;
}

export const ADD = `mutation {
  addContact(customerId: "1001", provider: CRO, input: { name: "Ada" }) {
    __typename ... on ContactError { code } ... on ContactProviderAccessError { accessProblem }
  }
}`;

export function variablesOf({ origin }: Login, storeUrl: string): Record<string, string> {
  return {
    SANDBOX: 'off',
    STORE_URL: storeUrl,
    CRO_URL: origin,
    CRO_TENANT_ID: '7',
    CRO_REFRESH_TOKEN: 'r1',
    CRO_CLIENT_ID: 'cid',
    CRO_CLIENT_SECRET: 'secret',
    CRO_TOKEN_URL: `${origin}/oauth2/token`,
  };
}
