/** Counts each caller's requests, across all replicas that share PostgreSQL. */
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { storeKind } from '../../config/config.js';
import { connectionTo, openPool } from './postgres-connection.js';
import { NAMES } from './postgres-schema.js';

export interface CallerRate {
  /** Milliseconds to wait if the caller has used up its requests of this second, else undefined. */
  count(callerId: string): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Short: every request waits for it. Without an answer, the replica counts on its own. */
const TIMEOUT_MS = 500;
const CONNECTIONS = 4;

/** `failed` gets the error of an unavailable database. Each replica then counts on its own. */
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
    // A caller over its limit costs the database nothing for the rest of the second.
    inMemoryBlockOnConsumed: ratePerSecond,
  });
  return { count: counter(shared, nameOf), close: () => pool.end() };
}

/**
 * Requests that arrive while their caller's count is in flight are counted together afterwards: they use one
 * connection, however many there are, and delay no other caller.
 */
function counter(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  nameOf: (callerId: string) => string,
): CallerRate['count'] {
  const underWay = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Batch>();
  const begin = (name: string): Batch => {
    const counted: Promise<Counted> = (underWay.get(name) ?? Promise.resolve()).then(() => {
      waiting.delete(name);
      return consume(limiter, name, batch.points);
    });
    const settled = counted
      .catch(() => undefined)
      .then(() => {
        if (underWay.get(name) === settled) underWay.delete(name);
      });
    underWay.set(name, settled);
    const batch: Batch = { points: 0, counted };
    waiting.set(name, batch);
    return batch;
  };
  return async (callerId) => {
    const name = nameOf(callerId);
    const batch = waiting.get(name) ?? begin(name);
    batch.points += 1;
    const place = batch.points;
    const { admitted, waitMs } = await batch.counted;
    return place <= admitted ? undefined : waitMs;
  };
}

/** Requests of one caller that are counted together. */
interface Batch {
  points: number;
  readonly counted: Promise<Counted>;
}

/** How many of the counted requests may proceed, and how long the others wait. */
interface Counted {
  readonly admitted: number;
  readonly waitMs: number;
}

async function consume(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  name: string,
  points: number,
): Promise<Counted> {
  try {
    await limiter.consume(name, points);
    return { admitted: points, waitMs: 0 };
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const { consumedPoints, msBeforeNext } = rejection;
    // The limiter does not count a caller that is known to be over its limit.
    const earlier = consumedPoints === 0 ? limiter.points : consumedPoints - points;
    return { admitted: Math.max(0, limiter.points - earlier), waitMs: msBeforeNext };
  }
}
