import { resolve } from 'node:path';
import { GroupCommit } from './group-commit.js';
import { openDatabase, touch } from './sqlite-schema.js';
import { columnsOf, reasonOf, restored, wholeMs } from './stored.js';
const COLUMNS = `
  id, lookup_id AS lookupId, account, customer_id AS customerId, fingerprint, state, epoch, owner,
  lease_until AS leaseUntil, evidence, answer, started_at AS startedAt, updated_at AS updatedAt, due_at AS dueAt,
  checks, expires_at AS expiresAt`;
const CLAIM = `
  INSERT INTO attempts (id, lookup_id, account, customer_id, fingerprint, state, epoch, owner, lease_until,
    started_at, updated_at, checks)
  VALUES (:id, :lookupId, :account, :customerId, :fingerprint, 'PENDING', 1, :owner, :now + :leaseMs, :now, :now, 0)
  ON CONFLICT (id) DO NOTHING
  RETURNING ${COLUMNS}`;
const GET = `SELECT ${COLUMNS} FROM attempts WHERE id = :id`;
const FIND = `SELECT ${COLUMNS} FROM attempts WHERE lookup_id = :lookupId ORDER BY seq DESC LIMIT 1`;
const CHANGE = `
  UPDATE attempts SET
    epoch = epoch + 1,
    updated_at = :now,
    state = coalesce(:state, state),
    checks = coalesce(:checks, checks),
    customer_id = coalesce(:customerId, customer_id),
    owner = iif(:setsLease, :owner, owner),
    lease_until = iif(:setsLease, :now + :leaseMs, lease_until),
    evidence = iif(:setsEvidence, :evidence, evidence),
    answer = iif(:setsAnswer, :answer, answer),
    due_at = iif(:setsDue, :now + :dueInMs, due_at),
    expires_at = iif(:setsExpires, :now + :expiresInMs, expires_at)
  WHERE id = :id AND epoch = :epoch
  RETURNING ${COLUMNS}`;
const CLAIM_CONTACT = `
  INSERT INTO created_contacts (account, contact_id, attempt_id)
  SELECT account, :contactId, id FROM attempts WHERE id = :attemptId
  ON CONFLICT (account, contact_id) DO UPDATE SET attempt_id = attempt_id WHERE attempt_id = excluded.attempt_id
  RETURNING 1`;
const HOLDERS = `
  SELECT contact_id AS contactId, attempt_id AS attemptId FROM created_contacts
  WHERE account = (SELECT account FROM attempts WHERE id = :attemptId)
    AND contact_id IN (SELECT value FROM json_each(:contactIds))`;
const UNDECIDED = `
  SELECT ${COLUMNS} FROM attempts
  WHERE account = :account AND customer_id = :customerId AND state IN ('SENDING', 'UNKNOWN')
  ORDER BY seq`;
const TAKE_DUE = `
  UPDATE attempts SET owner = :owner, lease_until = :now + :leaseMs, epoch = epoch + 1, updated_at = :now
  WHERE seq IN (
    SELECT seq FROM attempts WHERE sweep_at <= :now ORDER BY sweep_at LIMIT :limit
  )
  RETURNING ${COLUMNS}`;
const PURGE = `
  DELETE FROM attempts WHERE seq IN (
    SELECT seq FROM attempts
    WHERE expires_at <= :now AND state IN ('SUCCEEDED', 'REJECTED', 'NOT_APPLIED') AND NOT (
      state = 'SUCCEEDED' AND EXISTS (
        SELECT 1 FROM attempts AS other
        WHERE other.account = attempts.account AND other.customer_id = attempts.customer_id
          AND other.state IN ('SENDING', 'UNKNOWN')
      )
    )
    LIMIT :limit
  )`;
const PURGED_AT_ONCE = 500;
export class SqliteStore {
    #database;
    #now;
    #commits;
    #claim;
    #get;
    #find;
    #change;
    #claimContact;
    #holders;
    #undecided;
    #takeDue;
    #purge;
    constructor(path, now = Date.now) {
        this.#now = now;
        try {
            this.#database = openDatabase(resolve(path));
        }
        catch (error) {
            throw new Error(`The store ${path} cannot be used: ${reasonOf(error)}`, { cause: error });
        }
        this.#commits = new GroupCommit(this.#database, now);
        this.#claim = this.#database.prepare(CLAIM);
        this.#get = this.#database.prepare(GET);
        this.#find = this.#database.prepare(FIND);
        this.#change = this.#database.prepare(CHANGE);
        this.#claimContact = this.#database.prepare(CLAIM_CONTACT);
        this.#holders = this.#database.prepare(HOLDERS);
        this.#undecided = this.#database.prepare(UNDECIDED);
        this.#takeDue = this.#database.prepare(TAKE_DUE);
        this.#purge = this.#database.prepare(PURGE);
    }
    async claim(attempt) {
        const values = { ...attempt, leaseMs: wholeMs(attempt.leaseMs) };
        return this.#commits.write((now) => {
            const made = this.#claim.get({ ...values, now });
            return { claimed: made !== undefined, attempt: attemptOf(made ?? this.#get.get({ id: attempt.id })) };
        }, 'PROCESS');
    }
    async get(id) {
        const row = this.#get.get({ id });
        return row && attemptOf(row);
    }
    async find(lookupId) {
        const row = this.#find.get({ lookupId });
        return row && attemptOf(row);
    }
    async change(id, epoch, change) {
        const columns = columnsOf(change);
        const { contactId } = change;
        const row = await this.#commits.write((now) => {
            const changed = this.#change.get({ id, epoch, now, ...columns });
            if (changed && contactId !== undefined)
                this.#claimContact.get({ attemptId: id, contactId });
            return changed;
        });
        return row && attemptOf(row);
    }
    async claimContact(attemptId, contactId) {
        return this.#commits.write(() => this.#claimContact.get({ attemptId, contactId }) !== undefined);
    }
    async holders(attemptId, contactIds) {
        const rows = this.#holders.all({ attemptId, contactIds: JSON.stringify(contactIds) });
        return new Map(rows.map((row) => [String(row.contactId), String(row.attemptId)]));
    }
    async undecided(account, customerId) {
        return this.#undecided.all({ account, customerId }).map(attemptOf);
    }
    async takeDue(owner, leaseMs, limit) {
        const values = { owner, leaseMs: wholeMs(leaseMs), limit: Math.max(0, limit) };
        const rows = await this.#commits.write((now) => this.#takeDue.all({ ...values, now }));
        return rows.map(attemptOf);
    }
    async isLeased({ leaseUntil }) {
        return leaseUntil !== null && leaseUntil > this.#now();
    }
    async purge() {
        let purged = 0;
        for (;;) {
            const { changes } = await this.#commits.write((now) => this.#purge.run({ now, limit: PURGED_AT_ONCE }));
            purged += Number(changes);
            if (changes < PURGED_AT_ONCE)
                return purged;
        }
    }
    async check() {
        touch(this.#database);
    }
    async close() {
        if (!this.#database.isOpen)
            return;
        this.#commits.flush();
        this.#database.close();
    }
}
function attemptOf(row) {
    return restored(row);
}
