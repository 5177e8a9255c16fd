/**
 * The load generator, in its own process: sends a number of requests at a given concurrency, and checks each
 * answer. Its channel receives commands and reports results.
 */
import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';
import { exchange } from './exchange.ts';
import { type OperationName, operation } from './operations.ts';

export interface LoadPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly operation: OperationName;
  readonly customers: number;
  readonly concurrency: number;
  readonly requests: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

process.on('disconnect', () => process.exit());
process.on('message', (plan: LoadPlan) => {
  run(plan).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ problem: error instanceof Error ? error.message : String(error) }),
  );
});

async function run(plan: LoadPlan): Promise<LoadResult> {
  const { origin, pathname } = new URL(plan.url);
  const { body, isRight } = operation(plan.operation, plan.customers);
  const pool = new Pool(origin, { connections: plan.concurrency, pipelining: 1 });
  const headers = { 'content-type': 'application/json', ...plan.headers };
  const latencies = createHistogram();
  let next = 0;

  const oneAfterTheOther = async () => {
    while (next < plan.requests) {
      const n = next;
      next += 1;
      const startedAt = performance.now();
      const options = { method: 'POST', path: pathname, headers, body: body(n) } as const;
      const { status, text } = await exchange(pool, options);
      // A connection's first request also opens it.
      if (n >= plan.concurrency) latencies.record(Math.ceil((performance.now() - startedAt) * 1e6));
      if (status !== 200 || !isRight(text, n)) {
        throw new Error(`Answer ${n} to "${plan.operation}" is wrong: ${status} ${text.slice(0, 400)}`);
      }
    }
  };

  const startedAt = performance.now();
  try {
    await Promise.all(Array.from({ length: plan.concurrency }, oneAfterTheOther));
  } finally {
    // After a wrong answer, the others may stop.
    next = plan.requests;
    await pool.destroy();
  }
  return {
    seconds: (performance.now() - startedAt) / 1000,
    p50Ms: latencies.percentile(50) / 1e6,
    p99Ms: latencies.percentile(99) / 1e6,
  };
}
