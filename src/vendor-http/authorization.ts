/** Authorizes requests to a vendor: with fixed headers, or with an OAuth 2.0 access token. */
import type { HttpClient, Reply } from './client.js';
import { Deadline } from './deadline.js';
import type { Granted, RotatingToken } from './rotating-token.js';

/** Why there is no token. In every case, the vendor call itself was not sent. */
export type TokenFailure =
  | { readonly kind: 'rejected' }
  | { readonly kind: 'rate-limited'; readonly reply: Reply }
  /** `code` is undici's or Node's, if the endpoint did not answer. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly code?: string | undefined };

export interface Authorization {
  /** The headers for the next request, or why there are none. */
  headers(deadline: Deadline): Promise<Readonly<Record<string, string>> | TokenFailure>;
  /**
   * Drops the credentials in these headers, which the vendor rejected. Returns true if `headers` now gives
   * others.
   */
  renew(rejected: Readonly<Record<string, string>>): boolean;
  /** The current secrets. */
  secrets(): readonly string[];
}

export function isTokenFailure(
  value: Readonly<Record<string, string>> | TokenFailure,
): value is TokenFailure {
  return 'kind' in value;
}

/** Sends the same headers on every request. */
export function fixedAuthorization(headers: Readonly<Record<string, string>>): Authorization {
  const secrets = secretsOfHeaders(headers);
  return { headers: () => Promise.resolve(headers), renew: () => false, secrets: () => secrets };
}

/** Keyed by headers objects, which requests share and nothing mutates. */
const SECRETS = new WeakMap<Readonly<Record<string, string>>, readonly string[]>();

/** The secrets in request headers: each value, the token without its scheme, and the decoded Basic key. */
export function secretsOfHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  const known = SECRETS.get(headers);
  if (known) return known;
  const secrets = Object.values(headers).flatMap((value) => {
    const [scheme = '', token = ''] = value.split(' ', 2);
    const key = scheme === 'Basic' ? Buffer.from(token, 'base64').toString('utf8').replace(/:$/, '') : '';
    return [value, token, key].filter((secret) => secret !== '');
  });
  SECRETS.set(headers, secrets);
  return secrets;
}

