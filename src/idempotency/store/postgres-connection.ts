/** How this service connects to PostgreSQL. */
import { Client, type ClientConfig, Pool } from 'pg';

export interface Timeouts {
  readonly connectMs: number;
  /** After which the server ends a statement. */
  readonly statementMs: number;
  /** The client's own limit, for a server that does not answer any more. */
  readonly answerMs: number;
}

/** What the URL says, such as `statement_timeout`, goes before these. */
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

/** For a few statements, which reject where the connection breaks. */
export async function connect(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  // An event that nobody hears would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** `failed` gets the error of a connection that breaks while nobody uses it. */
export function openPool(
  config: ClientConfig,
  max?: number,
  failed: (error: unknown) => void = () => undefined,
): Pool {
  const pool = new Pool({ ...config, max });
  // A broken connection has left the pool by now, and the next query makes another; an event that nobody
  // hears would end the process.
  pool.on('error', failed);
  return pool;
}
