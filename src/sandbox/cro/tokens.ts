/** The token endpoint of CRO's identity provider, for the grant that a program can use alone. */
import { randomBytes } from 'node:crypto';

import { basicCredentials, mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';

export interface TokenSettings {
  /** A token that is accepted without ever having been issued. */
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Not documented; what most providers use. */
const TOKEN_LIFETIME_S = 3_600;

/**
 * Issues access tokens for a refresh token, and knows which are good (RFC 6749, sections 5 and 6). CRO documents
 * that there is a refresh token and no grant by client credentials; the shapes are those of the RFC.
 */
export class Tokens {
  readonly #settings: TokenSettings;
  /** Access token to the time it expires. */
  readonly #issued = new Map<string, number>();

  constructor(settings: TokenSettings) {
    this.#settings = settings;
  }

  accepts(token: string): boolean {
    return token === this.#settings.accessToken || Date.now() < (this.#issued.get(token) ?? 0);
  }

  issue(request: SandboxRequest): SandboxReply {
    if (request.method !== 'POST' || mediaType(request.headers) !== 'application/x-www-form-urlencoded') {
      return failure(400, 'invalid_request');
    }
    const form = new URLSearchParams(request.body);
    const basic = basicCredentials(request.headers);
    const id = basic?.user ?? form.get('client_id');
    const secret = basic?.password ?? form.get('client_secret');
    const { clientId, clientSecret, refreshToken } = this.#settings;
    if (id !== clientId || secret !== clientSecret) return failure(401, 'invalid_client');
    if (form.get('grant_type') !== 'refresh_token') return failure(400, 'unsupported_grant_type');
    if (form.get('refresh_token') !== refreshToken) return failure(400, 'invalid_grant');

    const token = ['header', 'payload', 'signature'].map(() => randomBytes(12).toString('hex')).join('.');
    this.#issued.set(token, Date.now() + TOKEN_LIFETIME_S * 1_000);
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      // Not documented whether a refresh token is used up. A new one that has to be kept is never issued here.
      body: { access_token: token, token_type: 'bearer', expires_in: TOKEN_LIFETIME_S },
    };
  }
}

function failure(status: number, error: string): SandboxReply {
  return { status, body: { error } };
}
