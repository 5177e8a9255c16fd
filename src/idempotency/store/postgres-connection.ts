/** Connects to PostgreSQL. */
import { Client, type ClientConfig, Pool } from 'pg';

export interface Timeouts {
  readonly connectMs: number;
  /** The server ends a statement after this. */
  readonly statementMs: number;
  /** The client's own limit, for an unresponsive server. */
  readonly answerMs: number;
}

/** Parameters in the URL, such as `statement_timeout`, take precedence. */
export function connectionTo(url: string, { connectMs, statementMs, answerMs }: Timeouts): ClientConfig {
  return {
    application_name: 'contacts-subgraph',
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    keepAlive: true,
    connectionString: url,
  };
}

/** For a few statements, which reject if the connection breaks. */
export async function connect(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  // An unhandled error event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** `failed` gets the error of an idle connection that breaks. */
export function openPool(
  config: ClientConfig,
  max?: number,
  failed: (error: unknown) => void = () => undefined,
): Pool {
  const pool = new Pool({ ...config, max });
  // A broken connection has already left the pool, and the next query opens another. An unhandled error event
  // would end the process.
  pool.on('error', failed);
  return pool;
}
