/**
 * Attempts in PostgreSQL, for several replicas. The clock is the server's. What is confirmed survives kill -9
 * of either side; whether it survives the loss of the server's machine is a matter of how the server
 * replicates.
 *
 * Every operation is one statement, and none is named, so that a transaction pooler may stand in between.
 */
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import { migrationsFrom, type TableDialect, VERSION } from './migrations.js';
import type { SqlDatabase } from './repository.js';
import { type Statement, statementsFor, type Values } from './statements.js';

/** In the first schema of the connection's search path, beside whatever else is there. */
const NAMES = { attempts: 'add_contact_attempts', contacts: 'add_contact_created' };

/**
 * JSON is `json`, not `jsonb`: jsonb refuses NUL and lone surrogates, which a vendor may answer, and keeps a
 * text's meaning instead of the text.
 */
const TABLES: TableDialect = {
  ...NAMES,
  prefix: 'add_contact_',
  sequence: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  integer: 'integer',
  time: 'bigint',
  json: 'json',
  computed: 'STORED',
  attemptsEnd: '',
  contactsEnd: '',
};

/**
 * One row: the version of the tables. Releases before this one also write down when they last tried to write.
 */
const VERSION_TABLE = `
  CREATE TABLE add_contact_store (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version integer NOT NULL,
    checked_at timestamptz NOT NULL
  );
  INSERT INTO add_contact_store (version, checked_at) VALUES (0, clock_timestamp());`;

const statements = statementsFor({
  ...NAMES,
  now: 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint',
  texts: (json) => `SELECT json_array_elements_text(${json}::json)`,
  parameter: (number) => `$${number}`,
  isConcurrent: true,
});

const CHECK: Statement<{ readonly readOnly: string }> = {
  text: `SELECT current_setting('transaction_read_only') AS "readOnly" FROM add_contact_store`,
  names: [],
};

const CONNECT_MS = 5000;
const STATEMENT_MS = 5000;
/** The client's own limit, for a server that does not answer any more. */
const ANSWER_MS = 6000;
const MAX_TRIES = 5;

/**
 * bigint comes as text; times are far below the 2^53 that a double holds. json is kept as the text that it
 * came as.
 */
const PARSERS = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.JSON, (text) => text],
]);

export class PostgresDatabase implements SqlDatabase {
  readonly statements = statements;
  readonly #pool: Pool;
  #closed: Promise<void> | undefined;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * Connects and makes the tables where there are none. `url` may have the parameters that `pg` knows, e.g.
   * `sslmode` and `statement_timeout`. Rejects when the server cannot be reached or written to; no message
   * has the password.
   */
  static async open(url: string): Promise<PostgresDatabase> {
    const pool = new Pool({
      application_name: 'contacts-subgraph',
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      types: { getTypeParser: (type, format) => PARSERS.get(type) ?? types.getTypeParser(type, format) },
      connectionString: url,
    });
    // A connection that breaks while nobody uses it has left the pool by now. The next operation makes
    // another, and that one rejects when there is a reason to; an event that nobody hears would end the
    // process.
    pool.on('error', () => undefined);
    try {
      const client = await pool.connect();
      try {
        await prepare(client);
      } finally {
        client.release(true);
      }
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresDatabase(pool);
  }

  async read<Row>({ text, names }: Statement<Row>, values: Values): Promise<readonly Row[]> {
    const parameters = names.map((name) => values[name]);
    for (let tries = 1; ; tries += 1) {
      try {
        return (await this.#pool.query<Row & object>(text, parameters)).rows;
      } catch (error) {
        // The server undid the statement because of another one, so that it can be run again.
        if (tries === MAX_TRIES || !isConflict(error)) throw error;
      }
    }
  }

  /** What belongs together is one statement here. */
  write<Row>(
    [statement]: readonly [Statement<Row>, ...Statement[]],
    values: Values,
  ): Promise<readonly Row[]> {
    return this.read(statement, values);
  }

  async check(): Promise<void> {
    const [session] = await this.read(CHECK, {});
    if (session?.readOnly !== 'off') throw new Error('the server takes no writes');
  }

  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }
}

/** A deadlock, or what a server says whose transactions are serializable by default. */
function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/**
 * Makes the tables where there are none. Where they are, it needs no right to make any. Rejects when a newer
 * version made them, and when the server answers a commit before it is safe.
 */
async function prepare(client: PoolClient): Promise<void> {
  const { rows: settings } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit');
  if (settings[0]?.synchronous_commit === 'off') {
    throw new Error('synchronous_commit is off, so that what it has confirmed can still be lost');
  }
  await client.query('BEGIN');
  try {
    // Of several replicas that start together one makes the tables.
    await client.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_store', 0))`,
    );
    const { rows: tables } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('add_contact_store') IS NOT NULL AS found`,
    );
    if (!tables[0]?.found) await client.query(VERSION_TABLE);
    const { rows } = await client.query<{ version: number }>('SELECT version FROM add_contact_store');
    const version = rows[0]?.version ?? 0;
    if (version > VERSION) {
      throw new Error(
        `another version of this service made its tables (${version}, this one has ${VERSION})`,
      );
    }
    for (const step of migrationsFrom(version, TABLES)) await client.query(step);
    // A write in any case: it fails where nothing can be written.
    await client.query(`UPDATE add_contact_store SET version = ${VERSION}, checked_at = clock_timestamp()`);
    await client.query('COMMIT');
  } catch (error) {
    // The connection may be what failed. It is thrown away either way.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
