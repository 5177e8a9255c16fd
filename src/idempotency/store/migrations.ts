/**
 * The tables of both databases, and the migration steps.
 *
 * During a rollout, two releases share a store, so a change takes two steps in two releases. The first
 * expands: it adds what the earlier release does not know and tolerates, such as a nullable column. The
 * second contracts: it removes what only older releases need, so that their statements fail. Only a
 * contracting step raises the version.
 *
 * The version stays where every release has looked for it (`user_version` of an SQLite file,
 * `add_contact_store` in PostgreSQL). A release does not use tables with a version beyond its own steps.
 */
import type { StoreEncryption } from '../../config/store-keys.js';
import { FORM_COLUMNS } from './statements.js';
import { StoreSchemaError } from './store.js';
import { ENCRYPTED } from './store-keys.js';

/** A store's table version; both are 0 in an empty database. */
export interface TablesVersion {
  /** The last contracting step. */
  readonly version: number;
  /** Steps taken, including expansions. A newer release may have taken more than this one knows. */
  readonly steps: number;
}

export interface Step {
  readonly kind: 'expand' | 'contract';
  readonly sql: (dialect: TableDialect) => string;
  /** Existing keys would be lost. */
  readonly onlyWithoutKeys?: true;
}

export interface TableDialect {
  readonly attempts: string;
  readonly contacts: string;
  /** Keys that encrypt rows. */
  readonly keys: string;
  readonly leases: string;
  /** Callers' request counts; absent if replicas do not share the database. */
  readonly callerRates?: string;
  /** Vendor limits. */
  readonly limits?: string;
  /** Expanding steps. Created by the first of them. */
  readonly steps: string;
  /** Prefix of index names: in PostgreSQL, all names in a schema share one namespace. */
  readonly prefix: string;
  readonly sequence: string;
  readonly integer: string;
  readonly time: string;
  readonly json: string;
  /** Whether the database samples column values for query plans. */
  readonly isSampled: boolean;
  /** How a generated column is stored. */
  readonly computed: 'VIRTUAL' | 'STORED';
  readonly attemptsEnd: string;
  readonly contactsEnd: string;
}

/** How to prepare the tables at startup. */
export interface Preparation {
  readonly steps?: readonly Step[];
  readonly encryption?: StoreEncryption;
}

/** Leads from a store's tables to this release's. */
export interface Migration {
  readonly sql: readonly string[];
  /** The tables afterwards. */
  readonly reached: TablesVersion;
  readonly onlyWithoutKeys: boolean;
}

/** Throws a StoreSchemaError if this release cannot use the tables. */
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

/** Throws a StoreSchemaError if a newer release removed something. */
export function requireKnown(version: number, steps: readonly Step[] = STEPS): void {
  if (!isTooNew(version, steps)) return;
  throw new StoreSchemaError(
    `a newer version of this service created its tables (${version}, this one has ${versionOf(steps)})`,
  );
}

/** Whether a newer release removed something that this one needs. */
export function isTooNew(version: number, steps: readonly Step[] = STEPS): boolean {
  return version > steps.length;
}

export const KEYS_WITHOUT_ACCOUNTS =
  'it has keys of a version that did not record their accounts, and they would be lost: run that version without new keys for 24 hours, or use another store';

/** The number of the last contracting step. */
function versionOf(steps: readonly Step[]): number {
  return steps.findLastIndex(({ kind }) => kind === 'contract') + 1;
}

function record({ steps }: TableDialect, step: number): string {
  return `CREATE TABLE IF NOT EXISTS ${steps} (step integer PRIMARY KEY);
    INSERT INTO ${steps} (step) VALUES (${step}) ON CONFLICT DO NOTHING`;
}

/** Never change a released step. */
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
 * An attempt belongs to a provider's account. Earlier attempts do not record which, and no key would find
 * them.
 */
function nameAccounts({ attempts, contacts }: TableDialect): string {
  return `ALTER TABLE ${attempts} RENAME COLUMN provider TO account;
    ALTER TABLE ${contacts} RENAME COLUMN provider TO account;`;
}

/** For ownerless keys: the caller that may use them. */
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

/** Null means an add, the only operation that earlier releases know. */
function nameOperations({ attempts }: TableDialect): string {
  return `ALTER TABLE ${attempts} ADD COLUMN operation TEXT`;
}

/**
 * Has the columns that rate-limiter-flexible expects. Unlogged: a row is valid for a second. Earlier releases
 * create a missing table themselves, under the same lock.
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
 * Restating a column's type drops the existing copies; the rows do not change.
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
 * Prepares the tables for encrypted rows, once a process has that setting. Not a step, because each store
 * takes it when its operator decides; but it contracts like one: statements of releases without encryption
 * fail from then on, because they would mistake a customer's digest for another customer.
 */
export function beginEncryption({ attempts, contacts, leases, keys }: TableDialect): string {
  const { clear, encrypted } = FORM_COLUMNS;
  return `ALTER TABLE ${attempts} RENAME COLUMN ${clear.customer} TO ${encrypted.customer};
    ALTER TABLE ${contacts} RENAME COLUMN ${clear.contact} TO ${encrypted.contact};
    ALTER TABLE ${leases} RENAME COLUMN ${clear.lease} TO ${encrypted.lease};
    INSERT INTO ${keys} (id, wrapped) VALUES ('${ENCRYPTED.id}', '${ENCRYPTED.wrapped}');`;
}

/** A release without this step must not open a store whose rows are encrypted. */
export const ENCRYPTION_VERSION = STEPS.findIndex(({ sql }) => sql === prepareEncryption) + 1;
