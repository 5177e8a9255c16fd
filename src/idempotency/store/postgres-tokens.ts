/**
 * Tokens in PostgreSQL, for several replicas. A transaction-scoped lock serializes exchanges, one per name,
 * so that a hanging login does not block others.
 */
import type { Client } from 'pg';
import type { TokenStore } from '../../vendor-http/token-store.js';
import { connect, connectionTo } from './postgres-connection.js';

/**
 * Longer than an exchange takes: it waits for the lock, and the transaction is idle while the vendor answers.
 */
const PATIENT_MS = 15_000;
const TIMEOUTS = { connectMs: 5000, statementMs: PATIENT_MS, answerMs: PATIENT_MS + 1000 };

export const TOKENS_TABLE = 'add_contact_tokens';
/** Without statistics, which would copy values. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS add_contact_tokens (name text PRIMARY KEY, value text NOT NULL);
  ALTER TABLE add_contact_tokens ALTER COLUMN value SET STATISTICS 0`;
const ALL = `hashtextextended('contacts-subgraph add_contact_tokens', 0)`;
/** Releases before named accounts lock all logins together: this excludes those, but nothing else. */
const LOCK_FORMER = `SELECT pg_advisory_xact_lock_shared(${ALL})`;
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_tokens ' || $1, 0))`;
const KEEP = `
  INSERT INTO add_contact_tokens (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`;

export class PostgresTokenStore implements TokenStore {
  constructor(private readonly url: string) {}

  async exchange(
    name: string,
    work: (kept: string | undefined) => Promise<string | undefined>,
  ): Promise<void> {
    const client = await connect({
      ...connectionTo(this.url, TIMEOUTS),
      idle_in_transaction_session_timeout: PATIENT_MS,
    });
    try {
      await makeTable(client);
      await client.query('BEGIN');
      await client.query(LOCK_FORMER);
      await client.query(LOCK, [name]);
      const { rows } = await client.query<{ value: string }>(
        'SELECT value FROM add_contact_tokens WHERE name = $1',
        [name],
      );
      const next = await work(rows[0]?.value);
      if (next !== undefined) await client.query(KEEP, [name, next]);
      await client.query('COMMIT');
    } finally {
      // Also ends the transaction if it did not complete.
      await client.end().catch(() => undefined);
    }
  }
}

/** If the table exists, no permission to create one is needed. */
async function makeTable(client: Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('add_contact_tokens') IS NOT NULL AS found`,
  );
  if (rows[0]?.found) return;
  await client.query('BEGIN');
  // Two concurrent creators would collide, even with IF NOT EXISTS.
  await client.query(`SELECT pg_advisory_xact_lock(${ALL})`);
  await client.query(TABLE);
  await client.query('COMMIT');
}
