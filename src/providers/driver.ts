/**
 * The contract of a provider: mostly data, plus the few things that data cannot express. A folder below
 * `src/providers` exports one definition; everything else about a provider, from the enum value in the schema
 * to the row in the docs, is derived from it. Its parts are in `info.ts`, `settings.ts`, `write-rules.ts`,
 * `read-rules.ts` and `idempotency-rules.ts`; `call.ts` and `exchange.ts` define their inputs and outputs.
 *
 * A definition may assume that its input passed its own tables. It must not throw because of a vendor: an
 * unreadable answer is `undefined`, which callers see as an unknown outcome. Only a `PageWalk` throws, for
 * pages that lead nowhere.
 */
import type { Env } from '../config/env.js';
import type { TabledProvider } from '../mapping/decide.js';
import type { ProviderId } from '../model/contact.js';
import type { WriteOperation } from '../model/outcome.js';
import type { ProviderCall } from './call.js';
import type { ProviderReply, VendorError } from './exchange.js';
import type { IdempotencyRules } from './idempotency-rules.js';
import type { ProviderInfo, ProviderLimits } from './info.js';
import type { ReadRules } from './read-rules.js';
import type { ProviderSettings } from './settings.js';
import type { WriteRules } from './write-rules.js';

export interface Provider extends TabledProvider {
  /** The enum value. Never reuse a retired one. */
  readonly id: ProviderId;
  readonly info: ProviderInfo;
  readonly limits: ProviderLimits;
  /** Reads the provider's variables; undefined if none is set. Collects problems in `env`. */
  configure(env: Env): ProviderSettings | undefined;
  readonly write: WriteRules;
  /**
   * The vendor's errors, in its order; empty if the answer has none in the vendor's format. `call` is absent
   * for reads.
   */
  parseErrors(reply: ProviderReply, call?: ProviderCall): readonly VendorError[];
  readonly read: ReadRules;
  readonly idempotency: IdempotencyRules;
}

/** Whether the vendor has a call for the operation that we may use. */
export function supports({ write }: Pick<Provider, 'write'>, operation: WriteOperation): boolean {
  return operation === 'ADD' || write[operation === 'UPDATE' ? 'update' : 'remove'] !== undefined;
}
