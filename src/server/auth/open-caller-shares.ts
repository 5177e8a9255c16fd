/** Opens the shares of callers on what their replicas have together. */
import type { CallerShareSettings } from '../../config/auth.js';
import type { Config } from '../../config/config.js';
import { type CallerDigest, openCallerDigest } from '../../idempotency/store/caller-digest.js';
import { openCallerRate } from '../../idempotency/store/open-caller-rate.js';
import { openLimits } from '../../idempotency/store/open-limits.js';
import type { Clock } from '../../vendor-http/clock.js';
import { CallerShares } from './caller-share.js';

export interface OpenedShares {
  readonly shares: CallerShares;
  close(): Promise<void>;
}

/** A look is two short statements; more callers than this seldom look at once. */
const CONNECTIONS = 4;

/**
 * `failed` gets the error of a store that cannot be used: the replica counts for itself then. Rejects where
 * the store cannot be opened.
 */
export async function openCallerShares(
  settings: CallerShareSettings,
  { storeUrl, storeEncryption }: Pick<Config, 'storeUrl' | 'storeEncryption'>,
  clock: Clock,
  failed: (error: unknown) => void,
): Promise<OpenedShares> {
  const { ratePerSecond, concurrency } = settings;
  const digest: CallerDigest = await openCallerDigest(storeUrl, storeEncryption);
  const rate =
    ratePerSecond === undefined ? undefined : openCallerRate(storeUrl, ratePerSecond, digest, failed);
  const limits = concurrency === undefined ? undefined : await openLimits(storeUrl, failed, CONNECTIONS);
  const shares = new CallerShares({
    concurrency,
    clock,
    count: rate?.count,
    shared: limits && { limits, nameOf: digest },
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
