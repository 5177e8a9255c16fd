/** What a purge leaves in the files of a store, and that `compact` rewrites them without it. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { NO_ENCRYPTION, type StoreEncryption } from '../../../src/config/store-keys.js';
import { compactStore, openStore, rekeyStore } from '../../../src/idempotency/store/open-store.js';
import { PostgresLimits } from '../../../src/idempotency/store/postgres-limits.js';
import { PostgresTokenStore } from '../../../src/idempotency/store/postgres-tokens.js';
import type { AttemptStore } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { countTexts, filesBelow } from '../../support/residue.js';
import { newAttempt } from './suite.js';

const PATIENT_MS = 180_000;
const PAUSE_MS = 60_000;
/** Enough for texts of all lengths, and enough that a rewrite of the file takes a while. */
const ROWS = { sqlite: 240, postgres: 80 };
/** Every place where a store keeps a text of an attempt. */
const PLACES = [
  ...['key', 'lookup', 'fingerprint', 'customer', 'contact', 'first', 'last', 'answer'],
  ...['owner', 'adopter', 'lease'],
];
/** Per test: the servers' files hold those of other tests too. */
let tag = '';
const textsOf = (fate: 'gone' | 'kept') => PLACES.map((place) => `${tag}${fate}-${place}-`);
/** The earlier record of an existing row. */
const isReplaced = (text: string) => text === `${tag}kept-first-`;

const folder = mkdtempSync(join(tmpdir(), 'contacts-compact-'));
// PostgreSQL runs as another user.
chmodSync(folder, 0o777);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  tag = `${randomBytes(4).toString('hex')}-`;
});

const compact = (url: string, patienceMs?: number) => compactStore(url, NO_ENCRYPTION, PAUSE_MS, patienceMs);

/** Texts of all lengths, within a page and across pages, that no database compresses. */
const noise = (index: number, step: number) => randomBytes((index * step) % 2500).toString('base64url');

/** Every tenth is not expired yet. */
async function write(store: AttemptStore, index: number): Promise<void> {
  const fate = index % 10 ? 'gone' : 'kept';
  const text = (place: string) => `${tag}${fate}-${place}-${index}`;
  const { id } = await claim(store, text);
  await store.adopt(id, text('adopter'));
  await store.takeLease(text('lease'), 'owner', index % 10 ? 0 : PATIENT_MS);
  await store.change(id, 1, { state: 'SENDING', evidence: { text: text('first') } });
  const settled = {
    state: 'SUCCEEDED' as const,
    contactId: text('contact'),
    expiresInMs: index % 10 ? 0 : null,
  };
  await store.change(id, 2, {
    ...settled,
    evidence: { text: text('last') + noise(index, 37) },
    answer: { text: text('answer') + noise(index, 53) },
  });
}

async function claim(store: AttemptStore, text: (place: string) => string) {
  const attempt = newAttempt({
    id: text('key'),
    lookupId: text('lookup'),
    fingerprint: text('fingerprint'),
    customerId: text('customer'),
    owner: text('owner'),
  });
  expect((await store.claim(attempt)).claimed).toBe(true);
  return attempt;
}

async function writeAll(store: AttemptStore, rows: number): Promise<void> {
  for (let index = 0; index < rows; index += 40) {
    await Promise.all(Array.from({ length: 40 }, (_, at) => write(store, index + at)));
  }
}

function expectAll(files: readonly string[], texts: readonly string[]): void {
  const missing = Object.entries(countTexts(files, texts)).filter(([, times]) => times === 0);
  expect(missing).toEqual([]);
}

function expectNone(files: readonly string[], texts: readonly string[]): void {
  const left = Object.entries(countTexts(files, texts)).filter(([, times]) => times > 0);
  expect(left).toEqual([]);
}

function expectOnlyKept(files: readonly string[]): void {
  expectNone(files, [...textsOf('gone'), ...textsOf('kept').filter(isReplaced)]);
  expectAll(
    files,
    textsOf('kept').filter((text) => !isReplaced(text)),
  );
}

const expectKeptRow = async (store: AttemptStore) =>
  expect(await store.get(`${tag}kept-key-10`)).toMatchObject({ customerId: `${tag}kept-customer-10` });
const countKept = (store: AttemptStore, rows: number) =>
  Promise.all(Array.from({ length: rows / 10 }, (_, at) => store.get(`${tag}kept-key-${at * 10}`))).then(
    (found) => found.filter((attempt) => attempt).length,
  );

