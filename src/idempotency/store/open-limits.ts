/** Opens the vendor and caller limits that replicas share, next to the attempts in `STORE_URL`. */
import type { SharedLimits } from '../../accounts/shared-limits.js';
import { storeKind } from '../../config/config.js';
import type { ReportTries } from '../../model/tries.js';

/**
 * Undefined for a single-machine store: its processes count on their own. Connects on first use.
 */
export async function openLimits(
  url: string,
  report: ReportTries,
  connections = 1,
): Promise<SharedLimits | undefined> {
  if (storeKind(url) !== 'postgres') return undefined;
  return new (await import('./postgres-limits.js')).PostgresLimits(url, report, connections);
}
