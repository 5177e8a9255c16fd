const VERSION = 3;
const TABLES = `
  CREATE TABLE IF NOT EXISTS add_contact_attempts (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    lookup_id text NOT NULL,
    provider text NOT NULL,
    customer_id text NOT NULL,
    fingerprint text NOT NULL,
    state text NOT NULL
      CHECK (state IN ('PENDING', 'SENDING', 'UNKNOWN', 'SUCCEEDED', 'REJECTED', 'NOT_APPLIED')),
    epoch integer NOT NULL,
    owner text,
    lease_until bigint,
    evidence json,
    answer json,
    started_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    due_at bigint,
    checks integer NOT NULL,
    expires_at bigint,
    -- From when a sweep may take it. One that somebody works on is left alone until the lease is over; a PENDING or
    -- SENDING one that was let go without a time would be looked at by nobody, so it may be taken at once.
    sweep_at bigint GENERATED ALWAYS AS (
      CASE WHEN state IN ('PENDING', 'SENDING') THEN coalesce(lease_until, due_at, 0)
      WHEN due_at IS NOT NULL THEN greatest(due_at, lease_until) END
    ) STORED
  );
  CREATE INDEX IF NOT EXISTS add_contact_attempts_by_lookup ON add_contact_attempts (lookup_id, seq);
  CREATE INDEX IF NOT EXISTS add_contact_attempts_by_sweep ON add_contact_attempts (sweep_at)
    WHERE sweep_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS add_contact_attempts_by_expiry ON add_contact_attempts (expires_at)
    WHERE expires_at IS NOT NULL;

  -- Ids are a provider's own: two providers may both have a contact 17.
  CREATE TABLE IF NOT EXISTS add_contact_created (
    provider text NOT NULL,
    contact_id text NOT NULL,
    attempt_id text NOT NULL REFERENCES add_contact_attempts (id) ON DELETE CASCADE,
    PRIMARY KEY (provider, contact_id)
  );
  CREATE INDEX IF NOT EXISTS add_contact_created_by_attempt ON add_contact_created (attempt_id);

  -- One row: the version of these tables, and when somebody last tried to write.
  CREATE TABLE IF NOT EXISTS add_contact_store (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version integer NOT NULL,
    checked_at timestamptz NOT NULL
  );
  INSERT INTO add_contact_store (version, checked_at) VALUES (1, clock_timestamp())
    ON CONFLICT DO NOTHING;
`;
const INDEX_OF_UNDECIDED = `
  CREATE INDEX IF NOT EXISTS add_contact_attempts_by_customer ON add_contact_attempts (provider, customer_id)
    WHERE state IN ('SENDING', 'UNKNOWN');
  UPDATE add_contact_store SET version = 2;
`;
const ACCOUNTS = `
  ALTER TABLE add_contact_attempts RENAME COLUMN provider TO account;
  ALTER TABLE add_contact_created RENAME COLUMN provider TO account;
  UPDATE add_contact_store SET version = 3;
`;
const STEPS = [
    [1, INDEX_OF_UNDECIDED],
    [2, ACCOUNTS],
];
export const TOUCH = 'UPDATE add_contact_store SET checked_at = clock_timestamp()';
export async function prepare(client) {
    const { rows: settings } = await client.query('SHOW synchronous_commit');
    if (settings[0]?.synchronous_commit === 'off') {
        throw new Error('synchronous_commit is off, so that what it has confirmed can still be lost');
    }
    await client.query('BEGIN');
    try {
        await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_store', 0))`);
        const { rows } = await client.query(`SELECT to_regclass('add_contact_store') IS NOT NULL AS found`);
        if (!rows[0]?.found)
            await client.query(TABLES);
        for (const [from, step] of STEPS) {
            if ((await versionOf(client)) === from)
                await client.query(step);
        }
        const version = await versionOf(client);
        if (version !== VERSION) {
            throw new Error(`another version of this service made its tables (${version}, this one has ${VERSION})`);
        }
        await client.query('COMMIT');
    }
    catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
    }
}
async function versionOf(client) {
    const { rows } = await client.query('SELECT version FROM add_contact_store');
    return rows[0]?.version;
}
