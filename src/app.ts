/** Assembles the subgraph: settings, the sandbox if wanted, providers, schema, server. */
import { type DestinationStream, type Logger, pino } from 'pino';
import {
  type NamedAccount,
  readNamedAccounts,
  readProviderSettings,
  requireSettings,
} from './accounts/account-settings.js';
import { type Accounts, openAccounts } from './accounts/accounts.js';
import type { LiveSettings, RereadReport } from './accounts/secret-files.js';
import type { AuthSettings } from './config/auth.js';
import { type Config, readConfig, storeKind } from './config/config.js';
import { accountPrefix, Env, type Environment } from './config/env.js';
import { proxyHosts } from './config/proxy.js';
import { RouterSecrets } from './config/router-secrets.js';
import { settingWarnings } from './config/setting-warnings.js';
import { ContactService } from './contacts/contact-service.js';
import { federatedSchema } from './graphql/schema.js';
import { IdempotentWrites } from './idempotency/attempts.js';
import { openLimits } from './idempotency/store/open-limits.js';
import { openStore } from './idempotency/store/open-store.js';
import { openTokenStore } from './idempotency/store/open-token-store.js';
import type { AttemptStore } from './idempotency/store/store.js';
import { AttemptSweep } from './idempotency/sweep.js';
import { denyOptions } from './mapping/withheld-options.js';
import { accountPart } from './model/contact.js';
import type { ReportTries } from './model/tries.js';
import type { Provider } from './providers/driver.js';
import * as registry from './providers/registry.js';
import type { Sandbox } from './sandbox/kit/server.js';
import { type Emulators, emulators } from './sandbox/registry.js';
import type { OperatorPlugin } from './server/apollo.js';
import { type AuditLog, openAuditLog } from './server/audit-log.js';
import type { KeySetOptions } from './server/auth/key-set.js';
import { cachedCheck, storeReadiness } from './server/readiness.js';
import { startServer } from './server/server.js';
import { traceFields } from './telemetry/log.js';
import { observedStore } from './telemetry/observed-store.js';
import { readTelemetrySettings } from './telemetry/settings.js';
import { standardOutput } from './telemetry/standard-output.js';
import { openTelemetry, type Telemetry } from './telemetry/telemetry.js';
import { type Clock, systemClock } from './vendor-http/clock.js';
import { USER_AGENT } from './vendor-http/user-agent.js';

/** All configuration problems, in one message. */
export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration has problems:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

export interface Subgraph {
  /** The GraphQL URL. */
  readonly url: string;
  readonly accounts: Accounts;
  readonly shutdownDelayMs: number;
  /** Rereads all secrets in files, except the store's URL and the proxy. */
  rereadSecrets(): void;
  /** After the delay, lets requests in flight finish, then closes everything. */
  stop(): Promise<void>;
}

/** A subgraph's vendors, and their emulators if the sandbox has them. */
export interface Vendors {
  readonly providers: readonly Provider[];
  readonly emulators: Emulators;
}

const registered: Vendors = { providers: registry.providers, emulators };

export interface SubgraphParts {
  readonly vendors?: Vendors;
  readonly clock?: Clock;
  /** Milliseconds since 1970, for token expiry. */
  readonly time?: () => number;
  /** Additional Apollo Server plugins. */
  readonly plugins?: readonly OperatorPlugin[];
  /** Receives log lines instead of standard output. */
  readonly logTo?: DestinationStream;
}

