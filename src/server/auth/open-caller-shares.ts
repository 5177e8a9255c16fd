/** Opens the caller shares, on the store that replicas share. */
import type { CallerShareSettings } from '../../config/auth.js';
import { openCallerRate } from '../../idempotency/store/open-caller-rate.js';
import { openLimits } from '../../idempotency/store/open-limits.js';
import type { ReportTries } from '../../model/tries.js';
import type { Clock } from '../../vendor-http/clock.js';
import { CallerShares } from './caller-share.js';

export interface OpenedShares {
  readonly shares: CallerShares;
  close(): Promise<void>;
}

/** A renewal is two short statements; more callers than this rarely renew concurrently. */
const CONNECTIONS = 4;

/**
 * `nameOf`: see AttemptStore.callerName. Without the store, the replica counts on its own.
 */
export async function openCallerShares(
  settings: CallerShareSettings,
  storeUrl: string,
  nameOf: (callerId: string) => string,
  clock: Clock,
  report: ReportTries,
): Promise<OpenedShares> {
  const { ratePerSecond, concurrency } = settings;
  const rate =
    ratePerSecond === undefined ? undefined : openCallerRate(storeUrl, ratePerSecond, nameOf, report.failed);
  const limits = concurrency === undefined ? undefined : await openLimits(storeUrl, report, CONNECTIONS);
  const shares = new CallerShares({
    concurrency,
    clock,
    count: rate?.count,
    shared: limits && { limits, nameOf },
  });
  return {
    shares,
    close: async () => {
      await shares.close();
      await limits?.close();
      await rate?.close();
    },
  };
}
