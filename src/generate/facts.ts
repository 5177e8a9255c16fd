/** Finds a provider's facts by its folder, which saves a list. */
import { createRequire } from 'node:module';
import type { ProviderId } from '../model/contact.js';
import { FACTS, type ProviderFacts } from '../providers/facts.js';

const load = createRequire(import.meta.url);

/** Throws with the name and place of the first missing fact. */
export function factsOf(id: ProviderId): ProviderFacts {
  const [problem] = missingFacts(id);
  if (problem !== undefined) throw new Error(problem);
  return load(modulePath(id)).facts;
}

/** One sentence per missing fact, with its name and place. */
export function missingFacts(id: ProviderId): string[] {
  const place = `src/providers/${id.toLowerCase()}/facts.ts`;
  const facts = exists(id) ? load(modulePath(id)).facts : undefined;
  if (!facts) return [`${place} is missing. Export \`facts\` from it, see docs/adding-a-provider.md.`];
  return Object.entries(FACTS)
    .filter(([name]) => !(name in facts))
    .map(([name, what]) => `${place}: \`${name}\` is missing. Add ${what}, see docs/adding-a-provider.md.`);
}

function exists(id: ProviderId): boolean {
  try {
    load.resolve(modulePath(id));
    return true;
  } catch {
    return false;
  }
}

function modulePath(id: ProviderId): string {
  return `../providers/${id.toLowerCase()}/facts.js`;
}
