/**
 * The tables of both databases, and the steps that lead to them.
 *
 * Two releases share a store while one replaces the other, so a change takes two steps in two releases. The
 * first one expands: it adds what the release before does not know and does not mind, such as a column that
 * may be null. The second one contracts: it takes away what only older releases need, in such a way that
 * their statements fail. Only a step that contracts raises the version.
 *
 * The version is where every release has looked for it (`user_version` of an SQLite file, `add_contact_store`
 * in PostgreSQL). A release does not use tables of a higher version than the steps that it knows.
 */
import type { StoreEncryption } from '../../config/store-keys.js';
import { FORM_COLUMNS } from './statements.js';
import { StoreSchemaError } from './store.js';
import { ENCRYPTED } from './store-keys.js';

/** What a store says of its tables; both 0 in an empty database. */
export interface TablesVersion {
  /** The last step that contracts. */
  readonly version: number;
  /** Steps taken, expansions among them. A newer release may have taken more than this one knows. */
  readonly steps: number;
}

export interface Step {
  readonly kind: 'expand' | 'contract';
  readonly sql: (dialect: TableDialect) => string;
  /** Keys that are there would be forgotten. */
  readonly onlyWithoutKeys?: true;
}

export interface TableDialect {
  readonly attempts: string;
  readonly contacts: string;
  /** Of the keys that encrypt rows. */
  readonly keys: string;
  readonly leases: string;
  /** Of callers' requests; absent where replicas do not share the database. */
  readonly callerRates?: string;
  /** Of vendors' limits. */
  readonly limits?: string;
  /** Steps that expand. Made with the first of them. */
  readonly steps: string;
  /** In front of an index's name: PostgreSQL keeps the names of a schema in one place. */
  readonly prefix: string;
  readonly sequence: string;
  readonly integer: string;
  readonly time: string;
  readonly json: string;
  /** Whether the database keeps values of columns to plan its queries. */
  readonly isSampled: boolean;
  /** How a computed column is kept. */
  readonly computed: 'VIRTUAL' | 'STORED';
  readonly attemptsEnd: string;
  readonly contactsEnd: string;
}

/** How a start makes the tables ready. */
export interface Preparation {
  readonly steps?: readonly Step[];
  readonly encryption?: StoreEncryption;
}

/** What leads from the tables of a store to those of this release. */
export interface Migration {
  readonly sql: readonly string[];
  /** The tables afterwards. */
  readonly reached: TablesVersion;
  readonly onlyWithoutKeys: boolean;
}

/** Throws a StoreSchemaError when this release cannot use the tables. */
export function migrationFrom(
  found: TablesVersion,
  dialect: TableDialect,
  steps: readonly Step[] = STEPS,
): Migration {
  requireKnown(found.version, steps);
  const missing = steps.slice(found.steps);
  return {
    sql: missing.map(({ kind, sql }, index) =>
      kind === 'expand' ? `${sql(dialect)}; ${record(dialect, found.steps + index + 1)}` : sql(dialect),
    ),
    reached: {
      version: Math.max(found.version, versionOf(steps)),
      steps: Math.max(found.steps, steps.length),
    },
    onlyWithoutKeys: found.steps > 0 && missing.some(({ onlyWithoutKeys }) => onlyWithoutKeys),
  };
}

/** Throws a StoreSchemaError where a newer release took something away. */
export function requireKnown(version: number, steps: readonly Step[] = STEPS): void {
  if (!isTooNew(version, steps)) return;
  throw new StoreSchemaError(
    `a newer version of this service made its tables (${version}, this one has ${versionOf(steps)})`,
  );
}

/** A newer release took something away that this one needs. */
export function isTooNew(version: number, steps: readonly Step[] = STEPS): boolean {
  return version > steps.length;
}

export const KEYS_WITHOUT_ACCOUNTS =
  'it holds keys of a version that did not say to which account they belong, and that would be forgotten: let that version run without new keys for 24 hours, or use another store';

/** The number of the last step that contracts. */
function versionOf(steps: readonly Step[]): number {
  return steps.findLastIndex(({ kind }) => kind === 'contract') + 1;
}

function record({ steps }: TableDialect, step: number): string {
  return `CREATE TABLE IF NOT EXISTS ${steps} (step integer PRIMARY KEY);
    INSERT INTO ${steps} (step) VALUES (${step}) ON CONFLICT DO NOTHING`;
}

/** Never changed once released. */
export const STEPS: readonly Step[] = [
  { kind: 'contract', sql: makeTables },
  { kind: 'contract', sql: indexUndecided },
  { kind: 'contract', sql: nameAccounts, onlyWithoutKeys: true },
  { kind: 'expand', sql: makeLeases },
  { kind: 'expand', sql: prepareEncryption },
  { kind: 'expand', sql: addAdopters },
  { kind: 'expand', sql: nameOperations },
  { kind: 'expand', sql: makeCallerRates },
  { kind: 'expand', sql: sampleNothing },
];