/** HTTP Basic with an API key as the user and an empty password. */
export function basicAuthorization(apiKey: string): Authorization {
  return fixedAuthorization({ authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}` });
}

export interface TokenGrant {
  readonly client: HttpClient;
  /** Absolute path of the token endpoint. */
  readonly path: string;
  /** For a refresh token grant. `form` is then called with the newest token. */
  readonly refreshToken?: RotatingToken;
  form(refreshToken?: string): Readonly<Record<string, string>>;
}

/** Refresh this long before expiry, so that a token outlives the request that carries it. */
const EARLY_MS = 300_000;

/** Timeout for a refresh. */
const REFRESH_MS = 10_000;

interface Token {
  readonly headers: Readonly<Record<string, string>>;
  readonly refreshAt: number;
}

/**
 * A bearer token, cached until shortly before it expires. Concurrent requests share one refresh. A failed
 * refresh is not cached.
 */
export class TokenAuthorization implements Authorization {
  #token: Token | undefined;
  #refresh: Promise<Token | TokenFailure> | undefined;
  readonly #credentials: readonly string[];
  #secrets: readonly string[];

  constructor(private readonly grant: TokenGrant) {
    const { grant_type: _, ...credentials } = grant.form();
    this.#credentials = Object.values(credentials);
    this.#secrets = this.#credentials;
  }

  async headers(deadline: Deadline): Promise<Readonly<Record<string, string>> | TokenFailure> {
    if (this.#token && deadline.clock.now() < this.#token.refreshAt) return this.#token.headers;
    // All callers share the refresh, so it has its own deadline; each caller waits only until its own.
    this.#refresh ??= this.#request(new Deadline(REFRESH_MS, deadline.clock)).finally(() => {
      this.#refresh = undefined;
    });
    const result = await deadline.race(this.#refresh, () =>
      unreachable('no token arrived before the deadline'),
    );
    return 'kind' in result ? result : result.headers;
  }

  renew(rejected: Readonly<Record<string, string>>): boolean {
    if (this.#token?.headers === rejected) this.#token = undefined;
    return true;
  }

  secrets(): readonly string[] {
    return this.#secrets;
  }

  async #request(deadline: Deadline): Promise<Token | TokenFailure> {
    const first = await this.#ask(deadline);
    // An unusable token says little about the next one, so try once more.
    const result = 'isUnusable' in first ? await this.#ask(deadline) : first;
    if ('refreshAt' in result) {
      this.#token = result;
      this.#secrets = [...this.#credentials, ...secretsOfHeaders(result.headers)];
    }
    return result;
  }

  async #ask(deadline: Deadline): Promise<Token | (TokenFailure & { readonly isUnusable?: true })> {
    const { refreshToken } = this.grant;
    if (!refreshToken) return (await this.#grant(deadline)).result;
    const result = await refreshToken.use((token) => this.#grant(deadline, token));
    return result ?? unreachable('the store of refresh tokens is unavailable');
  }

  async #grant(
    deadline: Deadline,
    refreshToken?: string,
  ): Promise<Granted<Token | (TokenFailure & { readonly isUnusable?: true })>> {
    const { client, path, form } = this.grant;
    const reply = await client.send(
      {
        method: 'POST',
        path,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form(refreshToken)).toString(),
      },
      deadline,
    );
    const failed = (result: TokenFailure & { readonly isUnusable?: true }) => ({ result, next: undefined });
    if (reply.kind === 'fault') return failed(unreachable(reply.reason, reply.code));
    if (reply.status === 429) return failed({ kind: 'rate-limited', reply });
    const answer = parseObject(reply.body);
    if (reply.status !== 200 || answer?.access_token === undefined)
      return failed(tokenFailureOf(reply, answer));
    const next = isHeaderSafe(answer.refresh_token) ? answer.refresh_token : undefined;
    const { access_token: accessToken, token_type: type = 'bearer' } = answer;
    if (!isHeaderSafe(accessToken) || String(type).toLowerCase() !== 'bearer') {
      const result = unreachable('the token endpoint returned an unusable access token');
      return { result: { ...result, isUnusable: true }, next };
    }
    // Without a lifetime, use the token until the vendor rejects it.
    const lifetimeMs = secondsOf(answer.expires_in) * 1000;
    // With a lifetime under twice the margin, every request would refresh.
    const early = Math.min(EARLY_MS, lifetimeMs / 2);
    const headers = { authorization: `Bearer ${accessToken}` };
    return { result: { headers, refreshAt: deadline.clock.now() + lifetimeMs - early }, next };
  }
}

/** The characters RFC 6749 allows in a token, minus blanks, up to the length servers accept in a header. */
function isHeaderSafe(token: unknown): token is string {
  return typeof token === 'string' && /^[\x21-\x7e]{1,8000}$/.test(token);
}

/** Some servers send the number as a string. */
function secondsOf(lifetime: unknown): number {
  const seconds = typeof lifetime === 'string' ? Number.parseInt(lifetime, 10) : lifetime;
  return typeof seconds === 'number' && seconds >= 0 ? seconds : Number.POSITIVE_INFINITY;
}

/** Error codes that say nothing about the credentials (RFC 6749, 4.1.2.1). */
const TEMPORARY = new Set<unknown>(['server_error', 'temporarily_unavailable']);

/**
 * A web page, a redirect or a gateway's answer is not from the endpoint, so it says nothing about
 * credentials.
 */
function tokenFailureOf(reply: Reply, answer: Readonly<Record<string, unknown>> | undefined): TokenFailure {
  if (rejectsCredentials(reply, answer)) return { kind: 'rejected' };
  return unreachable(
    reply.status === 200
      ? 'the token endpoint returned no access token'
      : `the token endpoint returned ${reply.status}`,
  );
}

function rejectsCredentials(
  { status, body }: Reply,
  answer: Readonly<Record<string, unknown>> | undefined,
): boolean {
  if (TEMPORARY.has(answer?.error)) return false;
  switch (status) {
    case 401:
      return answer !== undefined || body.trim() === '';
    case 400:
      return answer !== undefined;
    // Observed, though RFC 6749 forbids it. A firewall also answers 403, but without an error code.
    case 403:
    case 200:
      return typeof answer?.error === 'string';
    default:
      return false;
  }
}

function unreachable(reason: string, code?: string): TokenFailure {
  return { kind: 'unreachable', reason, code };
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
