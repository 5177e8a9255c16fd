/** The settings of the subgraph itself; those of a provider belong to the provider. */
import { type AuthSettings, readAuth } from './auth.js';
import { type Env, isLoopback } from './env.js';
import { type ProxySettings, readProxy } from './proxy.js';
import { readRouterSecrets } from './router-secrets.js';
import { readStoreBounds, type StoreBounds } from './store-bounds.js';
import { readStoreEncryption, type StoreEncryption } from './store-keys.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * How long the process takes to stop at most. Orchestrators kill what has not ended 30 seconds after SIGTERM,
 * and a killed process closes nothing.
 */
export const SHUTDOWN_TIMEOUT_MS = 25_000;
/** Longer than any load balancer needs to take an address out. */
const MAX_SHUTDOWN_DELAY_MS = 120_000;
/** A write that was begun just before SIGTERM is to end in time, with a little for what comes after it. */
const MAX_DEADLINE_MS = SHUTDOWN_TIMEOUT_MS - 5000;

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  /** `auto` emulates every vendor when none is configured and this is not production. */
  readonly sandbox: 'auto' | 'on' | 'off';
  /** One or two, so that they can be changed without rejecting a request; empty admits every caller. */
  readonly routerSecrets: readonly string[];
  /** Undefined where the subgraph does not check its callers. */
  readonly auth: AuthSettings | undefined;
  /** Where the record of writes goes; undefined where none is kept. */
  readonly auditLog: 'stdout' | { readonly file: string } | undefined;
  /** Options that nobody may give, as paths below `options`. */
  readonly deniedOptions: readonly string[];
  /** Budget for all attempts of one operation. */
  readonly providerDeadlineMs: number;
  /** `sqlite:PATH`, `memory:` or `postgres://...`; holds what was done under idempotency keys. */
  readonly storeUrl: string;
  readonly storeEncryption: StoreEncryption;
  readonly storeBounds: StoreBounds;
  /** The proxy on the way to vendors; undefined when none exists. */
  readonly proxy: ProxySettings | undefined;
  /** Whether `/readyz` fails while the store cannot be reached. */
  readonly storeRequired: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** What one GraphQL request may ask for. */
  readonly limits: {
    /** Values of the answer, as the schema lets count them before anything is done. */
    readonly cost: number;
    readonly aliases: number;
    readonly depth: number;
    readonly responseBytes: number;
    /** Calls to vendors. */
    readonly providerCalls: number;
  };
  /** How long a client may take to read an answer. */
  readonly responseTimeoutMs: number;
  /** How long the process goes on serving, not ready any more, before it stops. */
  readonly shutdownDelayMs: number;
}

const STORE_URL = {
  pattern: /^(?:sqlite:.+|memory:|postgres(?:ql)?:\/\/.+)$/,
  expected: 'sqlite: and a path, memory: or a postgres:// address',
};

const DENIED_OPTIONS = {
  pattern: /^\w+\.\w+(?:,\w+\.\w+)*$/,
  expected: 'options such as zuora.trackId, separated by commas',
};

const DEADLINE = {
  min: 100,
  max: MAX_DEADLINE_MS,
  because: `the process stops within ${SHUTDOWN_TIMEOUT_MS / 1000} s of SIGTERM`,
};

/** What a valid address of a store names. The address itself may hold a password. */
export function storeKind(url: string): 'sqlite' | 'memory' | 'postgres' {
  if (url === 'memory:') return 'memory';
  return url.startsWith('sqlite:') ? 'sqlite' : 'postgres';
}

/** Problems are collected in `env`; the values are usable only when none exist. */
export function readConfig(env: Env): Config {
  const config = readSettings(env);
  checkExposure(config, env);
  return config;
}

