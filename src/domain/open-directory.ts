/** Makes the directory from the environment. */
import { Env, type Environment } from '../config/env.js';
import { ProviderConnection, type ReportExchange } from '../providers/connection/connection.js';
import type { Provider, ProviderSettings } from '../providers/provider.js';
import { type DirectoryEntry, ProviderDirectory } from './directory.js';

/** The settings of each provider that `env` configures. Problems are collected in `env`. */
export function readProviderSettings(
  providers: readonly Provider[],
  env: Env,
): ReadonlyMap<Provider, ProviderSettings> {
  return new Map(
    providers.flatMap((provider) => {
      const settings = provider.configure(env);
      return settings ? [[provider, settings] as const] : [];
    }),
  );
}

export interface DirectoryOptions {
  readonly live: ReadonlyMap<Provider, ProviderSettings>;
  /** Variables that point at vendors played on this machine, for providers that are not live. */
  readonly sandboxed?: Environment;
  readonly report?: ReportExchange;
}

export function openDirectory(providers: readonly Provider[], options: DirectoryOptions): ProviderDirectory {
  const { live, sandboxed = {}, report } = options;
  const entries = providers.map((provider): DirectoryEntry => {
    const configured = live.get(provider);
    const settings = configured ?? provider.configure(new Env(sandboxed));
    if (!settings) return { provider, mode: 'NOT_CONFIGURED' };
    const mode = configured ? 'LIVE' : 'SANDBOX';
    // The sandbox plays its faults by customer: what one customer met says nothing about the next one. At a vendor it
    // is the account that is limited, and the whole service that is down.
    const connection = new ProviderConnection(provider, settings, {
      report,
      remembersFaults: mode === 'LIVE',
    });
    return { provider, mode, access: { settings, connection } };
  });
  return new ProviderDirectory(entries);
}
