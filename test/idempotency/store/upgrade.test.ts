/** Stores that an earlier release made: it kept SQL for each database, and both at version 3. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres } from '../../support/postgres.js';
import { postgresPlace } from '../../support/postgres-of-run.js';
import { newAttempt } from './suite.js';

const TESTDATA = 'test/idempotency/store/testdata';
const PATIENT_MS = 120_000;

/** Columns that this release adds, and that earlier ones never read. */
const ADDED = ['encrypted_customer', 'adopted_by', 'operation'];

/** What that release returned for its attempts, except for the times, which differ between the databases. */
const KEPT = {
  pending: { state: 'PENDING', epoch: 1, owner: 'old', evidence: null, answer: null, checks: 0 },
  unknown: {
    state: 'UNKNOWN',
    epoch: 3,
    owner: null,
    leaseUntil: null,
    evidence: { run: 1, before: ['1', '2'] },
    answer: null,
    checks: 1,
    expiresAt: null,
  },
  succeeded: {
    state: 'SUCCEEDED',
    epoch: 3,
    customerId: 'A00000002',
    evidence: { run: 1 },
    answer: { ok: true, value: { id: '17', name: 'Łukasz 😀', lone: '\ud83d' } },
    dueAt: null,
  },
};

async function expectKept(store: AttemptStore): Promise<void> {
  for (const [id, attempt] of Object.entries(KEPT)) {
    const account = 'ZUORA:https://rest.example.com';
    const expected = { id, lookupId: `lookup-${id}`, fingerprint: `f-${id}`, account, ...attempt };
    expect(await store.get(id)).toMatchObject(expected);
    expect(await store.find(`lookup-${id}`)).toMatchObject(expected);
    expect(await store.claim(newAttempt({ id }))).toMatchObject({ claimed: false, attempt: expected });
  }
  expect(await store.holders('unknown', ['17'])).toEqual(new Map([['17', 'succeeded']]));
  expect(await store.claimContact('unknown', '17')).toBe(false);
  expect(await store.undecided('ZUORA:https://rest.example.com', 'A00000001')).toMatchObject([
    { id: 'unknown' },
  ]);
  const due = await store.takeDue('sweep', 60_000, 10);
  expect(due.map(({ id }) => id)).toContain('unknown');
  expect(await store.change('unknown', 3, { state: 'REJECTED' })).toBeUndefined();
  expect(await store.change('unknown', 4, { state: 'SUCCEEDED', contactId: '18' })).toMatchObject({
    epoch: 5,
  });
  expect(await store.claimContact('succeeded', '18')).toBe(false);
}

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-upgrade-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const old = join(folder, 'old.db');

  /** The columns, and the columns of each index, by name. */
  function tablesOf(path: string): unknown {
    const database = new DatabaseSync(path);
    const tables = ['attempts', 'created_contacts'].map((table) => [
      database
        .prepare(`PRAGMA table_xinfo(${table})`)
        .all()
        .filter(({ name }) => !ADDED.includes(String(name))),
      database
        .prepare(
          `SELECT list.name, list.partial, info.name AS column FROM pragma_index_list('${table}') AS list,
            pragma_index_info(list.name) AS info ORDER BY list.name, info.seqno`,
        )
        .all(),
    ]);
    database.close();
    return tables;
  }

  it("honors the keys of an earlier release's file", async () => {
    copyFileSync(join(TESTDATA, 'version-3.db'), old);
    const store = await openStore(`sqlite:${old}`);
    await expectKept(store);
    await store.close();
  });

  it('creates the tables that earlier releases know', async () => {
    const made = join(folder, 'made.db');
    await (await openStore(`sqlite:${made}`)).close();
    copyFileSync(join(TESTDATA, 'version-3.db'), old);
    expect(tablesOf(made)).toEqual(tablesOf(old));
  });
});

describeWithPostgres('PostgreSQL', () => {
  const KNOWN = `'add_contact_store', 'add_contact_attempts', 'add_contact_created'`;
  let old: string;
  beforeAll(async () => {
    old = await postgresPlace();
    await ask(old, readFileSync(join(TESTDATA, 'version-3.sql'), 'utf8'));
  }, PATIENT_MS);

  /** Without the tables that those releases never read. */
  async function tablesOf(url: string): Promise<unknown> {
    const columns = await ask(
      url,
      `SELECT table_name, column_name, ordinal_position, data_type, is_nullable, is_generated, is_identity
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name IN (${KNOWN})
          AND NOT column_name IN ('${ADDED.join("','")}') ORDER BY 1, 3`,
    );
    const indexes = await ask(
      url,
      `SELECT indexname, replace(indexdef, current_schema() || '.', '') AS definition FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename IN (${KNOWN}) ORDER BY 1`,
    );
    return { columns, indexes };
  }

  it('creates the tables that earlier releases know', async () => {
    const made = await postgresPlace();
    await (await openStore(made)).close();
    expect(await tablesOf(made)).toEqual(await tablesOf(old));
  });

  it("honors the keys of an earlier release's schema", async () => {
    const store = await openStore(old);
    await expectKept(store);
    await store.close();
  });
});
