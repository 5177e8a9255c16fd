/** The lock for token exchanges, within one process and across several. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { PostgresTokenStore } from '../../../src/idempotency/store/postgres-tokens.js';
import { SqliteTokenStore } from '../../../src/idempotency/store/sqlite-tokens.js';
import { MemoryTokenStore, type TokenStore } from '../../../src/vendor-http/token-store.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-turns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether another process gets the lock now. */
function getsTurn(path: string): boolean {
  const program = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('BEGIN IMMEDIATE')`;
  return spawnSync(process.execPath, ['-e', program, path], { stdio: 'ignore' }).status === 0;
}

it('keeps the lock from another process while a second exchange of this one waits', async () => {
  const path = join(folder, 'contacts.db-tokens');
  const store = new SqliteTokenStore(path);
  await store.exchange('one', async () => 'r1');
  let second: Promise<void> | undefined;
  await store.exchange('one', async () => {
    expect(getsTurn(path)).toBe(false);
    second = store.exchange('two', async () => 'r2');
    await setTimeout(20);
    expect(getsTurn(path)).toBe(false);
    return 'r3';
  });
  await second;
  expect(getsTurn(path)).toBe(true);
});

/** An account whose token endpoint hangs. */
const HANGING = () => new Promise<undefined>((resolve) => hung.push(() => resolve(undefined)));
const hung: (() => void)[] = [];
afterEach(() => {
  for (const end of hung.splice(0)) end();
});

const holdsUpNoOther = async (store: TokenStore) => {
  await store.exchange('one', async () => 'r1');
  await store.exchange('two', async () => 's1');
  const first = store.exchange('one', HANGING);
  const waits = store.exchange('one', async (kept) => `${kept} again`);
  for (const round of [1, 2, 3]) {
    await store.exchange('two', async (kept) => {
      expect(kept).toBe(`s${round}`);
      return `s${round + 1}`;
    });
  }
  expect(hung).toHaveLength(1);
  for (const end of hung.splice(0)) end();
  await Promise.all([first, waits]);
  await store.exchange('one', async (kept) => {
    expect(kept).toBe('r1 again');
    return undefined;
  });
};

it.each<[string, () => TokenStore]>([
  ['memory', () => new MemoryTokenStore()],
  ['a file', () => new SqliteTokenStore(join(folder, 'hanging', 'contacts.db-tokens'))],
])('in %s, a hanging login delays no other login', (_title, open) => holdsUpNoOther(open()));

describeWithPostgres('in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.place();
  });
  afterAll(() => server.stop());

  it('a hanging login delays no other login', () => holdsUpNoOther(new PostgresTokenStore(url)));

  it('an exchange waits for one of an earlier release', async () => {
    const former = new Client({ connectionString: url });
    await former.connect();
    await former.query('BEGIN');
    await former.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('contacts-subgraph add_contact_tokens', 0))`,
    );
    let isMade = false;
    const exchange = new PostgresTokenStore(url).exchange('three', async () => {
      isMade = true;
      return undefined;
    });
    await setTimeout(200);
    expect(isMade).toBe(false);
    await former.end();
    await exchange;
    expect(isMade).toBe(true);
  });
});

it('in a file, the first login keeps the file that earlier releases know', async () => {
  const own = join(folder, 'kept');
  const path = join(own, 'contacts.db-tokens');
  const store = new SqliteTokenStore(path);
  await Promise.all(['one', 'two', 'three'].map((name) => store.exchange(name, async () => `${name}-1`)));
  const rows = new DatabaseSync(path, { readOnly: true }).prepare('SELECT name, value FROM tokens').all();
  expect(rows).toHaveLength(1);
  expect(readdirSync(own)).toHaveLength(3);
  for (const name of ['one', 'two', 'three']) {
    await new SqliteTokenStore(path).exchange(name, async (kept) => {
      expect(kept).toBe(`${name}-1`);
      return undefined;
    });
  }
});
