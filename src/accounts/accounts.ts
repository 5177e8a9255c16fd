/** The accounts of this process: a default one for each provider, configured or not, and those with a name. */
import { createHash } from 'node:crypto';
import { Env, type Environment } from '../config/env.js';
import { type ProxySettings, proxySecrets } from '../config/proxy.js';
import { supportIndex } from '../mapping/describe.js';
import { accountPart, type ProviderId } from '../model/contact.js';
import type { Provider, ProviderSettings } from '../providers/driver.js';
import type { Clock } from '../vendor-http/clock.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import { Exchange } from './exchange.js';
import type { ReportBreaker, ReportExchange } from './exchange-report.js';
import { type Account, ProviderAccount } from './provider-account.js';
import { type LiveSettings, type RereadReport, rereader, SecretFiles } from './secret-files.js';
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

/** The settings of each provider that `env` configures. Problems are collected in `env`. */
export function readProviderSettings(
  providers: readonly Provider[],
  env: Env,
): ReadonlyMap<Provider, LiveSettings> {
  return new Map(
    providers.flatMap((provider) => {
      const settings = provider.configure(env);
      const limits = readLimits(provider, env);
      const reread = rereader(provider, env);
      return settings ? [[provider, { ...settings, limits, ...(reread && { reread }) }] as const] : [];
    }),
  );
}

/**
 * `ZUORA_CONCURRENCY` and `ZUORA_RATE_PER_SECOND`, the same for every provider; a rate of 0 means no limit.
 */
function readLimits({ id }: Provider, env: Env): ProviderSettings['limits'] & object {
  const concurrency = env.integer(`${id}_CONCURRENCY`, { min: 1, max: 1000 });
  const ratePerSecond = env.integer(`${id}_RATE_PER_SECOND`, { min: 0, max: 1000 });
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(ratePerSecond !== undefined && { ratePerSecond }),
  };
}

export interface AccountsOptions {
  readonly live: ReadonlyMap<Provider, LiveSettings>;
  /** Variables that point at emulators on this machine, for providers that are not live. */
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
  const { live, sandboxed = {}, report, reportBreaker, tokens, clock, proxy, limits } = options;
  const { reportReread = () => {} } = options;
  const secretFiles = new SecretFiles(reportReread, clock);
  const secrets = new Secrets();
  const ofProxy = proxy ? proxySecrets(proxy) : [];
  secrets.register(() => ofProxy);
  const accounts = providers.map((known) => {
    const configured = live.get(known);
    const settings: LiveSettings | undefined = configured ?? known.configure(new Env(sandboxed));
    if (!settings) return new ProviderAccount(known, 'NOT_CONFIGURED');
    const provider = { ...known, limits: { ...known.limits, ...settings.limits } };
    const mode = configured ? 'LIVE' : 'SANDBOX';
    // The sandbox has its faults by customer: what one customer met says nothing about the next one. A vendor
    // limits the account, and is down as a whole.
    const sharedFaultState = mode === 'LIVE';
    const id = accountIdOf(provider, settings);
    // Each process has a sandbox of its own.
    const shared = mode === 'LIVE' && limits ? { account: id, limits } : undefined;
    const exchange = new Exchange(provider, secretFiles.follow(settings), {
      report,
      reportBreaker,
      sharedFaultState,
      secrets,
      tokens,
      clock,
      proxy,
      shared,
    });
    const { optionDefaults } = settings;
    return new ProviderAccount(provider, mode, { id, exchange, optionDefaults });
  });
  return new Accounts(accounts, secretFiles);
}

/** What keys belong to; see AccountAccess. */
export function accountIdOf(
  { id }: Pick<Provider, 'id'>,
  { baseUrl, account = '' }: Pick<ProviderSettings, 'baseUrl' | 'account'>,
): string {
  const digest = createHash('sha256').update(`${baseUrl}\n${account}`).digest('base64url');
  return `${id}:${digest.slice(0, 16)}`;
}
