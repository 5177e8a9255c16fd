/** Finds a provider's probes by its folder, which saves a list. */
import { createRequire } from 'node:module';
import type { ProviderId } from '../model/contact.js';
import type { Probes } from '../providers/probe.js';

const load = createRequire(import.meta.url);

/** Empty for a provider without a probes file. */
export function probesOf(id: ProviderId): Probes {
  const path = `../providers/${id.toLowerCase()}/probes.js`;
  try {
    load.resolve(path);
  } catch {
    return {};
  }
  return load(path).probes;
}
