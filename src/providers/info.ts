/** Facts about a provider, for documentation, and its limits. */
import type { IdRule } from './id-rule.js';

/** Facts for documentation, forms and violations. */
export interface ProviderInfo {
  /** The vendor's page that the table was checked against. */
  readonly documentationUrl: string;
  /** What an operator must know before the first call, in Markdown, for the docs. */
  readonly notes?: readonly string[];
  readonly customerId: CustomerIdRule;
}

/** The format of customer ids. Ids are checked before they are used in a URL. */
export interface CustomerIdRule extends IdRule {
  /** For people, and for violations as the expected format. */
  readonly format: string;
  /** An ordinary customer of the sandbox. */
  readonly example: string;
}

export interface ProviderLimits {
  /** Maximum requests in flight per credential. */
  readonly concurrency: number;
  /** Maximum requests started per second per credential, if the vendor documents it. */
  readonly ratePerSecond?: number;
  /** Maximum contacts per customer, if the vendor documents it. */
  readonly maxContactsPerCustomer?: number;
}
