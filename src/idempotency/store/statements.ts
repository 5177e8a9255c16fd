/**
 * The operations on attempts as SQL, written once for SQLite and PostgreSQL, and for both row forms: plain
 * text and encrypted. The two forms use different column names, so that a statement for one fails on rows of
 * the other.
 */
import type { Attempt, Unsettled } from './store.js';
import { ENCRYPTED, type StoredKey } from './store-keys.js';

/** Differences between the SQL dialects. */
export interface SqlDialect {
  readonly attempts: string;
  /** Contacts recorded for the attempts that created them. */
  readonly contacts: string;
  readonly keys: string;
  readonly leases: string;
  /** Milliseconds since 1970, constant within a statement. */
  readonly now: string;
  /** The texts in a JSON array, as rows. */
  readonly texts: (json: string) => string;
  /** The syntax of the nth parameter. */
  readonly parameter: (number: number) => string;
  /** Whether writes run concurrently: rows are then locked, and one statement may write to two tables. */
  readonly isConcurrent: boolean;
}

export interface Statement<Row = unknown> {
  readonly text: string;
  /** The parameters' names, in order. */
  readonly names: readonly string[];
  /** The type of its rows, for the compiler only. */
  readonly row?: Row;
}

/** Parameter values by name. */
export type Values = Readonly<Record<string, string | number | null>>;

/**
 * An attempt as stored. JSON stays `JSON.stringify` text, which represents every JSON value: NUL and lone
 * surrogates as escapes, `__proto__` as an ordinary key.
 */
export type AttemptRow = Omit<Attempt, 'evidence' | 'answer'> & {
  readonly evidence: string | null;
  readonly answer: string | null;
  /** The customer's id, encrypted, if `customerId` is its digest; undefined in plain-text tables. */
  readonly encryptedCustomer?: string | null;
};

/** Distinguishes an id's digest from a plain id. */
export const DIGEST_MARK = 'hmac:';

export type RowForm = 'clear' | 'encrypted';

/** SQL for each value that a change can set. Durations count from now. */
const SETTABLE = {
  state: 'state = :state',
  checks: 'checks = :checks',
  customerId: 'CUSTOMER = :customerId',
  encryptedCustomer: 'encrypted_customer = :encryptedCustomer',
  owner: 'owner = :owner',
  leaseMs: 'lease_until = NOW + :leaseMs',
  evidence: 'evidence = :evidence',
  answer: 'answer = :answer',
  dueInMs: 'due_at = NOW + :dueInMs',
  expiresInMs: 'expires_at = NOW + :expiresInMs',
} as const;

/** A record from before encryption, which no digest matches. No new ones are made. */
const UNLESS_NOTED_IN_CLEAR = `AND NOT EXISTS (
      SELECT 1 FROM CONTACTS AS earlier WHERE earlier.account = attempt.account
        AND earlier.CONTACT = :contactInClear AND earlier.attempt_id <> attempt.id)`;

/** A lease from before encryption. */
const NOT_LEASED_IN_CLEAR =
  'NOT EXISTS (SELECT 1 FROM LEASES AS earlier WHERE earlier.LEASE = :nameInClear AND earlier.until > NOW)';

/** A digest cannot be compared with a plain id: they may belong to one customer. */
const SAME_CUSTOMER = `(other.CUSTOMER = attempt.CUSTOMER
              OR (other.encrypted_customer IS NULL) <> (attempt.encrypted_customer IS NULL))`;

/** Absent values leave their columns unchanged. */
export type ChangeValues = { readonly [Name in keyof typeof SETTABLE]?: string | number | null };

const COLUMNS = `id, lookup_id AS "lookupId", account, CUSTOMER AS "customerId", coalesce(operation, 'ADD') AS operation,
  fingerprint, state, epoch, owner,
  lease_until AS "leaseUntil", evidence, answer, started_at AS "startedAt", updated_at AS "updatedAt",
  due_at AS "dueAt", checks, expires_at AS "expiresAt"`;

/** Columns whose content differs between the forms. */
export const FORM_COLUMNS = {
  clear: { customer: 'customer_id', contact: 'contact_id', lease: 'name' },
  encrypted: { customer: 'customer', contact: 'contact', lease: 'lease' },
} as const;

