/** `npm run store -- status|migrate|check|rekey|compact`, as an operator runs it. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keyIdOf } from '../../../src/idempotency/store/keyring.js';
import { STEPS } from '../../../src/idempotency/store/migrations.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { type Build, useBuild } from '../../support/build.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { newAttempt } from './suite.js';

const PATIENT_MS = 120_000;

let build: Build;
beforeAll(() => {
  build = useBuild();
}, PATIENT_MS);

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function store(url: string | undefined, ...given: string[]): Ended {
  return storeWith(url === undefined ? {} : { STORE_URL: url }, ...given);
}

function storeWith(variables: Readonly<Record<string, string>>, ...given: string[]): Ended {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(build.folder, 'store.js'), ...given], {
    env: { PATH, NODE_COMPILE_CACHE, ...variables },
    encoding: 'utf8',
  });
  return { code: status, said: `${stdout}${stderr}` };
}

async function hold(url: string): Promise<void> {
  const opened = await openStore(url);
  await opened.claim(newAttempt());
  const { id } = newAttempt();
  await opened.claim(newAttempt({ id, account: 'RPM:x' }));
  await opened.change(id, 1, { state: 'UNKNOWN' });
  await opened.close();
}

describe('with wrong arguments', () => {
  it.each([
    [[]],
    [['status', 'now']],
    [['upgrade']],
    [['--help']],
    [['compact', '--pause']],
    [['compact', '--pause', '0']],
    [['compact', '--pause', '60', 'now']],
    [['check', '--pause', '60']],
  ])('%j prints the usage, with code 2', (given) => {
    const { code, said } = store('memory:', ...given);
    expect(said).toMatch(/^npm run store -- status\|migrate\|check\|rekey\|compact\n/);
    expect(code).toBe(2);
  });

  it('names an impossible store, with code 2', () => {
    expect(store('mysql://contacts:s3cret@db', 'status')).toEqual({
      code: 2,
      said: expect.stringMatching(/^STORE_URL (?!.*s3cret)/),
    });
  });
});

it('requires a store in production, with code 2', () => {
  expect(storeWith({ NODE_ENV: 'production' }, 'status')).toEqual({
    code: 2,
    said: expect.stringMatching(/^STORE_URL is missing: /),
  });
});

it('has nothing to do for a store in memory', () => {
  for (const command of ['status', 'migrate', 'check', 'compact'])
    expect(store('memory:', command).code).toBe(0);
});

describe('for a file', () => {
  let path: string;
  const root = mkdtempSync(join(tmpdir(), 'contacts-command-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    path = join(mkdtempSync(join(root, 'store-')), 'data', 'contacts.db');
  });

  it('creates none before a migrate', () => {
    for (const command of ['status', 'check']) {
      const { code, said } = store(`sqlite:${path}`, command);
      expect(said).toMatch(/tables: none.*\n.*must be updated to this version/);
      expect(code).toBe(1);
    }
    expect(existsSync(path)).toBe(false);
    expect(store(`sqlite:${path}`, 'migrate')).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        new RegExp(
          `^before: none\n.*\n.*version 3, ${STEPS.length} steps applied.*\n(?:.*\n)*.*can use the store`,
        ),
      ),
    });
    expect(store(`sqlite:${path}`, 'status').code).toBe(0);
  });

  it('reports what it holds, while a process uses it', async () => {
    await hold(`sqlite:${path}`);
    const other = await openStore(`sqlite:${path}`);
    const { code, said } = store(`sqlite:${path}`, 'status');
    await other.close();
    expect(said).toContain(`store: ${path}\n`);
    expect(said).toContain('PENDING: 1\nUNKNOWN: 1\n');
    expect(said).toContain('account RPM:x: 1\n');
    expect(said).toMatch(/oldest unknown outcome: \d+ s\n/);
    expect(code).toBe(0);
    expect(store(`sqlite:${path}`, 'check')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/No problem/),
    });
  });

  it('rejects one that a newer version made', async () => {
    await hold(`sqlite:${path}`);
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${STEPS.length + 1}`);
    database.close();
    for (const command of ['status', 'check', 'migrate']) {
      const { code, said } = store(`sqlite:${path}`, command);
      expect(said).toMatch(/newer version/i);
      expect(code).toBe(1);
    }
  });

  it('reports the keys of its rows, and rewrites them under the first', async () => {
    const [one, two] = [randomBytes(32), randomBytes(32)];
    const said = (key: Buffer, count: number) => `key ${keyIdOf(key)}: ${count}\n`;
    await hold(`sqlite:${path}`);
    const STORE_URL = `sqlite:${path}`;
    expect(store(STORE_URL, 'status').said).toContain('encrypted: no\n');
    const STORE_KEYS = one.toString('base64');
    expect(storeWith({ STORE_URL, STORE_KEYS, STORE_ENCRYPT: '1' }, 'migrate')).toMatchObject({ code: 0 });
    expect(store(STORE_URL, 'status').said).toContain('encrypted: yes\nunencrypted: 2\n');
    expect(storeWith({ STORE_URL, STORE_KEYS }, 'rekey')).toMatchObject({
      code: 0,
      said: expect.stringContaining(`rewritten with the key ${keyIdOf(one)}: 2\n`),
    });
    expect(store(STORE_URL, 'check').said).toContain(`encrypted: yes\n${said(one, 2)}`);
    const both = `${two.toString('base64')},${STORE_KEYS}`;
    expect(storeWith({ STORE_URL, STORE_KEYS: both }, 'rekey').said).toContain(
      'STORE_KEYS no longer needs any other key.',
    );
    expect(store(STORE_URL, 'status').said).toContain(`encrypted: yes\n${said(two, 2)}`);
    expect(storeWith({ STORE_URL, STORE_KEYS }, 'rekey')).toEqual({
      code: 1,
      said: expect.stringContaining(`STORE_KEYS lacks the key ${keyIdOf(two)}`),
    });
  });

  it('forgets expired attempts and rewrites the file, while a process uses it', async () => {
    const other = await openStore(`sqlite:${path}`);
    const { id } = newAttempt();
    await other.claim(newAttempt({ id }));
    await other.change(id, 1, { state: 'SUCCEEDED', lease: null, expiresInMs: 0 });
    const { code, said } = store(`sqlite:${path}`, 'compact', '--pause', '60');
    await other.close();
    expect(said).toMatch(/^purged: 1\n.*contain nothing that was purged/);
    expect(code).toBe(0);
  });

  it('finds damage', async () => {
    await hold(`sqlite:${path}`);
    const file = openSync(path, 'r+');
    // The pages behind the first, which holds the table names.
    writeSync(file, Buffer.alloc(8192, 0xaa), 0, 8192, 8192);
    const { code, said } = store(`sqlite:${path}`, 'check');
    expect(said).toMatch(/problem: |malformed/);
    expect(code).toBe(1);
  });

  it('finds a missing column', async () => {
    await hold(`sqlite:${path}`);
    const database = new DatabaseSync(path);
    database.exec('ALTER TABLE attempts RENAME COLUMN evidence TO proof');
    database.close();
    for (const command of ['status', 'check']) {
      const { code, said } = store(`sqlite:${path}`, command);
      expect(said).toContain('problem: this version cannot read the tables: no such column: evidence');
      expect(code).toBe(1);
    }
  });
});

describeWithPostgres('for PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENT_MS);
  afterAll(() => server.stop(), PATIENT_MS);
  beforeEach(async () => {
    url = await server.place();
  });

  it('creates the tables, reports what they hold and finds no problem', async () => {
    expect(store(url, 'status').code).toBe(1);
    expect(store(url, 'migrate').code).toBe(0);
    await hold(url);
    const { code, said } = store(url, 'status');
    expect(said).toContain(`store: in PostgreSQL\ntables: version 3, ${STEPS.length} steps applied`);
    expect(said).toContain('PENDING: 1\nUNKNOWN: 1\n');
    expect(code).toBe(0);
    expect(store(url, 'check')).toMatchObject({ code: 0, said: expect.stringMatching(/No problem/) });
  });

  it('rewrites its tables, with the role that owns them', async () => {
    await hold(url);
    expect(store(url, 'compact')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^purged: 0\n.*contain nothing that was purged/),
    });
  });

  it('finds missing privileges', async () => {
    await hold(url);
    const [{ schema }] = (await ask(url, 'SELECT current_schema() AS schema')) as [{ schema: string }];
    await ask(
      url,
      `CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA ${schema} TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader`,
    );
    const { code, said } = store(url.replace(/\/\/.*@/, '//reader:reader@'), 'check');
    expect(said).toContain('problem: the role lacks DELETE on add_contact_attempts\n');
    expect(said).toContain('problem: the role lacks INSERT on add_contact_limits\n');
    expect(said).not.toContain('lacks SELECT');
    expect(code).toBe(1);
  });

  it('reports that replicas cannot share limits until a role that may create tables has migrated', async () => {
    await hold(url);
    const [{ schema }] = (await ask(url, 'SELECT current_schema() AS schema')) as [{ schema: string }];
    await ask(
      url,
      `DROP TABLE add_contact_limits; CREATE ROLE writer LOGIN PASSWORD 'writer';
       GRANT USAGE ON SCHEMA ${schema} TO writer;
       ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ALL ON TABLES TO writer;
       GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO writer`,
    );
    const writer = url.replace(/\/\/.*@/, '//writer:writer@');
    expect(store(writer, 'check')).toMatchObject({
      code: 1,
      said: expect.stringContaining('problem: the table add_contact_limits is missing'),
    });
    expect(store(url, 'migrate').code).toBe(0);
    expect(store(writer, 'check')).toMatchObject({ code: 0, said: expect.stringMatching(/No problem/) });
  });

  it('reports that it cannot be reached, without the password', () => {
    const { code, said } = store('postgres://contacts:s3cret@127.0.0.1:1/contacts', 'status');
    expect(said).toBe('The store in PostgreSQL cannot be used: connect ECONNREFUSED 127.0.0.1:1\n');
    expect(code).toBe(1);
  });
});
