/** Emulates the vendors of several accounts: each account has its own emulators and data. */
import { type Sandbox, startSandbox } from './kit/server.js';
import { type Emulators, sandboxVendors } from './registry.js';

export interface EmulatedAccounts {
  /** Ids of the providers whose default accounts are emulated. */
  readonly defaults: readonly string[];
  readonly named: readonly EmulatedAccount[];
  /** For the default accounts: credentials that their emulators accept instead of the published ones. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly emulators: Emulators;
}

export interface EmulatedAccount {
  readonly provider: string;
  readonly name: string;
  /** Prefix of the account's variables, such as `CHARGEBEE_EU_`. */
  readonly prefix: string;
}

/** Rejects, with everything stopped, if a vendor cannot be started. */
export async function startAccounts({
  defaults,
  named,
  variables,
  emulators,
}: EmulatedAccounts): Promise<Pick<Sandbox, 'urls' | 'environment' | 'close'>> {
  const started: Sandbox[] = [];
  const start = async (ids: readonly string[], of: EmulatedAccounts['variables']): Promise<Sandbox> => {
    const sandbox = await startSandbox({ vendors: await sandboxVendors(of, ids, emulators) });
    started.push(sandbox);
    return sandbox;
  };
  const close = async () => {
    await Promise.all(started.map((sandbox) => sandbox.close()));
  };
  try {
    const first = await start(defaults, variables);
    const urls: Record<string, string> = { ...first.urls };
    const environment: Record<string, string> = { ...first.environment };
    for (const { provider, name, prefix } of named) {
      const own = await start([provider], {});
      for (const [vendor, url] of Object.entries(own.urls)) urls[`${vendor}@${name}`] = url;
      for (const [variable, value] of Object.entries(own.environment)) {
        environment[variable.replace(`${provider}_`, prefix)] = value;
      }
    }
    return { urls, environment, close };
  } catch (error) {
    await close();
    throw error;
  }
}
