/** Authentication settings: the issuer of accepted tokens, and the meaning of their claims. */
import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';
import { type Env, isLoopback } from './env.js';

/** Limits for one caller; undefined means unlimited. */
export interface CallerShareSettings {
  /** Both limits span all replicas that share PostgreSQL. */
  readonly ratePerSecond?: number | undefined;
  readonly concurrency?: number | undefined;
}

export interface AuthSettings {
  /** Where to read the issuer's public keys. */
  readonly keys: { readonly url: string } | { readonly file: string };
  readonly issuer: string;
  readonly audience: string;
  readonly clockToleranceS: number;
  /** The claim that names the caller. */
  readonly callerClaim: string;
  /** The claim that lists customers; without it, every caller can access all of them. */
  readonly customersClaim: string | undefined;
  /** The claim for the person to name in vendors' audit logs. */
  readonly originUserClaim: string | undefined;
  /** Whether the first caller to use an ownerless key becomes its owner. */
  readonly adoptsKeys: boolean;
  readonly share: CallerShareSettings;
}

const REQUIRED = ['AUTH_JWKS_URL', 'AUTH_JWKS_FILE', 'AUTH_ISSUER', 'AUTH_AUDIENCE'];
const OPTIONAL = [
  'AUTH_CLOCK_TOLERANCE_S',
  'AUTH_CALLER_CLAIM',
  'AUTH_CUSTOMERS_CLAIM',
  'AUTH_ORIGIN_USER_CLAIM',
  'AUTH_ADOPT_KEYS',
];
const CLAIM = { pattern: /^[\x21-\x7e]{1,200}$/, expected: 'the name of a claim' };

/** Undefined without authentication. Collects problems in `env`. */
export function readAuth(env: Env): AuthSettings | undefined {
  const url = readKeysUrl(env);
  const file = env.text('AUTH_JWKS_FILE');
  const issuer = env.text('AUTH_ISSUER');
  const audience = env.text('AUTH_AUDIENCE');
  const settings = {
    clockToleranceS: env.integer('AUTH_CLOCK_TOLERANCE_S', { min: 0, max: 600 }) ?? 30,
    callerClaim: env.text('AUTH_CALLER_CLAIM', CLAIM) ?? 'sub',
    customersClaim: env.text('AUTH_CUSTOMERS_CLAIM', CLAIM),
    originUserClaim: env.text('AUTH_ORIGIN_USER_CLAIM', CLAIM),
    adoptsKeys: env.oneOf('AUTH_ADOPT_KEYS', ['0', '1']) === '1',
    share: readShare(env),
  };
  const empty = [...REQUIRED, ...OPTIONAL].filter((name) => env.isEmpty(name));
  // A setting left empty by mistake must not disable authentication.
  for (const name of empty) env.problem(`${name} is set but empty: unset it, or give it a value`);
  const names = [...REQUIRED, ...OPTIONAL].filter((name) => env.variables[name] !== undefined);
  if (names.length === 0) reportSharesWithoutCallers(settings.share, env);
  if (names.length === 0 || empty.length > 0) return undefined;
  const because = 'callers are authenticated with tokens of one issuer for one audience';
  env.require({ AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience }, because);
  if (env.hasAny('AUTH_JWKS_URL') && file !== undefined) {
    return env.problem('AUTH_JWKS_URL and AUTH_JWKS_FILE are both set; keep one');
  }
  if (!env.hasAny('AUTH_JWKS_URL') && file === undefined) {
    return env.problem(
      "AUTH_JWKS_URL is missing: set it to the URL of the issuer's public keys, or set AUTH_JWKS_FILE",
    );
  }
  const found = file === undefined ? undefined : readKeyFile(file);
  if (typeof found === 'string') return env.problem(found);
  const keys = file === undefined ? url && { url } : { file };
  if (!keys || issuer === undefined || audience === undefined) return undefined;
  return { keys, issuer, audience, ...settings };
}

function readShare(env: Env): CallerShareSettings {
  return {
    ratePerSecond: env.integer('CALLER_RATE_PER_SECOND', { min: 1, max: 100_000 }),
    concurrency: env.integer('CALLER_CONCURRENCY', { min: 1, max: 100_000 }),
  };
}

/** A share without authentication would silently have no effect. */
function reportSharesWithoutCallers({ ratePerSecond, concurrency }: CallerShareSettings, env: Env): void {
  const because = 'requires authentication of callers: set AUTH_JWKS_URL, AUTH_ISSUER and AUTH_AUDIENCE';
  if (ratePerSecond !== undefined) env.problem(`CALLER_RATE_PER_SECOND ${because}`);
  if (concurrency !== undefined) env.problem(`CALLER_CONCURRENCY ${because}`);
}

/** May have a query: some issuers have a key set per application. */
function readKeysUrl(env: Env): string | undefined {
  const value = env.text('AUTH_JWKS_URL');
  if (value === undefined) return undefined;
  if (!URL.canParse(value)) return env.problem('AUTH_JWKS_URL must be a URL');
  const { protocol, hostname, username, password, href } = new URL(value);
  if (username || password) return env.problem('AUTH_JWKS_URL must not contain credentials');
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return href;
  return env.problem('AUTH_JWKS_URL must use https: plain http is accepted for loopback only');
}

/** The keys in the file, or a description of its error. */
export function readKeyFile(path: string): JSONWebKeySet | string {
  const name = 'AUTH_JWKS_FILE';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `${name} names a file that cannot be read (${code})`;
  }
  const set = parseKeySet(text);
  if (!set) return `${name} must contain a JSON Web Key Set with at least one key`;
  if (set.keys.some(isSecret))
    return `${name} contains a private or symmetric key: keep only public keys in it`;
  return set;
}

/** Undefined where the text is no JSON Web Key Set, or has no key. */
export function parseKeySet(text: string): JSONWebKeySet | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    return Array.isArray(keys) && keys.length > 0 && keys.every(isKey) ? { keys } : undefined;
  } catch {
    return undefined;
  }
}

function isKey(value: unknown): value is JSONWebKeySet['keys'][number] {
  return typeof value === 'object' && value !== null && typeof (value as { kty?: unknown }).kty === 'string';
}

function isSecret(key: object): boolean {
  return 'd' in key || 'k' in key || 'priv' in key;
}