/** Texts that encryption hides; a lease expires by itself. */
const SECRET = ['customer', 'contact', 'last', 'answer'];

async function encryptAll(url: string, files: () => readonly string[], settle: () => Promise<unknown>) {
  const inClear = SECRET.map((place) => `${tag}kept-${place}-`);
  await settle();
  expectAll(files(), inClear);
  const encryption: StoreEncryption = { keys: [randomBytes(32)], isWanted: true };
  const store = await openStore(url, encryption);
  await rekeyStore(url, encryption);
  await compactStore(url, encryption, PAUSE_MS);
  await settle();
  expectNone(files(), [...inClear, ...textsOf('gone')]);
  await expectKeptRow(store);
  await store.close();
}

describe('in SQLite', () => {
  const place = () => join(mkdtempSync(join(folder, 'sqlite-')), 'contacts.db');

  it('leaves nothing of a purged attempt, regardless of what was left in the file', async () => {
    const path = place();
    const store = await openStore(`sqlite:${path}`);
    await writeAll(store, ROWS.sqlite);
    // As in a file too large for the purge itself to rewrite.
    const other = new DatabaseSync(path, { timeout: 5000 });
    other.exec('PRAGMA secure_delete = OFF; DELETE FROM attempts WHERE expires_at IS NOT NULL');
    other.close();
    const files = () => filesBelow(join(path, '..'));
    expectAll(
      files(),
      textsOf('gone').filter((text) => !text.includes('-lease-')),
    );
    expect(await compact(`sqlite:${path}`)).toBe(0);
    expectOnlyKept(files());
    await expectKeptRow(store);
    await store.close();
  });

  it('leaves nothing in clear after the rows were encrypted', async () => {
    const path = place();
    const store = await openStore(`sqlite:${path}`);
    await writeAll(store, ROWS.sqlite);
    await store.close();
    await encryptAll(
      `sqlite:${path}`,
      () => filesBelow(join(path, '..')),
      async () => undefined,
    );
  });

  it('reports that a reading process keeps the write-ahead log, and empties it when that process has ended', async () => {
    const path = place();
    const store = await openStore(`sqlite:${path}`);
    await writeAll(store, ROWS.sqlite);
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN; SELECT count(*) FROM attempts');
    await expect(compact(`sqlite:${path}`, 100)).rejects.toThrow('is using its write-ahead log');
    reader.close();
    await compact(`sqlite:${path}`);
    expectOnlyKept(filesBelow(join(path, '..')));
    await store.close();
  });

  it('stops in time, and leaves all rows whenever it does', async () => {
    const path = place();
    const store = await openStore(`sqlite:${path}`);
    await writeAll(store, ROWS.sqlite);
    await expect(compactStore(`sqlite:${path}`, NO_ENCRYPTION, 1)).rejects.toThrow(
      /^The store .*contacts\.db cannot be compacted: rewriting it takes longer than 0\.001 s/,
    );
    // A process starts in 40 ms and rewrites this file in 20.
    for (let pauseMs = 30; pauseMs < 150; pauseMs += 10) {
      await compactStore(`sqlite:${path}`, NO_ENCRYPTION, pauseMs).catch((error: unknown) =>
        expect(String(error)).toMatch('takes longer than'),
      );
      expect(await countKept(store, ROWS.sqlite)).toBe(ROWS.sqlite / 10);
    }
    await compact(`sqlite:${path}`);
    expect(await countKept(store, ROWS.sqlite)).toBe(ROWS.sqlite / 10);
    await store.close();
  });
});

