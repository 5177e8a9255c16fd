/**
 * Rewrites the PostgreSQL store's tables and indexes. A vacuum only frees a deleted row's space: its bytes
 * stay in the file until another row reuses it, and partly even then.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, DatabaseError } from 'pg';
import { connect, connectionTo } from './postgres-connection.js';
import { LIMITS_TABLE } from './postgres-limits.js';
import { has, NAMES } from './postgres-schema.js';
import { TOKENS_TABLE } from './postgres-tokens.js';

const STATEMENT_MS = 5000;
/** Writers queue behind us meanwhile. An automatic vacuum releases its lock after a second. */
const LOCK_MS = 2000;
const LOCK_TRIES = 3;
const POLL_MS = 250;

export interface Compaction {
  /** How long writers may have to wait for a table. */
  readonly pauseMs: number;
  /** How long to wait, without blocking anyone, for transactions that still see deleted rows. */
  readonly patienceMs: number;
}

/** Rejects if bytes of deleted rows may remain. */
export async function compactServer(url: string, { pauseMs, patienceMs }: Compaction): Promise<void> {
  const timeouts = { connectMs: 5000, statementMs: STATEMENT_MS, answerMs: pauseMs + STATEMENT_MS };
  const client = await connect({ ...connectionTo(url, timeouts), lock_timeout: LOCK_MS });
  try {
    const others = [LIMITS_TABLE.name, TOKENS_TABLE];
    const tables = [...Object.values(NAMES)];
    for (const table of others) if (await has(client, table)) tables.push(table);
    await untilUnseen(client, patienceMs);
    // Bounds a rewrite including its lock wait, even if the URL sets another timeout.
    await client.query(`SET statement_timeout = ${pauseMs}`);
    for (const table of tables) await rewrite(client, table, pauseMs);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Transactions that began earlier still see deleted rows, and a new file would keep those. */
const NOW = 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS now';
const OLDER = `
  SELECT holder FROM (
    SELECT unnest(ARRAY[backend_xid, backend_xmin]) AS began,
        format('session %s (%s)', pid, application_name) AS holder
      FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
        -- A vacuum blocks no one.
        AND pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum WHERE pid IS NOT NULL)
    UNION ALL SELECT xmin, format('replication slot %s', slot_name) FROM pg_replication_slots
    UNION ALL SELECT transaction, format('prepared transaction %s', gid) FROM pg_prepared_xacts
      WHERE database = current_database()
  ) AS holders WHERE age(began) > age($1::text::xid8::xid) ORDER BY age(began) DESC LIMIT 1`;

async function untilUnseen(client: Client, patienceMs: number): Promise<void> {
  const { rows: times } = await client.query<{ now: string }>(NOW);
  const deadlineAt = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ holder: string }>(OLDER, [times[0]?.now]);
    if (!rows[0]) return;
    if (performance.now() > deadlineAt) {
      throw new Error(`the ${rows[0].holder} can still see deleted rows. Run it again when that has ended`);
    }
    await sleep(POLL_MS);
  }
}

async function rewrite(client: Client, table: string, pauseMs: number): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const before = await fileOf(client, table);
      await client.query(`VACUUM FULL ${table}`);
      if ((await fileOf(client, table)) !== before) return;
      // The server only warns.
      throw new Error(`the role may not rewrite ${table}. Run it with the role that owns the tables`);
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : undefined;
      if (code === CANCELED) {
        throw new Error(
          `rewriting ${table} takes longer than ${pauseMs / 1000} s, and writes would wait. Run it in a quiet hour with a longer --pause`,
        );
      }
      if (code !== LOCKED) throw error;
      if (tries === LOCK_TRIES) {
        throw new Error(`another session, such as a backup, holds a lock on ${table}. Run it again later`);
      }
    }
    // Let those queued behind us go first.
    await sleep(LOCK_MS);
  }
}

const CANCELED = '57014';
const LOCKED = '55P03';

async function fileOf(client: Client, table: string): Promise<unknown> {
  const { rows } = await client.query<{ file: unknown }>('SELECT pg_relation_filenode($1) AS file', [table]);
  return rows[0]?.file;
}
