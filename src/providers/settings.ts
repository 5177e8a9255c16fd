/** One provider's settings, as its driver reads them from the environment. */
import type { Authorization } from '../vendor-http/authorization.js';
import type { HttpClient } from '../vendor-http/client.js';
import type { TokenStore } from '../vendor-http/token-store.js';
import type { ProviderLimits } from './info.js';

export interface ProviderSettings {
  /** Origin and path prefix, without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Distinguishes accounts behind one base URL. Not a secret, and independent of credentials, which may be
   * replaced while the account stays the same. Absent if the base URL is enough, or nothing else is known.
   */
  readonly account?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Overrides the provider's limits, for an account with other limits or a shared one. */
  readonly limits?: Partial<Pick<ProviderLimits, 'concurrency' | 'ratePerSecond'>>;
  /** Options that apply if the caller gives none. */
  readonly optionDefaults?: Readonly<Record<string, unknown>>;
  /**
   * `client` is connected to the origin of `baseUrl`; `openClient` makes one for another origin. `tokens`
   * stores replacements of a configured token.
   */
  authorization(
    client: HttpClient,
    openClient: (origin: string) => HttpClient,
    tokens: TokenStore,
  ): Authorization;
}
