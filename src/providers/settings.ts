/** The settings of one provider, as its driver reads them from the environment. */
import type { Authorization } from '../vendor-http/authorization.js';
import type { HttpClient } from '../vendor-http/client.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import type { ProviderLimits } from './info.js';

export interface ProviderSettings {
  /** Origin and path prefix, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * What tells accounts behind one base URL apart, unless it is a secret or changes with one: credentials are
   * replaced and the account stays the same. Absent where the base URL says it all, or nothing else is known.
   */
  readonly account?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the provider's own limits, for an account that has others or shares them with somebody. */
  readonly limits?: Partial<Pick<ProviderLimits, 'concurrency' | 'ratePerSecond'>>;
  /** Options that hold where the caller gives none. */
  readonly optionDefaults?: Readonly<Record<string, unknown>>;
  /**
   * `client` speaks to the origin of `baseUrl`; `openClient` makes one for another origin. `tokens` keeps
   * what replaces a configured token.
   */
  authorization(
    client: HttpClient,
    openClient: (origin: string) => HttpClient,
    tokens: TokenStore,
  ): Authorization;
}