function makeTables({ attempts, contacts, prefix, ...types }: TableDialect): string {
  return `
    CREATE TABLE ${attempts} (
      seq ${types.sequence},
      id TEXT NOT NULL UNIQUE,
      lookup_id TEXT NOT NULL,
      provider TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('PENDING', 'SENDING', 'UNKNOWN', 'SUCCEEDED', 'REJECTED', 'NOT_APPLIED')),
      epoch ${types.integer} NOT NULL,
      owner TEXT,
      lease_until ${types.time},
      evidence ${types.json},
      answer ${types.json},
      started_at ${types.time} NOT NULL,
      updated_at ${types.time} NOT NULL,
      due_at ${types.time},
      checks ${types.integer} NOT NULL,
      expires_at ${types.time},
      -- From when a sweep may take it. One that somebody works on is left alone until the lease is over; a PENDING or
      -- SENDING one that was let go without a time would be looked at by nobody, so it may be taken at once.
      sweep_at ${types.time} GENERATED ALWAYS AS (
        CASE WHEN state IN ('PENDING', 'SENDING') THEN coalesce(lease_until, due_at, 0)
        WHEN lease_until > due_at THEN lease_until ELSE due_at END
      ) ${types.computed}
    ) ${types.attemptsEnd};
    CREATE INDEX ${prefix}attempts_by_lookup ON ${attempts} (lookup_id, seq);
    CREATE INDEX ${prefix}attempts_by_sweep ON ${attempts} (sweep_at) WHERE sweep_at IS NOT NULL;
    CREATE INDEX ${prefix}attempts_by_expiry ON ${attempts} (expires_at) WHERE expires_at IS NOT NULL;

    -- Ids are a provider's own: two providers may both have a contact 17.
    CREATE TABLE ${contacts} (
      provider TEXT NOT NULL,
      contact_id TEXT NOT NULL,
      attempt_id TEXT NOT NULL REFERENCES ${attempts} (id) ON DELETE CASCADE,
      PRIMARY KEY (provider, contact_id)
    ) ${types.contactsEnd};
    CREATE INDEX ${contacts}_by_attempt ON ${contacts} (attempt_id);`;
}

function indexUndecided({ attempts, prefix }: TableDialect): string {
  return `CREATE INDEX ${prefix}attempts_by_customer ON ${attempts} (provider, customer_id)
    WHERE state IN ('SENDING', 'UNKNOWN');`;
}

/**
 * An attempt belongs to an account of a provider. The attempts of before do not say to which, and no key
 * would find them any more.
 */
function nameAccounts({ attempts, contacts }: TableDialect): string {
  return `ALTER TABLE ${attempts} RENAME COLUMN provider TO account;
    ALTER TABLE ${contacts} RENAME COLUMN provider TO account;`;
}

/** Of keys without an owner: the caller that may use them. */
function addAdopters({ attempts }: TableDialect): string {
  return `ALTER TABLE ${attempts} ADD COLUMN adopted_by TEXT`;
}

function makeLeases({ leases, time, contactsEnd }: TableDialect): string {
  return `CREATE TABLE ${leases} (
      name TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      until ${time} NOT NULL
    ) ${contactsEnd}`;
}

/** Null is an add: releases before this step know nothing else. */
function nameOperations({ attempts }: TableDialect): string {
  return `ALTER TABLE ${attempts} ADD COLUMN operation TEXT`;
}

/**
 * With the columns that rate-limiter-flexible expects. Unlogged: a row holds for a second. Releases before
 * this step make the table by themselves where it is missing, under the same lock.
 */
function makeCallerRates({ callerRates }: TableDialect): string {
  if (callerRates === undefined) return '';
  return `SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph ${callerRates}', 0));
    CREATE UNLOGGED TABLE IF NOT EXISTS ${callerRates} (
      key varchar(255) PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    ) WITH (fillfactor = 50)`;
}

/**
 * ANALYZE copies values into the database's statistics, where they outlive their rows. No plan needs them.
 * Naming a column's type again drops the copies that are there; the rows stay as they are.
 */
function sampleNothing({ isSampled, attempts, contacts, leases, callerRates, limits }: TableDialect): string {
  if (!isSampled) return '';
  const tables = [attempts, contacts, leases, callerRates, limits].map((table) => `to_regclass('${table}')`);
  return `DO $$
    DECLARE it record;
    BEGIN
      FOR it IN
        SELECT attrelid::regclass AS named, attname, format_type(atttypid, atttypmod) AS type
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE pg_has_role(relowner, 'USAGE') AND attrelid IN (${tables.join(', ')}) AND atttypid IN ('text'::regtype, 'varchar'::regtype)
          AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('state', 'operation')
      LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I TYPE %s, ALTER COLUMN %I SET STATISTICS 0',
          it.named, it.attname, it.type, it.attname);
      END LOOP;
    END $$`;
}

/** Its table is empty until `STORE_KEYS` is set. */
function prepareEncryption({ attempts, keys, contactsEnd }: TableDialect): string {
  return `ALTER TABLE ${attempts} ADD COLUMN encrypted_customer TEXT;
    CREATE TABLE ${keys} (id TEXT NOT NULL PRIMARY KEY, wrapped TEXT NOT NULL) ${contactsEnd};`;
}

/**
 * Makes the tables ready for encrypted rows, once a process has that setting. No step, because each store
 * takes it when its operator says so; but it contracts like one: the statements of a release that knows no
 * encryption fail from then on, because they would take a customer's digest for another customer.
 */
export function beginEncryption({ attempts, contacts, leases, keys }: TableDialect): string {
  const { clear, encrypted } = FORM_COLUMNS;
  return `ALTER TABLE ${attempts} RENAME COLUMN ${clear.customer} TO ${encrypted.customer};
    ALTER TABLE ${contacts} RENAME COLUMN ${clear.contact} TO ${encrypted.contact};
    ALTER TABLE ${leases} RENAME COLUMN ${clear.lease} TO ${encrypted.lease};
    INSERT INTO ${keys} (id, wrapped) VALUES ('${ENCRYPTED.id}', '${ENCRYPTED.wrapped}');`;
}

/** A release that does not know this step must not open a store whose rows are encrypted. */
export const ENCRYPTION_VERSION = STEPS.findIndex(({ sql }) => sql === prepareEncryption) + 1;
