/**
 * Several replicas of the whole service on one PostgreSQL, in front of a vendor that limits all of them
 * together.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Build } from '../support/build.js';
import { type CountingVendor, now, startCountingVendor } from '../support/counting-vendor.js';
import { askToAdd, openGraphqlCaller } from '../support/graphql-caller.js';
import { type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';

const REPLICAS = 4;
/** The rate that ChartMogul documents. */
export const PER_SECOND = 40;
const AT_ONCE = 20;
/** At each replica: together far more than the vendor accepts. */
const CALLERS = 25;

export interface RateStage {
  readonly vendor: CountingVendor;
  readonly replicas: readonly SubgraphProcess[];
  /** Answers other than a new contact, by code. */
  readonly failures: ReadonlyMap<string, number>;
  /** Runs callers for this long, this many at each replica. */
  load(ms: number, callers?: readonly number[]): Promise<void>;
  /** The calls the vendor accepted in the time, in total and from each replica. */
  taken(from: number, to: number): { readonly perSecond: number; readonly each: readonly number[] };
  /** Requests that the vendor rejected as too many. */
  tooMany(): number;
  close(): Promise<void>;
}

/** Milliseconds after which the replicas have found their shares, with some for a slow machine. */
export const SETTLE_MS = 2500;

export async function startRateStage(build: Build, storeUrl: string, tookMs: number): Promise<RateStage> {
  const vendor = await startCountingVendor(build, { perSecond: PER_SECOND, atOnce: AT_ONCE, tookMs });
  const variables = { ...vendor.environment, STORE_URL: storeUrl, SANDBOX: 'off', LOG_LEVEL: 'info' };
  const replicas = await Promise.all(
    Array.from({ length: REPLICAS }, () => startSubgraphProcess(build, variables)),
  );
  const callers = replicas.map(({ url }) => openGraphqlCaller(url, 2 * CALLERS));
  const failures = new Map<string, number>();

  const lane = async (replica: number, until: number) => {
    const caller = callers[replica];
    if (!caller) throw new RangeError('There is no such replica.');
    while (now() < until) {
      const asked = {
        provider: 'CHARTMOGUL',
        customerId: customerOf(replica),
        input: { emails: [{ address: 'ada@example.com' }] },
        key: null,
      };
      // A replica may be killed while it is called.
      const answer = await askToAdd(caller, asked).catch(() => ({ __typename: 'none', code: 'NO_ANSWER' }));
      if (answer.__typename === 'AddContactSuccess') continue;
      const code = answer.code ?? answer.__typename;
      failures.set(code, (failures.get(code) ?? 0) + 1);
      await sleep(500);
    }
  };

  return {
    vendor,
    replicas,
    failures,
    load: async (ms, counts = replicas.map(() => CALLERS)) => {
      const until = now() + ms;
      const lanes = counts.flatMap((count, replica) =>
        Array.from({ length: count }, () => lane(replica, until)),
      );
      await Promise.all(lanes);
    },
    taken: (from, to) => {
      const inTime = vendor.arrivals.filter(({ at, status }) => status === 201 && at >= from && at < to);
      const each = replicas.map(
        (_, replica) => inTime.filter(({ customerId }) => customerId === customerOf(replica)).length,
      );
      return { perSecond: (inTime.length * 1000) / (to - from), each };
    },
    tooMany: () => vendor.arrivals.filter(({ status }) => status !== 201).length,
    close: async () => {
      await Promise.all(callers.map((caller) => caller.close().catch(() => undefined)));
      await Promise.all(replicas.map((replica) => replica.stop().catch(() => undefined)));
      await vendor.close();
    },
  };
}

function customerOf(replica: number): string {
  return `cus_00000000-0000-4000-8000-00000000000${replica}`;
}
