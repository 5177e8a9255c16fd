/** The providers as this process runs them: which are configured, and how to reach them. */

import { supportIndex } from '../mapping/describe.js';
import type { ProviderId } from '../model/contact.js';
import type { Provider, ProviderSettings } from '../providers/driver.js';
import type { ProviderConnection } from './connection.js';

/** LIVE calls the vendor, SANDBOX the vendor played on this machine. */
export type ProviderMode = 'LIVE' | 'SANDBOX' | 'NOT_CONFIGURED';

/** What a request may be given in place of the connection itself. */
export type VendorConnection = Pick<ProviderConnection, keyof ProviderConnection>;

export interface DirectoryEntry {
  readonly provider: Provider;
  readonly mode: ProviderMode;
  /** Absent when NOT_CONFIGURED. */
  readonly access?: {
    readonly settings: ProviderSettings;
    readonly connection: VendorConnection;
    /**
     * Names the account: the provider's id and a digest of what tells accounts apart, the same for all credentials of it. What
     * is remembered of one account, or of the sandbox, says nothing about another.
     */
    readonly account: string;
  };
}

export class ProviderDirectory {
  readonly #byId: ReadonlyMap<ProviderId, DirectoryEntry>;
  /** The providers that keep what stands at a path of the arguments, list positions left out. */
  readonly supportedBy: (path: string) => readonly ProviderId[];

  constructor(readonly entries: readonly DirectoryEntry[]) {
    this.#byId = new Map(entries.map((entry) => [entry.provider.id, entry]));
    this.supportedBy = supportIndex(entries.map(({ provider }) => provider));
  }

  has(id: ProviderId): boolean {
    return this.#byId.has(id);
  }

  /** Throws for an id that is not in the registry: the schema lets no other through. */
  get(id: ProviderId): DirectoryEntry {
    const entry = this.#byId.get(id);
    if (!entry) throw new RangeError(`There is no provider ${id}.`);
    return entry;
  }

  /** The provider that is configured for that account. */
  ofAccount(account: string): DirectoryEntry | undefined {
    return this.entries.find(({ access }) => access?.account === account);
  }

  async close(): Promise<void> {
    await Promise.all(this.entries.map(({ access }) => access?.connection.close()));
  }

  /** Ends the requests that are still in flight. */
  async destroy(): Promise<void> {
    await Promise.all(this.entries.map(({ access }) => access?.connection.destroy()));
  }
}
