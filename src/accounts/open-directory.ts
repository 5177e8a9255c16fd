/** Makes the directory from the environment. */
import { createHash } from 'node:crypto';
import { Env, type Environment } from '../config/env.js';
import type { Provider, ProviderSettings } from '../providers/driver.js';
import type { Clock } from '../vendor-http/clock.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import { ProviderConnection, type ReportExchange } from './connection.js';
import { type DirectoryEntry, ProviderDirectory } from './directory.js';
import { Secrets } from './secrets.js';

/** The settings of each provider that `env` configures. Problems are collected in `env`. */
export function readProviderSettings(
  providers: readonly Provider[],
  env: Env,
): ReadonlyMap<Provider, ProviderSettings> {
  return new Map(
    providers.flatMap((provider) => {
      const settings = provider.configure(env);
      const limits = readLimits(provider, env);
      return settings ? [[provider, { ...settings, limits }] as const] : [];
    }),
  );
}

/** `ZUORA_CONCURRENCY` and `ZUORA_RATE_PER_SECOND`, the same for every provider; a rate of 0 is none. */
function readLimits({ id }: Provider, env: Env): ProviderSettings['limits'] & object {
  const concurrency = env.integer(`${id}_CONCURRENCY`, { min: 1, max: 1000 });
  const ratePerSecond = env.integer(`${id}_RATE_PER_SECOND`, { min: 0, max: 1000 });
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(ratePerSecond !== undefined && { ratePerSecond }),
  };
}

export interface DirectoryOptions {
  readonly live: ReadonlyMap<Provider, ProviderSettings>;
  /** Variables that point at vendors played on this machine, for providers that are not live. */
  readonly sandboxed?: Environment;
  readonly report?: ReportExchange;
  readonly tokens?: TokenStore;
  readonly clock?: Clock;
}

export function openDirectory(providers: readonly Provider[], options: DirectoryOptions): ProviderDirectory {
  const { live, sandboxed = {}, report, tokens, clock } = options;
  const secrets = new Secrets();
  const entries = providers.map((known): DirectoryEntry => {
    const configured = live.get(known);
    const settings = configured ?? known.configure(new Env(sandboxed));
    if (!settings) return { provider: known, mode: 'NOT_CONFIGURED' };
    const provider = { ...known, ...settings.limits };
    const mode = configured ? 'LIVE' : 'SANDBOX';
    // The sandbox plays its faults by customer: what one customer met says nothing about the next one. At a vendor it
    // is the account that is limited, and the whole service that is down.
    const connection = new ProviderConnection(provider, settings, {
      report,
      remembersFaults: mode === 'LIVE',
      secrets,
      tokens,
      clock,
    });
    return { provider, mode, access: { settings, connection, account: accountOf(provider, settings) } };
  });
  return new ProviderDirectory(entries);
}

/** What keys belong to; see DirectoryEntry. */
export function accountOf(
  { id }: Pick<Provider, 'id'>,
  { baseUrl, account = '' }: Pick<ProviderSettings, 'baseUrl' | 'account'>,
): string {
  const digest = createHash('sha256').update(`${baseUrl}\n${account}`).digest('base64url');
  return `${id}:${digest.slice(0, 16)}`;
}