/** Rejects with a ConfigurationError, or with Node's error if the port is in use. */
export async function startSubgraph(
  variables: Environment,
  {
    vendors = registered,
    clock = systemClock,
    time = Date.now,
    plugins = [],
    logTo = standardOutput,
  }: SubgraphParts = {},
): Promise<Subgraph> {
  const env = new Env(variables);
  const config = readConfig(env);
  const { providers, unknown } = denyOptions(vendors.providers, config.deniedOptions);
  for (const path of unknown) env.problem(`DENIED_OPTIONS names ${path}, which is not an option`);
  const live = readProviderSettings(providers, env);
  const named = readNamedAccounts(providers, live, env);
  if (!wantsSandbox(config, { live, named })) requireSettings(named, env);
  const signals = readTelemetrySettings(env);
  if (env.problems.length > 0) throw new ConfigurationError([...env.problems, ...nearMisses(env)]);

  const tracing = signals.traces && { mixin: traceFields };
  const log = pino({ level: config.logLevel, base: null, ...tracing }, logTo);
  const audit = openAudit(config);
  const telemetry = await openTelemetry(signals, log, clock);
  const { outages } = telemetry;
  audit?.observe(outages.audit);
  log.info(
    { program: USER_AGENT, store: storeKind(config.storeUrl), proxy: proxyHosts(config.proxy) },
    'starting',
  );
  for (const { facts, text } of settingWarnings(config, env, providers)) log.warn(facts, text);
  // Before everything else that has to be closed: a start without the store fails here, with the reason.
  const store = await openStore(config.storeUrl, config.storeEncryption, config.storeBounds);
  const emulated = { ...vendors, providers };
  const sandbox = await startNeededSandbox(config, { live, named }, variables, emulated, log);
  const limits = await openLimits(config.storeUrl, outages.limits);
  const accounts = openAccounts(providers, {
    live,
    named,
    clock,
    proxy: config.proxy,
    limits,
    ...(sandbox && { sandboxed: sandbox.environment }),
    reportReread: (report) => logReread(log, report),
    report: telemetry.reportCall,
    reportBreaker: telemetry.reportBreaker,
    tokens: openTokenStore(config.storeUrl, outages.tokens),
  });
  const routerSecrets = new RouterSecrets(env, config.routerSecrets);
  const auth =
    config.auth && (await openAuth(config.auth, time, { clock, proxy: config.proxy, ...outages.issuerKeys }));
  const attempts = openAttempts(config, store, accounts, telemetry, clock);
  const callerShares = await openShares(config, attempts.callerName, clock, outages.callerShares);
  const contacts = new ContactService(accounts, config.providerDeadlineMs, attempts.keyed, clock);
  const closeParts = async () => {
    // First: the last metrics are read from parts that must still be open.
    await telemetry.close();
    await attempts.close();
    await accounts.close();
    await limits?.close();
    await auth?.keySet.close();
    await callerShares?.close();
    audit?.close();
    await sandbox?.close();
  };
  try {
    // Independent of denied options: a router composes the schema once for all replicas.
    const { schema } = federatedSchema(vendors.providers);
    const readiness = storeReadiness({ check: attempts.check, isRequired: config.storeRequired });
    const { observeRequest } = telemetry;
    const scrape = telemetry.scrape && cachedCheck(telemetry.scrape);
    const hooks = {
      readiness,
      scrape,
      observeRequest,
      plugins,
      routerSecrets: () => routerSecrets.current,
      authenticate: auth?.authenticate,
      shares: callerShares?.shares,
      audit,
    };
    const server = await startServer({ config, schema, contacts, clock, log, ...hooks });
    const modes = Object.fromEntries(
      accounts.all.map((account) => [
        accountPart({ provider: account.provider.id, account: account.name }),
        account.mode,
      ]),
    );
    log.info({ url: server.url, providers: modes }, 'listening');
    return {
      url: server.url,
      accounts,
      shutdownDelayMs: config.shutdownDelayMs,
      rereadSecrets: () => {
        accounts.rereadSecrets();
        logReread(log, routerSecrets.reread());
        if (auth) logReread(log, auth.keySet.reread());
        audit?.reopen();
        log.info('secrets reloaded');
      },
      stop: async () => {
        // Concurrently: a sweep at a hanging vendor takes as long as a request in flight.
        try {
          await Promise.all([server.stop(), attempts.stopSweep()]);
        } finally {
          await closeParts();
        }
        log.info('stopped');
      },
    };
  } catch (error) {
    await closeParts();
    throw error;
  }
}

/** A missing setting may be there under a name with a typo. */
function nearMisses(env: Env): string[] {
  return env.unknown([]).map(({ name, meant }) => `${name} is not a setting: is ${meant} meant?`);
}

