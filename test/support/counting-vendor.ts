/** Starts the counting vendor, and reads its counts. */
import type { Build } from './build.js';
import { startJsonProcess } from './json-process.js';

export interface Arrival {
  /** The time on the clock of `now`. */
  readonly at: number;
  readonly customerId: string;
  readonly status: number;
}

export interface CountingVendor {
  readonly environment: Record<string, string>;
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
}

/** One clock for all processes of this machine. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export async function startCountingVendor(
  build: Build,
  limits: { readonly perSecond: number; readonly atOnce: number; readonly tookMs: number },
): Promise<CountingVendor> {
  const arrivals: Arrival[] = [];
  const { promise, resolve } = Promise.withResolvers<Record<string, string>>();
  const { child, ended } = startJsonProcess<Arrival | { readonly environment: Record<string, string> }>(
    'test/support/counting-process.mjs',
    build.url,
    limits,
    (fact) => {
      if ('environment' in fact) resolve(fact.environment);
      else arrivals.push(fact);
    },
  );
  return {
    arrivals,
    environment: await promise,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
