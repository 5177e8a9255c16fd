/** Opens the vendor and caller limits that replicas share, next to the attempts in `STORE_URL`. */
import type { SharedLimits } from '../../accounts/shared-limits.js';
import { storeKind } from '../../config/config.js';

/**
 * Undefined for a single-machine store: its processes count on their own. Connects on first use. `failed`
 * gets the first of several consecutive failures.
 */
export async function openLimits(
  url: string,
  failed: (error: unknown) => void,
  connections = 1,
): Promise<SharedLimits | undefined> {
  if (storeKind(url) !== 'postgres') return undefined;
  return new (await import('./postgres-limits.js')).PostgresLimits(url, failed, connections);
}
