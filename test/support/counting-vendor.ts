/** Starts the vendor that counts, and reads what it counted. */
import { startJsonProcess } from './json-process.js';

export interface Arrival {
  /** On the clock of `now`. */
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

export async function startCountingVendor(limits: {
  readonly perSecond: number;
  readonly atOnce: number;
  readonly tookMs: number;
}): Promise<CountingVendor> {
  const arrivals: Arrival[] = [];
  const { promise, resolve } = Promise.withResolvers<number>();
  const { child, ended } = startJsonProcess<Arrival | { readonly port: number }>(
    'test/support/counting-process.mjs',
    '',
    limits,
    (fact) => {
      if ('port' in fact) resolve(fact.port);
      else arrivals.push(fact);
    },
  );
  const port = await promise;
  return {
    arrivals,
    environment: {
      CHARTMOGUL_API_KEY: 'of-the-counting-vendor',
      CHARTMOGUL_URL: `http://127.0.0.1:${port}/v1`,
      CHARTMOGUL_DATA_SOURCE_UUID: 'ds_00000000-0000-4000-8000-000000000001',
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