function readSettings(env: Env): Config {
  return {
    port: env.integer('PORT', { min: 0, max: 65_535 }) ?? 4001,
    host: env.text('HOST', { pattern: /^[\w.:-]+$/, expected: 'a host name or an address' }) ?? '127.0.0.1',
    // A name that is not known is a problem: NODE_ENV=prod would open the explorer and introspection to
    // everybody.
    production: env.oneOf('NODE_ENV', ['production', 'development', 'test']) === 'production',
    sandbox: env.oneOf('SANDBOX', ['auto', 'on', 'off']) ?? 'auto',
    routerSecrets: readRouterSecrets(env),
    auth: readAuth(env),
    auditLog: readAuditLog(env),
    deniedOptions: env.text('DENIED_OPTIONS', DENIED_OPTIONS)?.split(',') ?? [],
    providerDeadlineMs: env.integer('PROVIDER_DEADLINE_MS', DEADLINE) ?? 10_000,
    storeUrl: readStoreUrl(env),
    storeEncryption: readStoreEncryption(env),
    storeBounds: readStoreBounds(env),
    proxy: readProxy(env),
    storeRequired: env.oneOf('READYZ_STORE', ['required', 'optional']) === 'required',
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    limits: readLimits(env),
    responseTimeoutMs: env.integer('RESPONSE_TIMEOUT_MS', { min: 100, max: 600_000 }) ?? 30_000,
    shutdownDelayMs: env.integer('SHUTDOWN_DELAY_MS', { min: 0, max: MAX_SHUTDOWN_DELAY_MS }) ?? 0,
  };
}

function readAuditLog(env: Env): Config['auditLog'] {
  const expected = 'stdout, or file: and a path';
  const value = env.text('AUDIT_LOG', { pattern: /^(?:stdout|file:.+)$/, expected });
  if (value === undefined || value === 'stdout') return value;
  return { file: value.slice('file:'.length) };
}

export function readStoreUrl(env: Env): string {
  const url = env.secret('STORE_URL', STORE_URL);
  // Keys that each replica keeps in a file of its own, or that end with a container, double contacts.
  if (env.variables.NODE_ENV === 'production' && !env.hasAny('STORE_URL')) {
    env.problem(
      'STORE_URL is missing: say where production keeps idempotency keys, such as postgres://user@host/database, or sqlite:./data/contacts.db on a volume',
    );
  }
  return url ?? 'sqlite:./data/contacts.db';
}

/** A subgraph that admits every caller, or has no vendor, must not pass for one in production. */
function checkExposure({ production, host, routerSecrets, auth, sandbox }: Config, env: Env): void {
  const isAllowed = env.oneOf('ALLOW_UNAUTHENTICATED', ['0', '1']) === '1';
  const isOpen = production && !isLoopback(host) && !env.hasAny('ROUTER_SECRETS') && !auth && !isAllowed;
  const isReported = env.isEmpty('ROUTER_SECRETS') || env.isEmpty('ROUTER_SECRETS_FILE');
  if (isOpen && routerSecrets.length === 0 && !isReported) {
    env.problem(
      `ROUTER_SECRETS is missing: whoever reaches ${host} could add contacts. Set it, or AUTH_JWKS_URL to check callers, or ALLOW_UNAUTHENTICATED=1 where the network lets only the router in`,
    );
  }
  if (production && sandbox === 'on') {
    env.problem('SANDBOX must not be on in production: contacts would go to emulated vendors');
  }
}

function readLimits(env: Env): Config['limits'] {
  return {
    cost: env.integer('MAX_OPERATION_COST', { min: 100, max: 10_000_000 }) ?? 20_000,
    aliases: env.integer('MAX_OPERATION_ALIASES', { min: 1, max: 10_000 }) ?? 200,
    depth: env.integer('MAX_OPERATION_DEPTH', { min: 5, max: 1000 }) ?? 12,
    responseBytes: env.integer('MAX_RESPONSE_BYTES', { min: 10_000, max: 100_000_000 }) ?? 2 * 1024 * 1024,
    providerCalls: env.integer('MAX_PROVIDER_CALLS', { min: 1, max: 100_000 }) ?? 100,
  };
}
