/** Counts the requests of each caller: of all replicas together where they share PostgreSQL. */
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { storeKind } from '../../config/config.js';

export interface CallerRate {
  /** Milliseconds to wait where the caller has had its requests of this second, else undefined. */
  count(callerId: string): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Short: every request waits for it, and without an answer the replica counts for itself. */
const TIMEOUT_MS = 500;
const CONNECTIONS = 4;
const TABLE = 'add_contact_caller_rates';

/** With the columns that the library expects. Unlogged: what is here holds for a second. */
const MAKE_TABLE = `
  SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph ${TABLE}', 0));
  CREATE UNLOGGED TABLE IF NOT EXISTS ${TABLE} (
    key varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  ) WITH (fillfactor = 50)`;

/** `failed` gets the error of a database that cannot be used. Each replica then counts for itself. */
export async function openCallerRate(
  url: string,
  ratePerSecond: number,
  failed: (error: unknown) => void,
): Promise<CallerRate> {
  const limit = { points: ratePerSecond, duration: 1, keyPrefix: 'caller' };
  const memory = new RateLimiterMemory(limit);
  if (storeKind(url) !== 'postgres') return { count: counter(memory), close: async () => {} };
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
  // Where the table is, no right to make one is needed.
  await makeTable(pool).catch(failed);
  const shared = new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    insuranceLimiter: memory,
    // A caller that has had its requests costs the database nothing until the second is over.
    inMemoryBlockOnConsumed: ratePerSecond,
  });
  return { count: counter(shared), close: () => pool.end() };
}

async function makeTable(pool: Pool): Promise<void> {
  const { rows } = await pool.query('SELECT to_regclass($1) AS found', [TABLE]);
  if (rows[0].found === null) await pool.query(MAKE_TABLE);
}

function counter(limiter: RateLimiterMemory | RateLimiterPostgres): CallerRate['count'] {
  return async (callerId) => {
    try {
      await limiter.consume(callerId);
      return undefined;
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) return rejection.msBeforeNext;
      throw rejection;
    }
  };
}
