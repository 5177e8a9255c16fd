/**
 * Attempts in PostgreSQL, for several replicas, by the server's clock. Confirmed changes survive kill -9 of
 * either side; surviving the loss of the server's machine depends on its replication.
 *
 * Every operation is a single, unnamed statement, so a transaction pooler may sit in between.
 */
import { type ClientConfig, DatabaseError, type Pool, types } from 'pg';
import { type Preparation, requireKnown } from './migrations.js';
import { connectionTo, openPool, type Timeouts } from './postgres-connection.js';
import { NAMES, prepareTables } from './postgres-schema.js';
import type { SqlDatabase } from './repository.js';
import type { StoreSize } from './size-bound.js';
import { type RowForm, type Statement, statementsByForm, type Values } from './statements.js';

/** Milliseconds since 1970. */
export const NOW = 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint';

export const statements = statementsByForm({
  ...NAMES,
  now: NOW,
  texts: (json) => `SELECT json_array_elements_text(${json}::json)`,
  parameter: (number) => `$${number}`,
  isConcurrent: true,
});

const CHECK: Statement<{ readonly readOnly: string; readonly version: number }> = {
  text: `SELECT current_setting('transaction_read_only') AS "readOnly", version FROM add_contact_store`,
  names: [],
};

const SIZE: Statement<{ readonly rows: number; readonly rowBytes: number }> = {
  text: `SELECT count(*) AS rows, (
      SELECT coalesce(avg(pg_column_size(newest.*)), 0)::float8
      FROM (SELECT * FROM ${NAMES.attempts} ORDER BY seq DESC LIMIT 1000) AS newest
    ) AS "rowBytes" FROM ${NAMES.attempts}`,
  names: [],
};
/** Index size of an attempt, including its recorded contact. */
const INDEX_BYTES = 700;

const TIMEOUTS: Timeouts = { connectMs: 5000, statementMs: 5000, answerMs: 6000 };
const MAX_TRIES = 5;

/** bigint arrives as text; times are far below the 2^53 that a double holds. json stays unparsed text. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.JSON, (text) => text],
]);

export function connection(url: string): ClientConfig {
  return {
    ...connectionTo(url, TIMEOUTS),
    types: { getTypeParser: (type, format) => PARSERS.get(type) ?? types.getTypeParser(type, format) },
  };
}

export class PostgresDatabase implements SqlDatabase {
  readonly statements = statements;
  readonly #pool: Pool;
  #closed: Promise<void> | undefined;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * Connects, and creates missing tables. `url` accepts `pg`'s parameters, such as `sslmode` and
   * `statement_timeout`. Rejects if the server is unreachable or not writable; no message contains the
   * password.
   */
  static async open(url: string, preparation?: Preparation): Promise<PostgresDatabase> {
    const pool = openPool(connection(url));
    try {
      await retryConflicts(async () => {
        const client = await pool.connect();
        try {
          await prepareTables(client, preparation);
        } finally {
          client.release(true);
        }
      });
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresDatabase(pool);
  }

  async read<Row>({ text, names }: Statement<Row>, values: Values): Promise<readonly Row[]> {
    const parameters = names.map((name) => values[name]);
    return retryConflicts(async () => (await this.#pool.query<Row & object>(text, parameters)).rows);
  }

  /** In PostgreSQL, related statements are one statement. */
  write<Row>(
    [statement]: readonly [Statement<Row>, ...Statement[]],
    values: Values,
  ): Promise<readonly Row[]> {
    return this.read(statement, values);
  }

  /**
   * Estimates the bytes from the newest rows: the files' size includes space that a purge has freed, and a
   * sum reads everything.
   */
  async measure(): Promise<StoreSize> {
    const [found] = await this.read(SIZE, {});
    const { rows = 0, rowBytes = 0 } = found ?? {};
    return { rows, bytes: Math.round(rows * (rowBytes + INDEX_BYTES)) };
  }

  /** Dead rows stay in the files until `compact`, because a rewrite locks the table. */
  async scrub(): Promise<boolean> {
    return true;
  }

  isOfTables(error: unknown): boolean {
    return isOfTables(error);
  }

  async check(form: RowForm): Promise<void> {
    const [found] = await this.read(CHECK, {});
    requireKnown(found?.version ?? 0);
    await this.read(statements[form].tables, {});
    if (found?.readOnly !== 'off') throw new Error('the server is read-only');
  }

  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }
}

/** Reruns a statement that the server undid because of a concurrent one. */
async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === MAX_TRIES || !isConflict(error)) throw error;
    }
  }
}

/** A deadlock, or a conflict under serializable transactions. */
function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** Whether a table, column or schema is missing, or not accessible to us. */
function isOfTables(error: unknown): boolean {
  return error instanceof DatabaseError && /^(42P01|42703|42501|3F000)$/.test(error.code ?? '');
}
