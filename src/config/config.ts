/** The subgraph's own settings. A provider's settings live with the provider. */
import { type AuthSettings, readAuth } from './auth.js';
import { type Env, isLoopback } from './env.js';
import { type ProxySettings, readProxy } from './proxy.js';
import { readRouterSecrets } from './router-secrets.js';
import { readStoreBounds, type StoreBounds } from './store-bounds.js';
import { readStoreEncryption, type StoreEncryption } from './store-keys.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Maximum shutdown time. Orchestrators kill a process 30 seconds after SIGTERM, and a killed process closes
 * nothing.
 */
export const SHUTDOWN_TIMEOUT_MS = 25_000;
/** Longer than any load balancer needs to deregister an address. */
const MAX_SHUTDOWN_DELAY_MS = 120_000;
/** A write begun just before SIGTERM must finish in time, with some margin for cleanup. */
const MAX_DEADLINE_MS = SHUTDOWN_TIMEOUT_MS - 5000;

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  /** `auto` emulates every vendor if none is configured, except in production. */
  readonly sandbox: 'auto' | 'on' | 'off';
  /** Two allow rotation without rejecting a request; empty admits every caller. */
  readonly routerSecrets: readonly string[];
  /** Undefined if the subgraph does not authenticate callers. */
  readonly auth: AuthSettings | undefined;
  /** Where to write the audit log; undefined for none. */
  readonly auditLog: 'stdout' | { readonly file: string } | undefined;
  /** Options callers must not use, as paths below `options`. */
  readonly deniedOptions: readonly string[];
  /** Time budget for all attempts of one operation. */
  readonly providerDeadlineMs: number;
  /** `sqlite:PATH`, `memory:` or `postgres://...`; stores the outcomes of idempotency keys. */
  readonly storeUrl: string;
  readonly storeEncryption: StoreEncryption;
  readonly storeBounds: StoreBounds;
  /** The proxy to vendors; undefined for none. */
  readonly proxy: ProxySettings | undefined;
  /** Whether `/readyz` fails while the store is unreachable. */
  readonly storeRequired: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Limits on one GraphQL request. */
  readonly limits: {
    /** Values in the response, as counted from the operation before it runs. */
    readonly cost: number;
    readonly aliases: number;
    readonly depth: number;
    readonly responseBytes: number;
    /** Calls to vendors. */
    readonly providerCalls: number;
  };
  /** How long a client may take to read a response. */
  readonly responseTimeoutMs: number;
  /** How long the process keeps serving, no longer ready, before it stops. */
  readonly shutdownDelayMs: number;
}

const STORE_URL = {
  pattern: /^(?:sqlite:.+|memory:|postgres(?:ql)?:\/\/.+)$/,
  expected: 'sqlite: and a path, memory: or a postgres:// URL',
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

/** The kind of store behind a valid URL. The URL itself may contain a password. */
export function storeKind(url: string): 'sqlite' | 'memory' | 'postgres' {
  if (url === 'memory:') return 'memory';
  return url.startsWith('sqlite:') ? 'sqlite' : 'postgres';
}

/** Collects problems in `env`. The values are usable only if there are none. */
export function readConfig(env: Env): Config {
  const config = readSettings(env);
  checkExposure(config, env);
  return config;
}

function readSettings(env: Env): Config {
  return {
    port: env.integer('PORT', { min: 0, max: 65_535 }) ?? 4001,
    host: env.text('HOST', { pattern: /^[\w.:-]+$/, expected: 'a host name or an address' }) ?? '127.0.0.1',
    // Rejects unknown names: NODE_ENV=prod would open the explorer and introspection to everyone.
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
  // A file per replica, or one that dies with its container, loses keys and so doubles contacts.
  if (env.variables.NODE_ENV === 'production' && !env.hasAny('STORE_URL')) {
    env.problem(
      'STORE_URL is missing: production keeps idempotency keys in a store. Set it, for example to postgres://user@host/database, or to sqlite:./data/contacts.db on a volume',
    );
  }
  return url ?? 'sqlite:./data/contacts.db';
}

/** Rejects settings that would leave production open to every caller, or without a real vendor. */
function checkExposure({ production, host, routerSecrets, auth, sandbox }: Config, env: Env): void {
  const isAllowed = env.oneOf('ALLOW_UNAUTHENTICATED', ['0', '1']) === '1';
  const isOpen = production && !isLoopback(host) && !env.hasAny('ROUTER_SECRETS') && !auth && !isAllowed;
  const isReported = env.isEmpty('ROUTER_SECRETS') || env.isEmpty('ROUTER_SECRETS_FILE');
  if (isOpen && routerSecrets.length === 0 && !isReported) {
    env.problem(
      `ROUTER_SECRETS is missing: any client that reaches ${host} could add contacts. Set it, or set AUTH_JWKS_URL to authenticate callers, or ALLOW_UNAUTHENTICATED=1 if the network admits only the router`,
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
