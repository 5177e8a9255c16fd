/**
 * The limits of vendors and of callers that replicas share, beside the store of attempts that `STORE_URL`
 * names.
 */
import type { SharedLimits } from '../../accounts/shared-limits.js';
import { storeKind } from '../../config/config.js';
import type { ReportTries } from '../../model/tries.js';

/**
 * Undefined where the store is of one machine: processes on it count for themselves. Connects when a limit
 * is asked for, not before.
 */
export async function openLimits(
  url: string,
  report: ReportTries,
  connections = 1,
): Promise<SharedLimits | undefined> {
  if (storeKind(url) !== 'postgres') return undefined;
  return new (await import('./postgres-limits.js')).PostgresLimits(url, report, connections);
}
