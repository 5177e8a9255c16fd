import { DatabaseError, Pool } from 'pg';
import { prepare, TOUCH } from './postgres-schema.js';
import { columnsOf, reasonOf, restored, wholeMs } from './stored.js';
const COLUMNS = `
  id, lookup_id AS "lookupId", account, customer_id AS "customerId", fingerprint, state, epoch, owner,
  lease_until::float8 AS "leaseUntil", evidence::text AS evidence, answer::text AS answer,
  started_at::float8 AS "startedAt", updated_at::float8 AS "updatedAt", due_at::float8 AS "dueAt", checks,
  expires_at::float8 AS "expiresAt"`;
const CLOCK = 'clock AS MATERIALIZED (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now)';
const NOW = '(SELECT now FROM clock)';
const CLAIM = statement(`
  WITH ${CLOCK}
  INSERT INTO add_contact_attempts (id, lookup_id, account, customer_id, fingerprint, state, epoch, owner,
    lease_until, started_at, updated_at, checks)
  SELECT :id, :lookupId, :account, :customerId, :fingerprint, 'PENDING', 1, :owner,
    now + :leaseMs::bigint, now, now, 0
  FROM clock
  ON CONFLICT (id) DO NOTHING
  RETURNING ${COLUMNS}`);
const GET = statement(`SELECT ${COLUMNS} FROM add_contact_attempts WHERE id = :id`);
const FIND = statement(`SELECT ${COLUMNS} FROM add_contact_attempts WHERE lookup_id = :lookupId ORDER BY seq DESC LIMIT 1`);
const CHANGE = statement(`
  WITH ${CLOCK}, changed AS (
  UPDATE add_contact_attempts SET
    epoch = epoch + 1,
    updated_at = ${NOW},
    state = coalesce(:state, state),
    checks = coalesce(:checks::integer, checks),
    customer_id = coalesce(:customerId, customer_id),
    owner = CASE :setsLease::integer WHEN 1 THEN :owner ELSE owner END,
    lease_until = CASE :setsLease::integer WHEN 1 THEN ${NOW} + :leaseMs::bigint ELSE lease_until END,
    evidence = CASE :setsEvidence::integer WHEN 1 THEN :evidence::json ELSE evidence END,
    answer = CASE :setsAnswer::integer WHEN 1 THEN :answer::json ELSE answer END,
    due_at = CASE :setsDue::integer WHEN 1 THEN ${NOW} + :dueInMs::bigint ELSE due_at END,
    expires_at = CASE :setsExpires::integer WHEN 1 THEN ${NOW} + :expiresInMs::bigint ELSE expires_at END
  WHERE id = :id AND epoch = :epoch::integer
  RETURNING *
  ), noted AS (
    INSERT INTO add_contact_created (account, contact_id, attempt_id)
    SELECT account, :contactId, id FROM changed WHERE :contactId::text IS NOT NULL
    ON CONFLICT (account, contact_id) DO NOTHING
  )
  SELECT ${COLUMNS} FROM changed`);
const CLAIM_CONTACT = statement(`
  INSERT INTO add_contact_created (account, contact_id, attempt_id)
  SELECT account, :contactId, id FROM add_contact_attempts WHERE id = :attemptId FOR KEY SHARE
  ON CONFLICT (account, contact_id) DO UPDATE SET attempt_id = add_contact_created.attempt_id
    WHERE add_contact_created.attempt_id = excluded.attempt_id
  RETURNING 1`);
const HOLDERS = statement(`
  SELECT contact_id AS "contactId", attempt_id AS "attemptId" FROM add_contact_created
  WHERE account = (SELECT account FROM add_contact_attempts WHERE id = :attemptId)
    AND contact_id IN (SELECT json_array_elements_text(:contactIds::json))`);
const UNDECIDED = statement(`
  SELECT ${COLUMNS} FROM add_contact_attempts
  WHERE account = :account AND customer_id = :customerId AND state IN ('SENDING', 'UNKNOWN')
  ORDER BY seq`);
const TAKE_DUE = statement(`
  WITH ${CLOCK}, due AS MATERIALIZED (
    SELECT seq FROM add_contact_attempts
    WHERE sweep_at <= ${NOW}
    ORDER BY sweep_at
    LIMIT :limit::integer
    FOR UPDATE SKIP LOCKED
  )
  UPDATE add_contact_attempts SET
    owner = :owner, lease_until = ${NOW} + :leaseMs::bigint, epoch = epoch + 1, updated_at = ${NOW}
  WHERE seq IN (SELECT seq FROM due)
  RETURNING ${COLUMNS}`);
