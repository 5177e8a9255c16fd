/** Inspects the PostgreSQL store's tables without changing them. */
import { type Inspection, inspect, type Source } from './inspection.js';
import { connection, NOW, statements } from './postgres.js';
import { connect } from './postgres-connection.js';
import { LIMITS_TABLE } from './postgres-limits.js';
import { has, mayMakeTables, NAMES, tablesVersionOf } from './postgres-schema.js';

const RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const NO_LIMITS = `the table ${LIMITS_TABLE.name} is missing, and the role may not create it: replicas do not share the vendors' limits. Run migrate with a role that may`;

export async function inspectServer(url: string, isWhole: boolean): Promise<Inspection> {
  const client = await connect(connection(url));
  try {
    const rows = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
    const tables = await tablesVersionOf(client);
    const source: Source = {
      dialect: NAMES,
      now: NOW,
      statements,
      rows,
      async ownProblems() {
        const [server] = await rows<{ readOnly: string; commit: string }>(
          `SELECT current_setting('transaction_read_only') AS "readOnly",
            current_setting('synchronous_commit') AS commit`,
        );
        const hasLimits = await has(client, LIMITS_TABLE.name);
        const names = [
          ...(tables.steps === 0 ? [] : Object.values(NAMES)),
          ...(hasLimits ? [LIMITS_TABLE.name] : []),
        ];
        const missing = await rows<{ table: string; right: string }>(
          `SELECT "table", "right" FROM unnest(ARRAY['${names.join("','")}']::text[]) AS "table",
            unnest(ARRAY['${RIGHTS.join("','")}']) AS "right"
            WHERE "table" <> '' AND NOT has_table_privilege(to_regclass("table"), "right")`,
        );
        return [
          ...(server?.readOnly === 'on' ? ['the server is read-only'] : []),
          ...(server?.commit === 'off' ? ['synchronous_commit is off: confirmed writes can be lost'] : []),
          ...missing.map(({ table, right }) => `the role lacks ${right} on ${table}`),
          ...(hasLimits || tables.steps === 0 || (await mayMakeTables(client)) ? [] : [NO_LIMITS]),
        ];
      },
    };
    return await inspect(tables, source, isWhole);
  } finally {
    await client.end().catch(() => undefined);
  }
}
