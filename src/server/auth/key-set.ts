/** The issuer's public keys, from its URL or a file. */
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { type AuthSettings, parseKeySet, readKeyFile } from '../../config/auth.js';
import type { ProxySettings } from '../../config/proxy.js';
import { type Fault, HttpClient, type Reply } from '../../vendor-http/client.js';
import type { Clock } from '../../vendor-http/clock.js';
import { Deadline } from '../../vendor-http/deadline.js';

/** The issuer's keys are unknown, so a token can be neither accepted nor rejected. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

export interface KeySet {
  readonly keyOf: JWTVerifyGetKey;
  /** Rereads a file. On a problem, keeps the earlier keys. */
  reread(): { readonly changed: readonly string[]; readonly problems: readonly string[] };
  close(): Promise<void>;
}

export interface KeySetOptions {
  readonly clock: Clock;
  readonly proxy: ProxySettings | undefined;
  /** Called with the reason if the keys cannot be fetched. */
  readonly failed: (reason: string) => void;
  readonly succeeded: () => void;
}

/** Minimum interval between requests to the issuer for unknown keys, regardless of what callers send. */
const COOLDOWN_MS = 30_000;
/** Same, while no keys are known at all. */
const FIRST_TRIES_MS = 1000;
/** Age at which keys are refreshed in the background. */
const REFRESH_MS = 600_000;
/** Age at which keys expire if the refresh fails. */
const TRUSTED_MS = 3_600_000;
const TIMEOUT_MS = 5000;
const MAX_BYTES = 256 * 1024;

export function openKeySet({ keys }: AuthSettings, options: KeySetOptions): KeySet {
  return 'file' in keys ? fileKeys(keys.file) : remoteKeys(new URL(keys.url), options);
}

function fileKeys(path: string): KeySet {
  const read = () => {
    const found = readKeyFile(path);
    return typeof found === 'string'
      ? { problem: found }
      : { text: JSON.stringify(found), keyOf: createLocalJWKSet(found) };
  };
  let current = read();
  return {
    keyOf: (header, token) => {
      if (!current.keyOf) throw new KeysUnavailableError(current.problem);
      return current.keyOf(header, token);
    },
    reread() {
      const next = read();
      if (next.problem !== undefined) return { changed: [], problems: [next.problem] };
      const changed = next.text === current.text ? [] : ['AUTH_JWKS_FILE'];
      current = next;
      return { changed, problems: [] };
    },
    close: async () => {},
  };
}

function remoteKeys(url: URL, { clock, proxy, failed, succeeded }: KeySetOptions): KeySet {
  const { origin, pathname, search } = url;
  const client = new HttpClient({ origin, connections: 1, proxy, maxResponseBytes: MAX_BYTES });
  let triedAt = Number.NEGATIVE_INFINITY;
  let loadedAt = Number.NEGATIVE_INFINITY;

  /** jose only waits after successful fetches; a failing issuer must not get a request per call either. */
  const fetchKeys = async (_url: string, { headers }: { readonly headers: Headers }): Promise<Response> => {
    const isKnown = clock.now() - loadedAt < TRUSTED_MS;
    if (clock.now() - triedAt < (isKnown ? COOLDOWN_MS : FIRST_TRIES_MS)) {
      throw new KeysUnavailableError('they could not be fetched a moment ago');
    }
    triedAt = clock.now();
    const request = {
      method: 'GET',
      path: `${pathname}${search}`,
      headers: Object.fromEntries(headers),
    } as const;
    const reply = await client.send(request, new Deadline(TIMEOUT_MS, clock));
    const reason = faultOf(reply);
    if (reply.kind === 'fault' || reason !== undefined) {
      failed(reason ?? '');
      throw new KeysUnavailableError(reason);
    }
    loadedAt = clock.now();
    succeeded();
    return new Response(reply.body, { status: 200 });
  };
  const remote = createRemoteJWKSet(url, {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: TRUSTED_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: fetchKeys,
  });
  return {
    async keyOf(header, token) {
      const age = clock.now() - loadedAt;
      const isDue = age >= REFRESH_MS && age < TRUSTED_MS && clock.now() - triedAt >= COOLDOWN_MS;
      // The fetch reports failures, and the cached keys remain in use.
      if (isDue && !remote.reloading) void remote.reload().catch(() => undefined);
      try {
        return await remote(header, token);
      } catch (error) {
        if (isFaultOfToken(error)) throw error;
        throw new KeysUnavailableError('the issuer returned no usable keys', { cause: error });
      }
    },
    reread: () => ({ changed: [], problems: [] }),
    close: () => client.close(),
  };
}

function faultOf(reply: Reply | Fault): string | undefined {
  if (reply.kind === 'fault') return reply.reason;
  if (reply.status !== 200) return `HTTP ${reply.status}`;
  return parseKeySet(reply.body) ? undefined : 'the answer is no JSON Web Key Set with a key';
}

function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
