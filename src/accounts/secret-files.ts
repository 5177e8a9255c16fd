/** Rereads providers' secrets from their files at runtime. */
import type { Env } from '../config/env.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderSettings } from '../providers/settings.js';
import type { HttpClient } from '../vendor-http/client.js';
import type { Clock } from '../vendor-http/clock.js';
import { ReplaceableAuthorization } from '../vendor-http/replaceable-authorization.js';

/** The result of rereading secrets. Contains names, never values. */
export interface RereadReport {
  readonly provider: string;
  /** Absent for the default account. */
  readonly account?: string;
  /** The variables whose files have changed. */
  readonly changed: readonly string[];
  /** Why the earlier values stay in use. */
  readonly problems: readonly string[];
}

export interface LiveSettings extends ProviderSettings {
  /** Rereads the settings, returned only if something changed. Absent if no secret is in a file. */
  reread?(): { readonly settings?: ProviderSettings; readonly report: RereadReport };
}

/** Rereads the provider's settings; undefined if none of its secrets is in a file. */
export function rereader(provider: Provider, env: Env, account?: string): LiveSettings['reread'] {
  let known = env.secretsOfFiles;
  if (![...known.keys()].some((name) => name.startsWith(`${provider.id}_`))) return undefined;
  return () => {
    const again = env.again();
    const settings = provider.configure(again);
    const { problems, secretsOfFiles } = again;
    const changed = [...secretsOfFiles].filter(([name, value]) => known.get(name) !== value);
    const names = { provider: provider.id, ...(account !== undefined && { account }) };
    const report = { ...names, changed: changed.map(([name]) => name), problems };
    if (!settings || problems.length > 0 || changed.length === 0) return { report };
    known = secretsOfFiles;
    return { report, settings };
  };
}

/** The accounts of one process with secrets in files. */
export class SecretFiles {
  readonly #accounts: ReplaceableAuthorization[] = [];

  constructor(
    private readonly reported: (report: RereadReport) => void,
    private readonly clock?: Clock,
  ) {}

  /** The same settings, with credentials that follow their files. */
  follow(settings: LiveSettings): ProviderSettings {
    const { reread } = settings;
    if (!reread) return settings;
    return {
      ...settings,
      authorization: (client, openClient, tokens) => {
        const open = oncePerOrigin(openClient);
        const readAgain = () => {
          const { report, settings: next } = reread();
          if (report.changed.length > 0 || report.problems.length > 0) this.reported(report);
          return next?.authorization(client, open, tokens);
        };
        const first = settings.authorization(client, open, tokens);
        const authorization = new ReplaceableAuthorization(first, readAgain, this.clock);
        this.#accounts.push(authorization);
        return authorization;
      },
    };
  }

  /** Rereads all of them now. */
  reread(): void {
    for (const account of this.#accounts) account.replace();
  }
}

/** New credentials can reuse the connections. */
function oncePerOrigin(openClient: (origin: string) => HttpClient): (origin: string) => HttpClient {
  const opened = new Map<string, HttpClient>();
  return (origin) => {
    const client = opened.get(origin) ?? openClient(origin);
    opened.set(origin, client);
    return client;
  };
}