describeWithPostgres('in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  let data: string;
  let store: AttemptStore;
  beforeAll(async () => {
    data = mkdtempSync(join(folder, 'postgres-'));
    chmodSync(data, 0o777);
    // Vacuum runs by hand here; unused logs are deleted instead of recycled.
    server = await startPostgres(data, ['autovacuum=off', 'wal_recycle=off']);
  }, PATIENT_MS);
  afterAll(() => server.stop(), PATIENT_MS);
  beforeEach(async () => {
    url = await server.place();
    store = await openStore(url);
  });
  afterEach(() => store.close());

  const tables = () => filesBelow(data).filter((file) => !file.includes('/pg_wal/'));
  const logs = () => filesBelow(data).filter((file) => file.includes('/pg_wal/'));
  const run = (sql: string) => ask(url, sql);
  const connect = async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  };

  it('leaves nothing of a purged attempt in any file, where a vacuum leaves all of it', async () => {
    const token = `${tag}gone-token-`;
    // Long enough that the next one does not overwrite all of it.
    await new PostgresTokenStore(url).exchange('login', async () => token + noise(1, 500));
    await writeAll(store, ROWS.postgres);
    await run('ANALYZE');
    await run('CHECKPOINT');
    expectAll(tables(), [...textsOf('gone'), token]);
    expect(await store.purge()).toBe((ROWS.postgres * 9) / 10);
    await new PostgresTokenStore(url).exchange('login', async () => 'another');
    await run('VACUUM');
    await run('CHECKPOINT');
    expectAll(tables(), [...textsOf('gone'), token]);

    expect(await compact(url)).toBe(0);
    expectNone(tables(), [...textsOf('gone'), token]);
    await run('ANALYZE');
    await run('CHECKPOINT');
    expectOnlyKept(tables());
    await expectKeptRow(store);

    // The write-ahead log has all of it until its files are no longer needed.
    expectAll(logs(), textsOf('gone'));
    await run('SELECT pg_switch_wal()');
    await run('CHECKPOINT');
    expectNone(filesBelow(data), [...textsOf('gone'), token]);
  });

  it('leaves nothing in clear after the rows were encrypted', async () => {
    await writeAll(store, ROWS.postgres);
    await encryptAll(url, tables, () => run('CHECKPOINT'));
  });

  it('keeps no value of a row in the statistics of the server', async () => {
    const limits = new PostgresLimits(url, { failed: () => undefined, succeeded: () => undefined }, 1);
    await limits.change('CHARGEBEE', (kept) => kept);
    await limits.close();
    await new PostgresTokenStore(url).exchange('login', async () => 'token');
    await writeAll(store, ROWS.postgres);
    await run('ANALYZE');
    const sampled = await run(`SELECT tablename || '.' || attname AS "column" FROM pg_stats
      WHERE schemaname = current_schema() AND tablename NOT IN ('add_contact_store', 'add_contact_steps')
        AND (most_common_vals::text ~* '[a-z]' OR histogram_bounds::text ~* '[a-z]') ORDER BY 1`);
    expect(sampled).toEqual([{ column: 'add_contact_attempts.state' }]);
  });

  it('names a transaction that still sees purged rows, and compacts when it has ended', async () => {
    await writeAll(store, ROWS.postgres);
    const reader = await connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM add_contact_attempts');
    await expect(compact(url, 100)).rejects.toThrow(/session \d+ \(\) can still see deleted rows/);
    await reader.query('COMMIT');
    await reader.end();
    await compact(url);
    await run('CHECKPOINT');
    expectOnlyKept(tables());
  });

  it('gives up behind a lock, so that writers wait for seconds only', async () => {
    const dump = await connect();
    await dump.query('BEGIN; LOCK TABLE add_contact_attempts IN ACCESS SHARE MODE');
    let isOver = false;
    const compacting = expect(compact(url)).rejects.toThrow('holds a lock on add_contact_attempts');
    void compacting.finally(() => {
      isOver = true;
    });
    let written = 0;
    for (; !isOver; written += 1) {
      await claim(store, (place) => `${place}-${written}`);
      await setTimeout(20);
    }
    await compacting;
    expect(written).toBeGreaterThan(2);
    await dump.query('COMMIT');
    await dump.end();
  });

  it('gives up in time on a table that is too large, and leaves it unchanged', async () => {
    await writeAll(store, ROWS.postgres);
    await expect(compactStore(url, NO_ENCRYPTION, 1)).rejects.toThrow(
      'The store in PostgreSQL cannot be compacted: rewriting add_contact_attempts takes longer than 0.001 s',
    );
    expect(await countKept(store, ROWS.postgres)).toBe(ROWS.postgres / 10);
  });

  it('names the role it needs', async () => {
    const [{ schema }] = (await run('SELECT current_schema() AS schema')) as [{ schema: string }];
    await run(`CREATE ROLE compacter LOGIN PASSWORD 'compacter'; GRANT USAGE ON SCHEMA ${schema} TO compacter;
      GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO compacter`);
    await expect(compact(url.replace(/\/\/.*@/, '//compacter:compacter@'))).rejects.toThrow(
      'the role may not rewrite add_contact_attempts. Run it with the role that owns the tables',
    );
  });
});