const IS_LEASED = statement(`WITH ${CLOCK} SELECT :leaseUntil::bigint > now AS leased FROM clock`);
const PURGE = statement(`
  WITH ${CLOCK}, expired AS MATERIALIZED (
    SELECT seq FROM add_contact_attempts AS attempt
    WHERE expires_at <= ${NOW} AND state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED') AND NOT (
      state = 'SUCCEEDED' AND EXISTS (
        SELECT 1 FROM add_contact_attempts AS other
        WHERE other.account = attempt.account AND other.customer_id = attempt.customer_id
          AND other.state IN ('SENDING', 'UNKNOWN')
      )
    )
    LIMIT :limit::integer
    FOR UPDATE SKIP LOCKED
  )
  DELETE FROM add_contact_attempts WHERE seq IN (SELECT seq FROM expired)`);
const PURGED_AT_ONCE = 1000;
const CONNECT_MS = 5000;
const STATEMENT_MS = 5000;
const ANSWER_MS = 6000;
export class PostgresStore {
    #pool;
    #closed;
    constructor(pool) {
        this.#pool = pool;
    }
    static async open(url) {
        const pool = new Pool({
            application_name: 'contacts-subgraph',
            connectionTimeoutMillis: CONNECT_MS,
            statement_timeout: STATEMENT_MS,
            query_timeout: ANSWER_MS,
            keepAlive: true,
            connectionString: url,
        });
        pool.on('error', () => undefined);
        try {
            const client = await pool.connect();
            try {
                await prepare(client);
                await client.query(TOUCH);
            }
            finally {
                client.release(true);
            }
        }
        catch (error) {
            await pool.end();
            throw new Error(`The store in PostgreSQL cannot be used: ${reasonOf(error)}`, { cause: error });
        }
        return new PostgresStore(pool);
    }
    async claim(attempt) {
        const values = { ...attempt, leaseMs: wholeMs(attempt.leaseMs) };
        for (;;) {
            const [made] = await this.#attempts(CLAIM, values);
            if (made)
                return { claimed: true, attempt: made };
            const present = await this.get(attempt.id);
            if (present)
                return { claimed: false, attempt: present };
        }
    }
    async get(id) {
        return (await this.#attempts(GET, { id }))[0];
    }
    async find(lookupId) {
        return (await this.#attempts(FIND, { lookupId }))[0];
    }
    async change(id, epoch, change) {
        const { contactId = null } = change;
        return (await this.#attempts(CHANGE, { id, epoch, contactId, ...columnsOf(change) }))[0];
    }
    async claimContact(attemptId, contactId) {
        return (await this.#run(CLAIM_CONTACT, { attemptId, contactId })).rows.length > 0;
    }
    async holders(attemptId, contactIds) {
        const values = { attemptId, contactIds: JSON.stringify(contactIds) };
        const { rows } = await this.#run(HOLDERS, values);
        return new Map(rows.map((row) => [row.contactId, row.attemptId]));
    }
    async undecided(account, customerId) {
        return this.#attempts(UNDECIDED, { account, customerId });
    }
    async takeDue(owner, leaseMs, limit) {
        return this.#attempts(TAKE_DUE, { owner, leaseMs: wholeMs(leaseMs), limit: Math.max(0, limit) });
    }
    async isLeased({ leaseUntil }) {
        if (leaseUntil === null)
            return false;
        return (await this.#run(IS_LEASED, { leaseUntil })).rows[0]?.leased === true;
    }
    async purge() {
        let purged = 0;
        for (;;) {
            const { rowCount } = await this.#run(PURGE, { limit: PURGED_AT_ONCE });
            purged += rowCount ?? 0;
            if ((rowCount ?? 0) < PURGED_AT_ONCE)
                return purged;
        }
    }
    async check() {
        await this.#pool.query(TOUCH);
    }
    close() {
        this.#closed ??= this.#pool.end();
        return this.#closed;
    }
    async #attempts(sql, values) {
        return (await this.#run(sql, values)).rows.map(restored);
    }
    async #run({ text, names }, values) {
        const parameters = names.map((name) => values[name]);
        for (let tries = 1;; tries += 1) {
            try {
                return await this.#pool.query(text, parameters);
            }
            catch (error) {
                if (tries === MOST_TRIES || !isConflict(error))
                    throw error;
            }
        }
    }
}
const MOST_TRIES = 5;
function isConflict(error) {
    return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}
function statement(sql) {
    const names = [];
    const text = sql.replace(/(?<!:):([a-z]\w*)/gi, (_, name) => {
        if (!names.includes(name))
            names.push(name);
        return `$${names.indexOf(name) + 1}`;
    });
    return { text, names };
}
