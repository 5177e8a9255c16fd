/**
 * The accounts of this process: a default one for each provider, configured or not, and those with a name.
 */
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
  /** One for each provider, in the order of the registry. */
  readonly defaults: readonly Account[];
  /** The providers that keep what stands at a path of the arguments, list positions left out. */
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

  /** The provider's default account, which tells about the provider even where it is not configured. */
  get(provider: ProviderId): Account;
  /** Undefined when the provider has no account of that name. */
  get(provider: ProviderId, account: string | undefined): Account | undefined;
  /** Throws for a provider that is not in the registry: the schema lets no other through. */
  get(provider: ProviderId, account?: string): Account | undefined {
    if (!this.has(provider)) throw new RangeError(`There is no provider ${provider}.`);
    return this.#byPart.get(accountPart({ provider, account }));
  }

  /** All of one provider, the default account first. */
  of(provider: ProviderId): readonly Account[] {
    return this.all.filter((account) => account.provider.id === provider);
  }

  /** The account with the id; undefined when it is not configured any more. */
  withId(id: string): Account | undefined {
    return this.all.find((account) => account.id === id);
  }

  /** Reads the secrets that are in files. Calls under way end with what they began with. */
  rereadSecrets(): void {
    this.secretFiles?.reread();
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((account) => account.close()));
  }

  /** Ends the requests that are still in flight. */
  async destroy(): Promise<void> {
    await Promise.all(this.all.map((account) => account.destroy()));
  }
}

function partOf({ provider, name: account }: Account): string {
  return accountPart({ provider: provider.id, account });
}

export interface AccountsOptions {
  readonly live: ReadonlyMap<Provider, LiveSettings>;
  /** Those with a name. */
  readonly named?: readonly NamedAccount[];
  /** Variables that point at emulators on this machine, for accounts that are not live. */
  readonly sandboxed?: Environment;
  readonly report?: ReportExchange;
  readonly reportBreaker?: ReportBreaker;
  readonly tokens?: TokenStore;
  readonly clock?: Clock;
  readonly proxy?: ProxySettings | undefined;
  /** Absent where this process is the only one that calls the vendors, or shares no store with the others. */
  readonly limits?: SharedLimits | undefined;
  /** What came of reading secrets again, where something did. */
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
  /** Undefined where the environment does not configure the account. */
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
    // The sandbox has its faults by customer: what one customer met says nothing about the next one. A vendor
    // limits the account, and is down as a whole.
    sharedFaultState: mode === 'LIVE',
    // Each process has a sandbox of its own.
    shared: mode === 'LIVE' && limits ? { account: id, limits } : undefined,
  });
  return new ProviderAccount(provider, mode, { id, name, exchange, optionDefaults: settings.optionDefaults });
}

interface ShareOfAll {
  readonly secrets: Secrets;
  readonly secretFiles: SecretFiles;
}

/** What keys belong to; see AccountAccess. */
export function accountIdOf(
  { id: provider }: Pick<Provider, 'id'>,
  { baseUrl, account: part = '' }: Pick<ProviderSettings, 'baseUrl' | 'account'>,
  account?: string,
): string {
  const digest = createHash('sha256').update(`${baseUrl}\n${part}`).digest('base64url');
  return `${accountPart({ provider, account })}:${digest.slice(0, 16)}`;
}
