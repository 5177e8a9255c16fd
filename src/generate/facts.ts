/** Finds the facts of a provider by its folder, so that no list of them has to be kept. */
import { createRequire } from 'node:module';
import type { ProviderId } from '../model/contact.js';
import { FACTS, type ProviderFacts } from '../providers/facts.js';

const load = createRequire(import.meta.url);

/** Throws with the place of the facts when they are missing or not complete. */
export function factsOf(id: ProviderId): ProviderFacts {
  const { facts } = factsModule(id);
  const [missing] = missingFacts(id, facts);
  if (missing || !facts) throw new Error(missing);
  return facts as ProviderFacts;
}

/** One sentence for each missing fact, with its name and its place. */
export function missingFacts(id: ProviderId, facts?: Partial<ProviderFacts>): string[] {
  const place = `src/providers/${id.toLowerCase()}/facts.ts`;
  if (!facts) return [`${place} is missing. Export \`facts\` from it, see docs/adding-a-provider.md.`];
  return Object.entries(FACTS)
    .filter(([name]) => !(name in facts))
    .map(
      ([name, purpose]) => `${place}: \`${name}\` is missing. Add ${purpose}, see docs/adding-a-provider.md.`,
    );
}

function factsModule(id: ProviderId): { facts?: Partial<ProviderFacts> } {
  const path = `../providers/${id.toLowerCase()}/facts.js`;
  try {
    return load(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    if (isMissing && error.message.includes(path)) return {};
    throw error;
  }
}
