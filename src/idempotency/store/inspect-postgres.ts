/** Looks at the tables of the PostgreSQL store without changing them. */
import { Client } from 'pg';
import { type Inspection, inspect, type Source } from './inspection.js';
import { connection, NOW, statements } from './postgres.js';
import { NAMES, tablesVersionOf } from './postgres-schema.js';

const RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

export async function inspectServer(url: string, isWhole: boolean): Promise<Inspection> {
  const client = new Client(connection(url));
  // The query rejects; an event that nobody hears would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rows = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
    const tables = await tablesVersionOf(client);
    const source: Source = {
      dialect: NAMES,
      now: NOW,
      usable: statements.tables,
      rows,
      async ownProblems() {
        const [server] = await rows<{ readOnly: string; commit: string }>(
          `SELECT current_setting('transaction_read_only') AS "readOnly",
            current_setting('synchronous_commit') AS commit`,
        );
        const missing =
          tables.steps === 0
            ? []
            : await rows<{ table: string; right: string }>(
                `SELECT "table", "right" FROM unnest(ARRAY['${Object.values(NAMES).join("','")}']) AS "table",
                  unnest(ARRAY['${RIGHTS.join("','")}']) AS "right"
                  WHERE NOT has_table_privilege("table", "right")`,
              );
        return [
          ...(server?.readOnly === 'on' ? ['the server takes no writes'] : []),
          ...(server?.commit === 'off' ? ['synchronous_commit is off: what is confirmed can be lost'] : []),
          ...missing.map(({ table, right }) => `the role lacks ${right} on ${table}`),
        ];
      },
    };
    return await inspect(tables, source, isWhole);
  } finally {
    await client.end().catch(() => undefined);
  }
}
