/** An operator's view of a store, read without changing anything. */
import { ENCRYPTION_VERSION, isTooNew, STEPS, type TableDialect, type TablesVersion } from './migrations.js';
import type { StatementsByForm } from './statements.js';
import type { AttemptState } from './store.js';
import { isEncrypted as hasEncryption, type StoredKey } from './store-keys.js';

export interface Inspection {
  readonly tables: TablesVersion;
  readonly attempts: readonly { readonly state: AttemptState; readonly count: number }[];
  /** Accounts with attempts: a setting with another URL makes another account. */
  readonly accounts: readonly { readonly account: string; readonly count: number }[];
  /** Age of the oldest undecided attempt; null if there is none. */
  readonly oldestUndecidedMs: number | null;
  /** How many attempts have values under each key, by key id; null counts those in plain text. */
  readonly keys: readonly { readonly key: string | null; readonly count: number }[];
  readonly isEncrypted: boolean;
  /** Problems with the tables, the permissions or the data. */
  readonly problems: readonly string[];
}

/** For a store that does not exist yet. */
export const NOTHING: Inspection = {
  tables: { version: 0, steps: 0 },
  attempts: [],
  accounts: [],
  oldestUndecidedMs: null,
  keys: [],
  isEncrypted: false,
  problems: [],
};

/** For an in-memory store, which a process creates for itself. */
export const IN_MEMORY: Inspection = { ...NOTHING, tables: { version: STEPS.length, steps: STEPS.length } };

export interface Source {
  readonly dialect: Pick<TableDialect, 'attempts'>;
  /** SQL for milliseconds since 1970. */
  readonly now: string;
  readonly statements: StatementsByForm;
  rows(sql: string): Promise<readonly object[]>;
  /** Checks the whole store for problems specific to this database. */
  ownProblems(): Promise<readonly string[]>;
}

export async function inspect(tables: TablesVersion, source: Source, isWhole: boolean): Promise<Inspection> {
  const ownProblems = isWhole ? await source.ownProblems() : [];
  if (tables.steps === 0) return { ...NOTHING, problems: ownProblems };
  const { dialect, now, statements } = source;
  const rows = async <Row>(sql: string) => (await source.rows(sql)) as readonly Row[];
  const problems = [...ownProblems];
  // If a column is missing or renamed, no later query works.
  const isEncrypted =
    tables.steps >= ENCRYPTION_VERSION && hasEncryption(await rows<StoredKey>(statements.clear.keys.text));
  const isComplete = fitOf(tables) !== 'NEEDS_MIGRATION';
  const { [isComplete ? 'tables' : 'attempts']: usable } = statements[isEncrypted ? 'encrypted' : 'clear'];
  const isUsable = await source.rows(usable.text).then(
    () => true,
    (error: unknown) => {
      problems.push(`this version cannot read the tables: ${error instanceof Error ? error.message : error}`);
      return false;
    },
  );
  if (!isUsable) return { ...NOTHING, tables, problems };
  const { attempts } = dialect;
  const [oldest] = await rows<{ ms: number | null }>(
    `SELECT ${now} - min(started_at) AS ms FROM ${attempts} WHERE state IN ('SENDING', 'UNKNOWN')`,
  );
  return {
    tables,
    attempts: await rows(`SELECT state, count(*) AS count FROM ${attempts} GROUP BY state ORDER BY state`),
    accounts: await rows(
      `SELECT account, count(*) AS count FROM ${attempts} GROUP BY account ORDER BY account`,
    ),
    oldestUndecidedMs: oldest?.ms ?? null,
    keys: isEncrypted ? await rows(keysInUse(attempts)) : [],
    isEncrypted,
    problems,
  };
}

/**
 * Counts attempts by the keys of their values, without decrypting. The format of a value is in `keyring.ts`.
 */
function keysInUse(attempts: string): string {
  const jsonKey = (column: string) =>
    `SELECT seq, CASE WHEN substr(CAST(${column} AS text), 1, 1) = '"' THEN substr(CAST(${column} AS text), 4, 12) END AS key
     FROM ${attempts} WHERE ${column} IS NOT NULL`;
  return `SELECT key, count(DISTINCT seq) AS count FROM (
      SELECT seq, substr(encrypted_customer, 3, 12) AS key FROM ${attempts}
      UNION ALL ${jsonKey('evidence')} UNION ALL ${jsonKey('answer')}
    ) AS used GROUP BY key ORDER BY key`;
}

/** Whether this release can use the tables. */
export type Fit = 'USABLE' | 'NEEDS_MIGRATION' | 'TOO_NEW';

export function fitOf(tables: TablesVersion): Fit {
  if (isTooNew(tables.version)) return 'TOO_NEW';
  return tables.steps < STEPS.length ? 'NEEDS_MIGRATION' : 'USABLE';
}
