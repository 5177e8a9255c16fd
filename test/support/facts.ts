/** The registered providers with their facts: suites iterate over them and name no vendor. */
import { factsOf, missingFacts } from '../../src/generate/facts.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Provider } from '../../src/providers/driver.js';
import type { ProviderFacts } from '../../src/providers/facts.js';
import { providers } from '../../src/providers/registry.js';

export interface Described {
  readonly provider: Provider;
  readonly facts: ProviderFacts;
}

/** Leaves out a provider with a missing fact: one test reports the fact, and no other fails for it. */
export const described: readonly Described[] = providers
  .filter(({ id }) => missingFacts(id).length === 0)
  .map((provider) => ({ provider, facts: factsOf(provider.id) }));

/** Those whose lists are read to the end for any page: the cursor of a contact is its id. */
export const wholeLists = described.filter(
  ({ provider }) => provider.read.pageSize === Number.POSITIVE_INFINITY,
);

/** The registered provider with the id. */
export function describedAs(id: ProviderId): Described {
  const found = described.find(({ provider }) => provider.id === id);
  if (!found) throw new Error(`${id} is no provider with facts.`);
  return found;
}
