/** Counts the requests of each caller: of all replicas together where they share PostgreSQL. */
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { storeKind } from '../../config/config.js';
import type { CallerDigest } from './caller-digest.js';
import { NAMES } from './postgres-schema.js';

export interface CallerRate {
  /** Milliseconds to wait where the caller has had its requests of this second, else undefined. */
  count(callerId: string): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Short: every request waits for it, and without an answer the replica counts for itself. */
const TIMEOUT_MS = 500;
const CONNECTIONS = 4;

/** `failed` gets the error of a database that cannot be used. Each replica then counts for itself. */
export function openCallerRate(
  url: string,
  ratePerSecond: number,
  digest: CallerDigest,
  failed: (error: unknown) => void,
): CallerRate {
  const limit = { points: ratePerSecond, duration: 1, keyPrefix: 'caller' };
  const memory = new RateLimiterMemory(limit);
  if (storeKind(url) !== 'postgres') return { count: counter(memory, digest), close: async () => {} };
  const pool = new Pool({
    application_name: 'contacts-subgraph',
    max: CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    keepAlive: true,
    connectionString: url,
  });
  // The next query rejects; an unhandled event would end the process.
  pool.on('error', failed);
  const shared = new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    storeType: 'pool',
    tableName: NAMES.callerRates,
    // By the migrations.
    tableCreated: true,
    insuranceLimiter: memory,
    // A caller that has had its requests costs the database nothing until the second is over.
    inMemoryBlockOnConsumed: ratePerSecond,
  });
  return { count: counter(shared, digest), close: () => pool.end() };
}

function counter(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  digest: CallerDigest,
): CallerRate['count'] {
  return async (callerId) => {
    try {
      await limiter.consume(digest(callerId));
      return undefined;
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) return rejection.msBeforeNext;
      throw rejection;
    }
  };
}
