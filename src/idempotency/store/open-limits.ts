/**
 * The limits of vendors and of callers that replicas share, beside the store of attempts that `STORE_URL`
 * names.
 */
import type { SharedLimits } from '../../accounts/shared-limits.js';
import { storeKind } from '../../config/config.js';

/**
 * Undefined where the store is of one machine: processes on it count for themselves. Connects when a limit
 * is asked for, not before. `failed` gets the first of several failures in a row.
 */
export async function openLimits(
  url: string,
  failed: (error: unknown) => void,
  connections = 1,
): Promise<SharedLimits | undefined> {
  if (storeKind(url) !== 'postgres') return undefined;
  return new (await import('./postgres-limits.js')).PostgresLimits(url, failed, connections);
}