function openAudit({ auditLog }: Config): AuditLog | undefined {
  try {
    return auditLog && openAuditLog(auditLog);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError([`AUDIT_LOG names a file that cannot be written (${code})`]);
  }
}

/** Token verification is loaded only if callers are authenticated. */
async function openAuth(settings: AuthSettings, time: () => number, options: KeySetOptions) {
  const { openKeySet } = await import('./server/auth/key-set.js');
  const { createAuthenticate } = await import('./server/auth/authenticate.js');
  const keySet = openKeySet(settings, options);
  return { keySet, authenticate: createAuthenticate(settings, keySet, time) };
}

/** Undefined if no caller share is configured. */
async function openShares(
  { auth, storeUrl }: Config,
  nameOf: (callerId: string) => string,
  clock: Clock,
  report: ReportTries,
) {
  const { ratePerSecond, concurrency } = auth?.share ?? {};
  if (ratePerSecond === undefined && concurrency === undefined) return undefined;
  const { openCallerShares } = await import('./server/auth/open-caller-shares.js');
  return openCallerShares({ ratePerSecond, concurrency }, storeUrl, nameOf, clock, report);
}

/** Names only. Logs nothing if nothing changed. */
function logReread(log: Logger, { changed, problems, ...account }: Omit<RereadReport, 'provider'>): void {
  if (problems.length > 0) {
    log.warn({ ...account, problems }, 'secrets not reloaded: the earlier ones stay in use');
  } else if (changed.length > 0) {
    log.info({ ...account, changed }, 'secrets changed');
  }
}

/** Keyed writes on their store, and the sweep that finishes attempts without a waiting caller. */
function openAttempts(
  config: Config,
  opened: AttemptStore,
  accounts: Accounts,
  telemetry: Telemetry,
  clock: Clock,
) {
  const store = observedStore(opened, telemetry.reportOperation);
  telemetry.observe(accounts, store);
  const { providerDeadlineMs: deadlineMs } = config;
  const keyed = new IdempotentWrites(store, accounts, deadlineMs, clock, config.auth?.adoptsKeys);
  const sweep = new AttemptSweep(store, keyed, { deadlineMs, ...telemetry.outages.sweep });
  sweep.start();
  return {
    keyed,
    check: () => store.check(),
    callerName: store.callerName,
    stopSweep: () => sweep.stop(),
    close: async () => {
      await sweep.stop();
      await store.close();
    },
  };
}

interface Configured {
  readonly live: ReadonlyMap<Provider, LiveSettings>;
  readonly named: readonly NamedAccount[];
}

function wantsSandbox({ sandbox, production }: Config, { live, named }: Configured): boolean {
  if (sandbox !== 'auto') return sandbox === 'on';
  return !production && live.size === 0 && named.every(({ settings }) => !settings);
}

/** Emulates all accounts without settings; a default account only if the vendor has no settings at all. */
async function startNeededSandbox(
  config: Config,
  { live, named }: Configured,
  variables: Environment,
  { providers, emulators: known }: Vendors,
  log: Logger,
): Promise<Pick<Sandbox, 'environment' | 'close'> | undefined> {
  if (!wantsSandbox(config, { live, named })) return undefined;
  const configured = new Set(live.keys());
  for (const { provider, settings } of named) if (settings) configured.add(provider);
  const defaults = providers.filter((provider) => !configured.has(provider)).map(({ id }) => id);
  const accounts = named.filter(({ settings }) => !settings);
  if (defaults.length + accounts.length === 0) return undefined;
  // Loaded only here: a subgraph with live vendors does not need it.
  const { startAccounts } = await import('./sandbox/accounts.js');
  const sandbox = await startAccounts({
    defaults,
    named: accounts.map(({ provider: { id }, name }) => ({
      provider: id,
      name,
      prefix: accountPrefix(`${id}_`, name),
    })),
    variables,
    emulators: known,
  });
  log.warn({ vendors: sandbox.urls }, 'the sandbox emulates these vendors: nothing reaches the real ones');
  return sandbox;
}
