/** The registered providers with their facts: suites iterate over them and name no vendor. */
import { factsOf, missingFacts } from '../../src/generate/facts.js';
import type { Provider } from '../../src/providers/driver.js';
import type { ProviderFacts } from '../../src/providers/facts.js';
import { providers } from '../../src/providers/registry.js';

export interface Described {
  readonly provider: Provider;
  readonly facts: ProviderFacts;
}

/** A provider with a missing fact is left out here: one test says which fact, and no other fails for it. */
export const described: readonly Described[] = providers
  .filter(({ id }) => missingFacts(id).length === 0)
  .map((provider) => ({ provider, facts: factsOf(provider.id) }));
