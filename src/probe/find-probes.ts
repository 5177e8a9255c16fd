/** Finds the probes of a provider by its folder, which saves a list of them. */
import { createRequire } from 'node:module';
import type { ProviderId } from '../model/contact.js';
import type { Probes } from '../providers/probe.js';

const load = createRequire(import.meta.url);

/** None for a provider that has no file of them. */
export function probesOf(id: ProviderId): Probes {
  const path = `../providers/${id.toLowerCase()}/probes.js`;
  try {
    load.resolve(path);
  } catch {
    return {};
  }
  return load(path).probes;
}
