/** The PostgreSQL store's tables, in the first schema of the connection's search path. */
import type { ClientBase } from 'pg';
import { NO_ENCRYPTION, type StoreEncryption } from '../../config/store-keys.js';
import {
  beginEncryption,
  ENCRYPTION_VERSION,
  KEYS_WITHOUT_ACCOUNTS,
  migrationFrom,
  type Preparation,
  type TableDialect,
  type TablesVersion,
} from './migrations.js';
import { LIMITS_TABLE } from './postgres-limits.js';
import { StoreSchemaError } from './store.js';
import { prepareKeys, type StoredKey } from './store-keys.js';

/** Prefixed, because the schema may contain other tables. */
export const NAMES = {
  attempts: 'add_contact_attempts',
  contacts: 'add_contact_created',
  keys: 'add_contact_keys',
  leases: 'add_contact_leases',
  callerRates: 'add_contact_caller_rates',
};

/**
 * JSON is `json`, not `jsonb`: jsonb rejects NUL and lone surrogates, which a vendor may return, and
 * preserves a text's meaning rather than the text.
 */
const TABLES: TableDialect = {
  ...NAMES,
  limits: LIMITS_TABLE.name,
  steps: 'add_contact_steps',
  prefix: 'add_contact_',
  sequence: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  integer: 'integer',
  time: 'bigint',
  json: 'json',
  isSampled: true,
  computed: 'STORED',
  attemptsEnd: '',
  contactsEnd: '',
};

/** One row: the version of the tables. Earlier releases also record when they last tried to write. */
const VERSION_TABLE = `
  CREATE TABLE add_contact_store (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version integer NOT NULL,
    checked_at timestamptz NOT NULL
  );
  INSERT INTO add_contact_store (version, checked_at) VALUES (0, clock_timestamp());`;

/**
 * Creates the tables if they are missing; otherwise needs no permission to create any. Rejects if a newer
 * version made them, or if the server confirms commits before they are durable.
 */
export async function prepareTables(
  client: ClientBase,
  { steps, encryption = NO_ENCRYPTION }: Preparation = {},
): Promise<void> {
  const { rows: settings } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit');
  if (settings[0]?.synchronous_commit === 'off') {
    throw new Error('synchronous_commit is off, so confirmed writes can be lost');
  }
  await client.query('BEGIN');
  try {
    // Of several replicas that start together, one creates the tables.
    await client.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_store', 0))`,
    );
    if (!(await has(client, 'add_contact_store'))) await client.query(VERSION_TABLE);
    if (await mayMakeTables(client)) await client.query(LIMITS_TABLE.make);
    const { sql, reached, onlyWithoutKeys } = migrationFrom(await tablesVersionOf(client), TABLES, steps);
    if (onlyWithoutKeys && (await client.query(`SELECT 1 FROM ${NAMES.attempts} LIMIT 1`)).rows.length > 0) {
      throw new StoreSchemaError(KEYS_WITHOUT_ACCOUNTS);
    }
    for (const step of sql) await client.query(step);
    const version = Math.max(reached.version, await prepareEncryption(client, encryption));
    // Always write: this fails if the database is not writable.
    await client.query('UPDATE add_contact_store SET version = $1, checked_at = clock_timestamp()', [
      version,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    // The connection itself may have failed. It is discarded either way.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The minimum version of the tables afterwards; 0 if encryption requires none. */
async function prepareEncryption(client: ClientBase, encryption: StoreEncryption): Promise<number> {
  const { added, begins } = prepareKeys(await keysOf(client), encryption);
  for (const { id, wrapped } of added) {
    await client.query(`INSERT INTO ${NAMES.keys} (id, wrapped) VALUES ($1, $2)`, [id, wrapped]);
  }
  if (!begins) return 0;
  // A long reader of the tables, such as a backup, must not make all others wait behind this.
  await client.query("SET LOCAL lock_timeout = '2s'");
  await client.query(beginEncryption(TABLES));
  return ENCRYPTION_VERSION;
}

export async function keysOf(client: ClientBase): Promise<readonly StoredKey[]> {
  return (await client.query<StoredKey>(`SELECT id, wrapped FROM ${NAMES.keys} ORDER BY id`)).rows;
}

export async function tablesVersionOf(client: ClientBase): Promise<TablesVersion> {
  if (!(await has(client, 'add_contact_store'))) return { version: 0, steps: 0 };
  const found = await client.query<{ version: number }>('SELECT version FROM add_contact_store');
  const version = found.rows[0]?.version ?? 0;
  if (!(await has(client, TABLES.steps))) return { version, steps: version };
  const taken = await client.query<{ steps: number }>(`SELECT max(step) AS steps FROM ${TABLES.steps}`);
  return { version, steps: taken.rows[0]?.steps ?? version };
}

/** Without the permission, and without this table, replicas count vendor limits on their own. */
export async function mayMakeTables(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT has_schema_privilege(current_schema(), 'CREATE') AS may`,
  );
  return rows[0]?.may ?? false;
}

export async function has(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    table,
  ]);
  return rows[0]?.found ?? false;
}
