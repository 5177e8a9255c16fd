/**
 * The tables of both databases, and the steps from each version of them to the next.
 *
 * The version is where every release has looked for it (`user_version` of an SQLite file, `add_contact_store`
 * in PostgreSQL), so that releases before and after this one can share a store, and a role without the right
 * to make tables can open it.
 */

/** A change to the tables makes it one higher and adds the step that leads there. */
export const VERSION = 3;

export interface TableDialect {
  readonly attempts: string;
  readonly contacts: string;
  /** In front of an index's name: PostgreSQL keeps the names of a schema in one place. */
  readonly prefix: string;
  readonly sequence: string;
  readonly integer: string;
  readonly time: string;
  readonly json: string;
  /** How a computed column is kept. */
  readonly computed: 'VIRTUAL' | 'STORED';
  readonly attemptsEnd: string;
  readonly contactsEnd: string;
}

/** The statements that lead from a version, 0 where there are no tables, to the present one. */
export function migrationsFrom(version: number, dialect: TableDialect): readonly string[] {
  return STEPS.slice(version).map((step) => step(dialect));
}

const STEPS: readonly ((dialect: TableDialect) => string)[] = [makeTables, indexUndecided, nameAccounts];

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
 * An attempt belongs to an account of a provider. The attempts of before do not say to which account, and no
 * key finds them any more.
 */
function nameAccounts({ attempts, contacts }: TableDialect): string {
  return `ALTER TABLE ${attempts} RENAME COLUMN provider TO account;
    ALTER TABLE ${contacts} RENAME COLUMN provider TO account;`;
}
