/**
 * Vendor limits shared by replicas, in PostgreSQL. Each account has one row, replaced only if it is unchanged
 * since it was read: no lock outlives a statement, so a replica that dies or hangs does not block others.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, type Pool } from 'pg';
import { type AccountLimits, parseLimits, type SharedLimits } from '../../accounts/shared-limits.js';
import type { ReportTries } from '../../model/tries.js';
import { connectionTo, openPool, type Timeouts } from './postgres-connection.js';

/** Shorter than the store's: no request waits long for this. */
const TIMEOUTS: Timeouts = { connectMs: 2000, statementMs: 2000, answerMs: 2500 };
const MAX_TRIES = 20;
const BACKOFF_MS = 5;

/**
 * Unlogged: the data is valid for seconds, and writing it waits for no disk. A server crash empties the
 * table.
 */
export const LIMITS_TABLE = {
  name: 'add_contact_limits',
  // IF NOT EXISTS alone fails for one of two concurrent creators. The lock ends with the transaction.
  make: `
    SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_limits', 0));
    CREATE UNLOGGED TABLE IF NOT EXISTS add_contact_limits (
      account text PRIMARY KEY,
      version bigint NOT NULL,
      limits json NOT NULL
    ) WITH (fillfactor = 50)`,
};

const READ = `
  SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now, version, limits
  FROM (SELECT 1) AS one LEFT JOIN add_contact_limits ON account = $1`;
/** A new row's version starts at the current time, so it never equals a former row's. */
const REPLACE = `
  INSERT INTO add_contact_limits AS kept (account, version, limits)
  VALUES ($1, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, $3)
  ON CONFLICT (account) DO UPDATE SET version = kept.version + 1, limits = excluded.limits
    WHERE kept.version = $2
  RETURNING version`;

/** Rows without a live replica or pause. Those of callers may never be used again. */
const FORGET = `
  DELETE FROM add_contact_limits
  WHERE coalesce((limits -> 'pause' ->> 'until')::float8, 0) < $1
    AND NOT EXISTS (SELECT FROM json_each(limits -> 'replicas') WHERE (value ->> 'until')::float8 >= $1)`;
/** Interval between these deletions. */
const FORGET_MS = 60_000;

type Decide = (kept: AccountLimits, now: number) => AccountLimits;

interface Row {
  readonly now: number;
  /** bigint arrives as text. */
  readonly version: string | null;
  readonly limits: unknown;
}

export class PostgresLimits implements SharedLimits {
  readonly #pool: Pool;
  /** By the store's clock. */
  #forgetAt = 0;

  /** Nothing else reports a failure. */
  constructor(
    url: string,
    private readonly report: ReportTries,
    connections: number,
  ) {
    // A separate pool, so that limits and keyed writes do not queue behind each other.
    this.#pool = openPool(connectionTo(url, TIMEOUTS), connections);
  }

  async change(account: string, decide: (kept: AccountLimits, now: number) => AccountLimits): Promise<void> {
    try {
      await this.#change(account, decide);
      this.report.succeeded();
    } catch (error) {
      this.report.failed(error);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #change(account: string, decide: Decide): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const row = await this.#read(account);
        const limits = JSON.stringify(decide(parseLimits(row.limits), row.now));
        const { rowCount } = await this.#pool.query(REPLACE, [account, row.version ?? 0, limits]);
        if (rowCount) return this.#forget(row.now);
        if (tries === MAX_TRIES) throw new Error('the row of the account keeps changing');
        // Another replica was faster. Random backoff separates those that were too slow together.
        await sleep(Math.random() * tries * BACKOFF_MS);
      } catch (error) {
        if (!isConflict(error) || tries === MAX_TRIES) throw error;
      }
    }
  }

  /** A row that does not parse as limits belongs to another version, which deletes it itself. */
  async #forget(now: number): Promise<void> {
    if (now < this.#forgetAt) return;
    this.#forgetAt = now + FORGET_MS;
    await this.#pool.query(FORGET, [now]).catch(() => undefined);
  }

  async #read(account: string): Promise<Row> {
    try {
      return await this.#readOnce(account);
    } catch (error) {
      if (codeOf(error) !== UNDEFINED_TABLE) throw error;
      // The first replica may get here before the store's tables are created.
      await this.#pool.query(LIMITS_TABLE.make);
      return this.#readOnce(account);
    }
  }

  async #readOnce(account: string): Promise<Row> {
    const { rows } = await this.#pool.query<Row>(READ, [account]);
    if (!rows[0]) throw new Error('The store returned no time.');
    return rows[0];
  }
}

const UNDEFINED_TABLE = '42P01';
/** A deadlock, or a conflict under serializable transactions. */
const CONFLICTS = ['40001', '40P01'];

function isConflict(error: unknown): boolean {
  return CONFLICTS.includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}
