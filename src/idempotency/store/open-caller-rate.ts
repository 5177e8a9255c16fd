/** Counts the requests of each caller: of all replicas together where they share PostgreSQL. */
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { storeKind } from '../../config/config.js';
import { connectionTo, openPool } from './postgres-connection.js';
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
  nameOf: (callerId: string) => string,
  failed: (error: unknown) => void,
): CallerRate {
  const limit = { points: ratePerSecond, duration: 1, keyPrefix: 'caller' };
  const memory = new RateLimiterMemory(limit);
  if (storeKind(url) !== 'postgres') return { count: counter(memory, nameOf), close: async () => {} };
  const timeouts = { connectMs: TIMEOUT_MS, statementMs: TIMEOUT_MS, answerMs: TIMEOUT_MS };
  const pool = openPool(connectionTo(url, timeouts), CONNECTIONS, failed);
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
  return { count: counter(shared, nameOf), close: () => pool.end() };
}

function counter(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  nameOf: (callerId: string) => string,
): CallerRate['count'] {
  return async (callerId) => {
    try {
      await limiter.consume(nameOf(callerId));
      return undefined;
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) return rejection.msBeforeNext;
      throw rejection;
    }
  };
}
