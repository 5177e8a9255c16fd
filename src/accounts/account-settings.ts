/** Account settings from the environment: each vendor's default account, and the named accounts. */
import { accountPrefix, type Env } from '../config/env.js';
import { ACCOUNT_NAME } from '../model/contact.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderSettings } from '../providers/settings.js';
import { DEFAULT_ACCOUNT, UNKNOWN_ACCOUNT } from './exchange-report.js';
import { type LiveSettings, rereader } from './secret-files.js';

/** An account that `PROVIDER_ACCOUNTS` lists. */
export interface NamedAccount {
  readonly provider: Provider;
  readonly name: string;
  /** Undefined if none of the account's variables is set: the sandbox may emulate it. */
  readonly settings: LiveSettings | undefined;
}

/** Metric labels for the default account and for an unknown one. */
const OF_METRICS: readonly string[] = [DEFAULT_ACCOUNT, UNKNOWN_ACCOUNT];
/** Kubernetes sets variables containing these words for each service. */
const OF_KUBERNETES = ['token', 'service', 'port'];

/** The default account's settings for each provider that `env` configures. Collects problems in `env`. */
export function readProviderSettings(
  providers: readonly Provider[],
  env: Env,
): ReadonlyMap<Provider, LiveSettings> {
  return new Map(
    providers.flatMap((provider) => {
      const settings = readAccount(provider, env);
      return settings ? [[provider, settings] as const] : [];
    }),
  );
}

/** The named accounts. Read them after the default ones: their names must not look like settings. */
export function readNamedAccounts(
  providers: readonly Provider[],
  live: ReadonlyMap<Provider, LiveSettings>,
  env: Env,
): readonly NamedAccount[] {
  return providers.flatMap((provider) => {
    const identities = new Map<string, string>();
    const own = live.get(provider);
    if (own) identities.set(identityOf(own, secretsOf(provider, env)), 'the default account');
    return readNames(provider, env).map((name) => {
      const view = env.ofAccount(prefixOf(provider), name);
      const settings = readAccount(provider, view, name);
      env.adopt(view);
      if (settings) checkTwin(provider, name, identityOf(settings, view.secrets), identities, env);
      return { provider, name, settings };
    });
  });
}

/** Reports listed accounts without settings. Call it if no sandbox emulates them. */
export function requireSettings(accounts: readonly NamedAccount[], env: Env): void {
  for (const { provider, name, settings } of accounts) {
    const own = accountPrefix(prefixOf(provider), name);
    const isReported = env.problems.some((problem) => problem.startsWith(own));
    if (settings || isReported) continue;
    env.problem(`${prefixOf(provider)}ACCOUNTS lists ${name}, but no variable starts with ${own}`);
  }
}

function readAccount(provider: Provider, env: Env, name?: string): LiveSettings | undefined {
  const settings = provider.configure(env);
  const limits = readLimits(provider, env);
  const reread = rereader(provider, env, name);
  return settings && { ...settings, limits, ...(reread && { reread }) };
}

/**
 * `ZUORA_CONCURRENCY` and `ZUORA_RATE_PER_SECOND`, and likewise for every provider. A rate of 0 means no
 * limit.
 */
function readLimits({ id }: Provider, env: Env): ProviderSettings['limits'] & object {
  const concurrency = env.integer(`${id}_CONCURRENCY`, { min: 1, max: 1000 });
  const ratePerSecond = env.integer(`${id}_RATE_PER_SECOND`, { min: 0, max: 1000 });
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(ratePerSecond !== undefined && { ratePerSecond }),
  };
}

function prefixOf({ id }: Provider): string {
  return `${id}_`;
}

/** The valid names in the variable. */
function readNames(provider: Provider, env: Env): readonly string[] {
  const prefix = prefixOf(provider);
  const variable = `${prefix}ACCOUNTS`;
  const names = env.text(variable)?.split(',') ?? [];
  const usable = new Set<string>();
  for (const name of names) {
    if (!ACCOUNT_NAME.test(name)) {
      env.problem(
        `${variable} must be names such as eu,apac: each a letter and up to 19 letters and digits, in lower case`,
      );
    } else if (usable.has(name)) {
      env.problem(`${variable} lists ${name} twice`);
    } else if (OF_METRICS.includes(name)) {
      env.problem(`${variable} must not list ${name}: metrics use this word for something else`);
    } else if (OF_KUBERNETES.includes(name)) {
      env.problem(
        `${variable} must not list ${name}: Kubernetes sets variables with this name for its services`,
      );
    } else {
      const taken = [...env.known].find((known) => known.startsWith(accountPrefix(prefix, name)));
      if (taken === undefined) usable.add(name);
      else env.problem(`${variable} must not list ${name}: ${taken} is a setting of the vendor`);
    }
  }
  return [...usable];
}

function secretsOf(provider: Provider, env: Env): ReadonlyMap<string, string> {
  return new Map([...env.secrets].filter(([name]) => name.startsWith(prefixOf(provider))));
}

/** URL and credentials, which identify an account regardless of its name. */
function identityOf({ baseUrl, account = '' }: LiveSettings, secrets: ReadonlyMap<string, string>): string {
  return JSON.stringify([baseUrl, account, [...secrets.values()].sort()]);
}

/** One account under two names would get its limits twice, and a key under each. */
function checkTwin(
  provider: Provider,
  name: string,
  identity: string,
  identities: Map<string, string>,
  env: Env,
): void {
  const twin = identities.get(identity);
  if (twin === undefined) identities.set(identity, name);
  else env.problem(`${prefixOf(provider)}ACCOUNTS: ${name} has the same URL and credentials as ${twin}`);
}