export type Statements = ReturnType<typeof statementsFor>;

export type StatementsByForm = Readonly<Record<RowForm, Statements>>;

export function statementsByForm(dialect: SqlDialect): StatementsByForm {
  return { clear: statementsFor(dialect, 'clear'), encrypted: statementsFor(dialect, 'encrypted') };
}

function statementsFor(dialect: SqlDialect, form: RowForm) {
  const { isConcurrent } = dialect;
  const isEncrypted = form === 'encrypted';
  const { customer, contact, lease } = FORM_COLUMNS[form];
  const WORDS: Readonly<Record<string, string>> = {
    ATTEMPTS: dialect.attempts,
    CONTACTS: dialect.contacts,
    KEYS: dialect.keys,
    LEASES: dialect.leases,
    LEASE: lease,
    CUSTOMER: customer,
    CONTACT: contact,
    COLUMNS: `${COLUMNS.replace('CUSTOMER', customer)}${isEncrypted ? ', encrypted_customer AS "encryptedCustomer"' : ''}`,
    NOW: dialect.now,
    // Skips rows that another sweep or purge has locked.
    LOCKED: isConcurrent ? 'FOR UPDATE SKIP LOCKED' : '',
  };

  /** A key that encrypts rows must be in the key table, so that a process without it fails at startup. */
  const IF_KEY_IS_IN_USE = isEncrypted ? 'AND EXISTS (SELECT 1 FROM KEYS WHERE id = :key)' : '';

  /** `:name` becomes a parameter; `::type` is a cast. */
  function statement<Row>(sql: string): Statement<Row> {
    const names: string[] = [];
    const text = sql
      .replace(/\b[A-Z]+\b/g, (word) => WORDS[word] ?? word)
      .replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
        if (!names.includes(name)) names.push(name);
        return dialect.parameter(names.indexOf(name) + 1);
      });
    return { text, names };
  }

  /**
   * Returns a row unless the contact is recorded for another attempt, or the attempt no longer exists. The
   * no-op update distinguishes "already ours" from "another's", which returns no row.
   */
  const note = (attempt: string, lock = '') => `
    INSERT INTO CONTACTS (account, CONTACT, attempt_id)
    SELECT account, :contactId, id FROM ${attempt} ${isEncrypted ? UNLESS_NOTED_IN_CLEAR : ''} ${lock}
    ON CONFLICT (account, CONTACT) DO UPDATE SET attempt_id = CONTACTS.attempt_id
      WHERE CONTACTS.attempt_id = excluded.attempt_id
    RETURNING CONTACT`;

  /** One statement, or two, the second for the row that the first returns. */
  function change(
    names: readonly string[],
    notes: boolean,
  ): readonly [Statement<AttemptRow>, ...Statement[]] {
    const sets = names.map((name) => SETTABLE[name as keyof ChangeValues]);
    const update = `UPDATE ATTEMPTS SET ${['epoch = epoch + 1', 'updated_at = NOW', ...sets].join(', ')}
      WHERE id = :id AND epoch = :epoch ${IF_KEY_IS_IN_USE} RETURNING`;
    if (!notes) return [statement(`${update} COLUMNS`)];
    if (!isConcurrent) {
      return [statement(`${update} COLUMNS`), statement(note('ATTEMPTS AS attempt WHERE id = :id'))];
    }
    const both = `WITH changed AS (${update} *), noted AS (${note('changed AS attempt WHERE true')})
      SELECT COLUMNS FROM changed`;
    return [statement(both)];
  }

  /** The same attempt may have both a digest and a plain record. */
  function rewriteNote(): readonly [Statement, ...Statement[]] {
    const drop =
      'DELETE FROM CONTACTS WHERE account = :account AND CONTACT = :contactInClear RETURNING attempt_id';
    const add = (source: string) =>
      `INSERT INTO CONTACTS (account, CONTACT, attempt_id) ${source} ON CONFLICT (account, CONTACT) DO NOTHING`;
    if (!isConcurrent) return [statement(drop), statement(add('VALUES (:account, :contactId, :attemptId)'))];
    const source = 'SELECT CAST(:account AS text), CAST(:contactId AS text), attempt_id FROM dropped';
    return [statement(`WITH dropped AS (${drop}) ${add(source)}`)];
  }

  const changes = new Map<string, ReturnType<typeof change>>();

  return {
    claim: statement<AttemptRow>(`
      INSERT INTO ATTEMPTS (id, lookup_id, account, CUSTOMER, operation, fingerprint, state, epoch, owner, lease_until,
        started_at, updated_at, checks${isEncrypted ? ', encrypted_customer' : ''})
      SELECT :id, :lookupId, :account, :customerId, nullif(:operation, 'ADD'), :fingerprint, 'PENDING', 1, :owner, NOW + :leaseMs, NOW, NOW, 0
        ${isEncrypted ? ', :encryptedCustomer' : ''}
      WHERE NOT EXISTS (SELECT 1 FROM ATTEMPTS WHERE lookup_id = :lookupId) ${IF_KEY_IS_IN_USE}
      ON CONFLICT (id) DO NOTHING
      RETURNING COLUMNS`),

    /** With concurrent writes, a claim does not see another customer's that is still in flight. */
    concurrent: isConcurrent
      ? statement<AttemptRow>(
          'SELECT COLUMNS FROM ATTEMPTS WHERE lookup_id = :lookupId AND id <> :id LIMIT 1',
        )
      : undefined,

    withdraw: statement('DELETE FROM ATTEMPTS WHERE id = :id AND epoch = 1 RETURNING seq'),

    /** Fails if a table or column of attempts is missing. */
    attempts: statement(`SELECT COLUMNS FROM ATTEMPTS
      WHERE EXISTS (SELECT account, CONTACT, attempt_id FROM CONTACTS) LIMIT 0`),

    keys: statement<StoredKey>('SELECT id, wrapped FROM KEYS ORDER BY id'),

    /** Fails if any table or column is missing. */
    tables: statement(`SELECT COLUMNS, adopted_by FROM ATTEMPTS
      WHERE EXISTS (SELECT account, CONTACT, attempt_id FROM CONTACTS)
        AND EXISTS (SELECT LEASE, owner, until FROM LEASES) AND EXISTS (SELECT id, wrapped FROM KEYS) LIMIT 0`),

    time: statement<{ readonly now: number }>('SELECT NOW AS now'),

    get: statement<AttemptRow>('SELECT COLUMNS FROM ATTEMPTS WHERE id = :id'),

    find: statement<AttemptRow>(
      'SELECT COLUMNS FROM ATTEMPTS WHERE lookup_id = :lookupId ORDER BY seq DESC LIMIT 1',
    ),

    /** The statements for a change of these values, with or without recording a contact. */
    change(names: readonly string[], notes: boolean) {
      const shape = `${names} ${notes}`;
      const known = changes.get(shape) ?? change(names, notes);
      changes.set(shape, known);
      return known;
    },

    adopt: statement(`
      UPDATE ATTEMPTS SET adopted_by = :adopter
      WHERE id = :id AND (adopted_by IS NULL OR adopted_by = :adopter)
      RETURNING id`),

    // The lock keeps a purge from deleting the attempt in between.
    claimContact: statement(note('ATTEMPTS AS attempt WHERE id = :id', isConcurrent ? 'FOR KEY SHARE' : '')),

    holders: statement<{ readonly contactId: string; readonly attemptId: string }>(`
      SELECT CONTACT AS "contactId", attempt_id AS "attemptId" FROM CONTACTS
      WHERE account = (SELECT account FROM ATTEMPTS WHERE id = :id)
        AND CONTACT IN (${dialect.texts(':contactIds')})`),

    undecided: statement<AttemptRow>(`
      SELECT COLUMNS FROM ATTEMPTS
      WHERE account = :account AND ${isEncrypted ? 'CUSTOMER IN (:customerId, :customerInClear)' : 'CUSTOMER = :customerId'}
        AND state IN ('SENDING', 'UNKNOWN') AND operation IS NULL
      ORDER BY seq`),

    // Materialized, here and below: runs once under any plan, because a limit that runs again returns other
    // rows.
    takeDue: statement<AttemptRow>(`
      WITH due AS MATERIALIZED (
        SELECT seq FROM ATTEMPTS WHERE sweep_at <= NOW ORDER BY sweep_at LIMIT :limit LOCKED
      )
      UPDATE ATTEMPTS SET owner = :owner, lease_until = NOW + :leaseMs, epoch = epoch + 1, updated_at = NOW
      WHERE seq IN (SELECT seq FROM due)
      RETURNING COLUMNS`),

    // Settled attempts have no `sweep_at`, so the index contains exactly these.
    unsettled: statement<Unsettled>(`
      SELECT state, count(*) AS attempts, NOW - min(started_at) AS "oldestMs"
      FROM (SELECT state, started_at FROM ATTEMPTS WHERE sweep_at IS NOT NULL ORDER BY sweep_at LIMIT :limit) AS open
      GROUP BY state`),

    isLeased: statement<{ readonly isLeased: boolean | number }>('SELECT :leaseUntil > NOW AS "isLeased"'),

    takeLease: statement(`
      INSERT INTO LEASES (LEASE, owner, until) SELECT :name, :owner, NOW + :ms
      WHERE ${isEncrypted ? NOT_LEASED_IN_CLEAR : 'true'}
      ON CONFLICT (LEASE) DO UPDATE SET owner = excluded.owner, until = excluded.until
        WHERE LEASES.until <= NOW
      RETURNING until`),

    releaseLease: statement(
      `DELETE FROM LEASES WHERE LEASE IN (${isEncrypted ? ':name, :nameInClear' : ':name'}) AND owner = :owner RETURNING owner`,
    ),

    purgeLeases: statement('DELETE FROM LEASES WHERE until <= NOW RETURNING owner'),

    purge: statement(`
      WITH expired AS MATERIALIZED (
        SELECT seq FROM ATTEMPTS AS attempt
        -- An unknown outcome without further checks was given up.
        WHERE expires_at <= NOW AND (state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED')
            OR (state = 'UNKNOWN' AND due_at IS NULL AND owner IS NULL))
          AND NOT (state = 'SUCCEEDED' AND EXISTS (
            SELECT 1 FROM ATTEMPTS AS other
            WHERE other.account = attempt.account AND ${isEncrypted ? SAME_CUSTOMER : 'other.CUSTOMER = attempt.CUSTOMER'}
              AND other.state IN ('SENDING', 'UNKNOWN') AND other.operation IS NULL
              AND (other.state = 'SENDING' OR other.due_at IS NOT NULL OR other.owner IS NOT NULL)
          ))
        LIMIT :limit LOCKED
      )
      DELETE FROM ATTEMPTS WHERE seq IN (SELECT seq FROM expired)
      RETURNING seq`),

    batch: statement<AttemptRow & { readonly seq: number }>(
      'SELECT COLUMNS, seq FROM ATTEMPTS WHERE seq > :after ORDER BY seq LIMIT :limit',
    ),

    /** The same values in another form: no change of the attempt. */
    rewrite: statement(`
      UPDATE ATTEMPTS SET CUSTOMER = :customerId, encrypted_customer = :encryptedCustomer, evidence = :evidence,
        answer = :answer
      WHERE id = :id AND epoch = :epoch RETURNING seq`),

    clearNotes: statement<{
      readonly account: string;
      readonly contactId: string;
      readonly attemptId: string;
    }>(`
      SELECT account, CONTACT AS "contactId", attempt_id AS "attemptId" FROM CONTACTS
      WHERE CONTACT NOT LIKE '${DIGEST_MARK}%' LIMIT :limit`),

    rewriteNote: rewriteNote(),

    useKey: statement(
      'INSERT INTO KEYS (id, wrapped) VALUES (:id, :wrapped) ON CONFLICT (id) DO NOTHING RETURNING id',
    ),

    dropKeys: statement(`DELETE FROM KEYS WHERE id NOT IN ('${ENCRYPTED.id}', :first)`),
  };
}
