/** Facts about a provider: for people, and the limits that calls keep. */
import type { IdRule } from './id-rule.js';

/** Facts for people: documentation, forms and violations. */
export interface ProviderInfo {
  /** The vendor's page that the table was checked against. */
  readonly documentationUrl: string;
  /** What an operator has to know before the first call, in Markdown, for the documentation. */
  readonly notes?: readonly string[];
  readonly customerId: CustomerIdRule;
}

/** The form of customer ids. Ids are checked before they come near a URL. */
export interface CustomerIdRule extends IdRule {
  /** For a person; also what a violation says is expected. */
  readonly format: string;
  /** An ordinary customer of the sandbox. */
  readonly example: string;
}

export interface ProviderLimits {
  /** Requests in flight at most, per credential. */
  readonly concurrency: number;
  /** Requests begun in a second at most, per credential, where the vendor documents it. */
  readonly ratePerSecond?: number;
  /** Contacts a customer can have at most, where the vendor documents it. */
  readonly maxContactsPerCustomer?: number;
}
