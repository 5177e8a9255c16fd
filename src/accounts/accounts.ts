/** The accounts of this process: a default one per provider, configured or not, and the named ones. */
import { createHash } from 'node:crypto';
import { Env, type Environment } from '../config/env.js';
import { type ProxySettings, proxySecrets } from '../config/proxy.js';
import { supportIndex } from '../mapping/describe.js';
import { accountPart, type ProviderId } from '../model/contact.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderSettings } from '../providers/settings.js';
import type { Clock } from '../vendor-http/clock.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import type { NamedAccount } from './account-settings.js';
import { Exchange } from './exchange.js';
import type { ReportBreaker, ReportExchange } from './exchange-report.js';
import { type Account, ProviderAccount } from './provider-account.js';
import { type LiveSettings, type RereadReport, SecretFiles } from './secret-files.js';
import { Secrets } from './secrets.js';
import type { SharedLimits } from './shared-limits.js';

export class Accounts {
  readonly #byPart: ReadonlyMap<string, Account>;
  /** One per provider, in registry order. */
  readonly defaults: readonly Account[];
  /** The providers that support a path in the arguments, without list positions. */
  readonly supportedBy: (path: string) => readonly ProviderId[];

  constructor(
    readonly all: readonly Account[],
    private readonly secretFiles?: SecretFiles,
  ) {
    this.#byPart = new Map(all.map((account) => [partOf(account), account]));
    this.defaults = all.filter(({ name }) => name === undefined);
    this.supportedBy = supportIndex(this.defaults.map(({ provider }) => provider));
  }

  has(provider: ProviderId): boolean {
    return this.#byPart.get(provider)?.provider.id === provider;
  }

  /** The provider's default account, which describes the provider even if it is not configured. */
  get(provider: ProviderId): Account;
  /** Undefined if the provider has no account with this name. */
  get(provider: ProviderId, account: string | undefined): Account | undefined;
  /** Throws for a provider outside the registry, which the schema rules out. */
  get(provider: ProviderId, account?: string): Account | undefined {
    if (!this.has(provider)) throw new RangeError(`There is no provider ${provider}.`);
    return this.#byPart.get(accountPart({ provider, account }));
  }

  /** All accounts of one provider, the default first. */
  of(provider: ProviderId): readonly Account[] {
    return this.all.filter((account) => account.provider.id === provider);
  }

  /** The account with this id; undefined if it is no longer configured. */
  withId(id: string): Account | undefined {
    return this.all.find((account) => account.id === id);
  }

  /** Rereads the secrets that are in files. Calls in flight keep the credentials they started with. */
  rereadSecrets(): void {
    this.secretFiles?.reread();
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((account) => account.close()));
  }

  /** Ends requests in flight. */
  async destroy(): Promise<void> {
    await Promise.all(this.all.map((account) => account.destroy()));
  }
}

function partOf({ provider, name: account }: Account): string {
  return accountPart({ provider: provider.id, account });
}

export interface AccountsOptions {
  readonly live: ReadonlyMap<Provider, LiveSettings>;
  /** The named accounts. */
  readonly named?: readonly NamedAccount[];
  /** Variables that point to local emulators, for accounts that are not live. */
  readonly sandboxed?: Environment;
  readonly report?: ReportExchange;
  readonly reportBreaker?: ReportBreaker;
  readonly tokens?: TokenStore;
  readonly clock?: Clock;
  readonly proxy?: ProxySettings | undefined;
  /** Absent if this process alone calls the vendors, or if replicas share no store. */
  readonly limits?: SharedLimits | undefined;
  /** Called if rereading secrets changed or failed anything. */
  readonly reportReread?: (report: RereadReport) => void;
}

export function openAccounts(providers: readonly Provider[], options: AccountsOptions): Accounts {
  const { live, named = [], sandboxed = {}, clock, proxy, reportReread = () => {} } = options;
  const secrets = new Secrets();
  const ofProxy = proxy ? proxySecrets(proxy) : [];
  secrets.register(() => ofProxy);
  const shared = { ...options, secrets, secretFiles: new SecretFiles(reportReread, clock) };
  const emulated = new Env(sandboxed);
  const accounts = providers.flatMap((provider) => [
    openAccount({ provider, live: live.get(provider), sandboxed: emulated }, shared),
    ...named
      .filter((account) => account.provider === provider)
      .map(({ name, settings }) => {
        const own = emulated.ofAccount(`${provider.id}_`, name);
        return openAccount({ provider, name, live: settings, sandboxed: own }, shared);
      }),
  ]);
  return new Accounts(accounts, shared.secretFiles);
}

interface AccountSource {
  readonly provider: Provider;
  readonly name?: string;
  /** Undefined if the environment does not configure the account. */
  readonly live: LiveSettings | undefined;
  readonly sandboxed: Env;
}

function openAccount(
  { provider: known, name, live, sandboxed }: AccountSource,
  { secretFiles, limits, ...shared }: AccountsOptions & ShareOfAll,
): Account {
  const settings = live ?? known.configure(sandboxed);
  if (!settings) return new ProviderAccount(known, 'NOT_CONFIGURED');
  const provider = { ...known, limits: { ...known.limits, ...settings.limits } };
  const mode = live ? 'LIVE' : 'SANDBOX';
  const id = accountIdOf(provider, settings, name);
  const exchange = new Exchange(provider, secretFiles.follow(settings), {
    ...shared,
    account: name,
    // Sandbox faults are per customer, so one call's fault does not predict the next. A vendor's limits and
    // outages apply to the whole account.
    sharedFaultState: mode === 'LIVE',
    // Each process has its own sandbox.
    shared: mode === 'LIVE' && limits ? { account: id, limits } : undefined,
  });
  return new ProviderAccount(provider, mode, { id, name, exchange, optionDefaults: settings.optionDefaults });
}

interface ShareOfAll {
  readonly secrets: Secrets;
  readonly secretFiles: SecretFiles;
}

/** The id that idempotency keys are bound to; see AccountAccess. */
export function accountIdOf(
  { id: provider }: Pick<Provider, 'id'>,
  { baseUrl, account: part = '' }: Pick<ProviderSettings, 'baseUrl' | 'account'>,
  account?: string,
): string {
  const digest = createHash('sha256').update(`${baseUrl}\n${part}`).digest('base64url');
  return `${accountPart({ provider, account })}:${digest.slice(0, 16)}`;
}
