/** What only the store in a file can do, or fail to do. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { STEPS } from '../../../src/idempotency/store/migrations.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { openFile } from '../../../src/idempotency/store/sqlite-file.js';
import { fastest } from '../../support/fastest.js';
import { SqliteStore } from '../../support/stores.js';
import { newAttempt } from './suite.js';

const root = mkdtempSync(join(tmpdir(), 'contacts-sqlite-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let path: string;
const opened: SqliteStore[] = [];

function open(now?: () => number): SqliteStore {
  const store = new SqliteStore(path, now);
  opened.push(store);
  return store;
}

beforeEach(() => {
  folder = mkdtempSync(join(root, 'store-'));
  path = join(folder, 'data', 'contacts.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe('the file', () => {
  it('and its folder are readable by the owner only', async () => {
    await open().claim(newAttempt());
    expect(modeOf(join(folder, 'data'))).toBe('700');
    expect(readdirSync(join(folder, 'data'))).toEqual(['contacts.db', 'contacts.db-shm', 'contacts.db-wal']);
    for (const file of readdirSync(join(folder, 'data'))) {
      expect([file, modeOf(join(folder, 'data', file))]).toEqual([file, '600']);
    }
  });

  it.each(['contacts.db', 'contacts.db-wal', 'contacts.db-shm'])(
    'and its companions become private when others could read %s',
    async (name) => {
      await open().close();
      writeFileSync(join(folder, 'data', name), '', { flag: 'a' });
      chmodSync(join(folder, 'data', name), 0o644);
      await open().claim(newAttempt());
      for (const file of readdirSync(join(folder, 'data'))) {
        expect([file, modeOf(join(folder, 'data', file))]).toEqual([file, '600']);
      }
    },
  );

  it('is the only file after the store was closed', async () => {
    await open().claim(newAttempt());
    await opened[0]?.close();
    expect(readdirSync(join(folder, 'data'))).toEqual(['contacts.db']);
  });

  it('may have a relative path', async () => {
    const store = await openStore(`sqlite:${relative(process.cwd(), path)}`);
    await store.close();
    expect(statSync(path).isFile()).toBe(true);
  });

  it('may have any name', async () => {
    path = join(folder, 'file:a ?mode=memory#b%20', ':memory:');
    open();
    expect(statSync(path).isFile()).toBe(true);
  });

  it('does not hold forgotten attempts', async () => {
    const store = open();
    for (let count = 0; count < 50; count += 1) {
      const { id } = newAttempt();
      await store.claim(newAttempt({ id }));
      const answer = { name: 'Mara Lindqvist', notes: 'x'.repeat(100 * count) };
      await store.change(id, 1, { state: 'SUCCEEDED', answer, expiresInMs: 0 });
    }
    await store.purge();
    await store.close();
    expect(readFileSync(path).includes('Lindqvist')).toBe(false);
  });
});

describe('an unusable file is rejected', () => {
  const refusal = (reason: RegExp) =>
    expect(openStore(`sqlite:${path}`)).rejects.toThrow(
      new RegExp(`^The store ${path} cannot be used: .*${reason.source}`),
    );

  it('below something that is not a folder', async () => {
    writeFileSync(join(folder, 'data'), '');
    await refusal(/EEXIST|ENOTDIR/);
  });

  it('when it is a folder', async () => {
    mkdirSync(path, { recursive: true });
    await refusal(/EISDIR/);
  });

  it('when it is not a regular file', async () => {
    mkdirSync(join(folder, 'data'));
    execFileSync('mkfifo', ['-m', '644', path]);
    await refusal(/it is not a regular file/);
    expect(modeOf(path)).toBe('644');
  });

  it.each(['/proc/contacts.db', '/proc/contacts/data/contacts.db', '/proc/self/contacts/contacts.db'])(
    'in a file system that takes no files: %s',
    async (where) => {
      path = where;
      await refusal(/ENOENT|EACCES/);
    },
  );

  it('when its folder is not writable', () =>
    asNobody(async () => {
      mkdirSync(join(folder, 'data'), { mode: 0o555 });
      await refusal(/EACCES/);
    }));

  it('when it is not writable', () =>
    asNobody(async () => {
      await open().close();
      chmodSync(path, 0o444);
      await refusal(/EACCES/);
    }));

  it('when it is not a database', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(path, 'name,email\n'.repeat(1000));
    await refusal(/file is not a database/);
    expect(readFileSync(path, 'utf8')).toBe('name,email\n'.repeat(1000));
  });

  it("when it is another application's database", async () => {
    mkdirSync(join(folder, 'data'));
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE people (name TEXT)');
    database.close();
    await refusal(/it is the database of another application/);
  });

  it('when a newer version wrote it', async () => {
    await open().close();
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${STEPS.length + 1}`);
    database.close();
    await refusal(/a newer version of this service created its tables .*this one has 3/);
  });
});

it('writes nothing during a check', async () => {
  const store = open();
  await store.claim(newAttempt());
  const files = () => [path, `${path}-wal`].map((file) => readFileSync(file));
  const before = files();
  await store.check();
  expect(files()).toEqual(before);
});

describe('a write', () => {
  it('waits for another process', async () => {
    const store = open();
    const { holder, released } = await hold(path, 600);
    const { claimed, attempt } = await store.claim(newAttempt());
    expect(claimed).toBe(true);
    // The lease is counted from the end of the wait.
    expect(attempt.startedAt).toBeGreaterThanOrEqual(await released);
    await holder;
  });

  it('rejects after five seconds, each counted from its own request, and the store keeps working', async () => {
    const store = open();
    const { holder, child } = await hold(path, 60_000);
    const claims = [0, 1000, 2000].map(async (afterMs) => {
      await setTimeout(afterMs);
      const startedAt = performance.now();
      await expect(store.claim(newAttempt())).rejects.toThrow('database is locked');
      return performance.now() - startedAt;
    });
    try {
      for (const waitedMs of await Promise.all(claims)) {
        expect(waitedMs).toBeGreaterThan(4900);
        expect(waitedMs).toBeLessThan(30_000);
      }
      // Reads need no lock.
      expect(await store.get('nobody')).toBeUndefined();
      await expect(store.check()).resolves.toBeUndefined();
    } finally {
      child.kill('SIGKILL');
    }
    await holder;
    expect(await store.claim(newAttempt())).toMatchObject({ claimed: true });
  });

  it('never blocks the event loop while it waits for another process', async () => {
    const store = open();
    const blocked = await fastest(MACHINE_MS, async () => {
      const { holder, released } = await hold(path, 600);
      const longest = await longestBlock(
        Promise.all(Array.from({ length: 20 }, () => store.claim(newAttempt()))),
      );
      expect(Date.now()).toBeGreaterThanOrEqual(await released);
      await holder;
      return longest;
    });
    expect(blocked).toBeLessThan(MACHINE_MS);
  });

  it('waits for another process on open, without blocking the event loop', async () => {
    await open().close();
    const blocked = await fastest(MACHINE_MS, async () => {
      const { holder, released } = await hold(path, 600);
      const longest = await longestBlock(openStore(`sqlite:${path}`).then((store) => store.close()));
      expect(Date.now()).toBeGreaterThanOrEqual(await released);
      await holder;
      return longest;
    });
    expect(blocked).toBeLessThan(MACHINE_MS);
  });

  it('that waits is rejected when the store is closed', async () => {
    const store = open();
    const { holder, child } = await hold(path, 60_000);
    const claim = store.claim(newAttempt());
    await store.close();
    await expect(claim).rejects.toThrow('another process had its lock');
    child.kill('SIGKILL');
    await holder;
  });

  it('that fails is undone', async () => {
    const store = open();
    const { id } = newAttempt();
    await store.claim(newAttempt({ id }));
    const invalid = { state: 'LOST' } as unknown as { state: 'UNKNOWN' };
    await expect(store.change(id, 1, invalid)).rejects.toThrow('CHECK constraint failed');
    expect(await store.get(id)).toMatchObject({ state: 'PENDING', epoch: 1 });
    expect(await store.change(id, 1, { state: 'SENDING' })).toMatchObject({ epoch: 2 });
  });
});

it('is configured to lose nothing it confirmed, and to wait for no lock inside SQLite', () => {
  const database = openFile(path);
  const setting = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const FULL = 2;
  const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(setting);
  expect(settings).toEqual(['wal', FULL, 1, 0]);
  database.close();
});

it('counts leases and times by its own clock', async () => {
  let now = 1_000_000;
  const store = open(() => now);
  const { attempt } = await store.claim(newAttempt({ leaseMs: 100 }));
  expect(attempt).toMatchObject({ startedAt: 1_000_000, leaseUntil: 1_000_100 });
  now += 99;
  expect([await store.isLeased(attempt), await store.takeDue('sweep', 100, 1)]).toEqual([true, []]);
  now += 1;
  expect(await store.isLeased(attempt)).toBe(false);
  expect(await store.takeDue('sweep', 100, 1)).toMatchObject([{ leaseUntil: 1_000_200, owner: 'sweep' }]);
});

it('finds due and expired attempts by an index', () => {
  open();
  const database = new DatabaseSync(path);
  const plan = (where: string) =>
    database
      .prepare(`EXPLAIN QUERY PLAN SELECT seq FROM attempts WHERE ${where}`)
      .all()
      .map(({ detail }) => detail);
  const inOrder = plan('sweep_at <= 1 ORDER BY sweep_at LIMIT 5');
  expect(inOrder).toEqual([expect.stringMatching(/^SEARCH attempts USING .*INDEX attempts_by_sweep/)]);
  expect(plan('expires_at <= 1')).toEqual([expect.stringMatching(/^SEARCH .* attempts_by_expiry/)]);
  database.close();
});

/** How late a timer may be on a busy machine; that SQLite itself waits for nothing is configured above. */
const MACHINE_MS = 250;

/** The longest delay of a timer in milliseconds while the work ran. */
async function longestBlock(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  while (!isOver) await setTimeout(1);
  delay.disable();
  await work;
  return delay.max / 1e6;
}

/** Another process that holds the write lock for a while. */
async function hold(
  file: string,
  ms: number,
): Promise<{ holder: Promise<unknown>; released: Promise<number>; child: ChildProcess }> {
  const program = `
    const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    console.log('locked');
    setTimeout(() => {
      console.log(Date.now());
      database.exec('COMMIT');
    }, Number(process.argv[2]));`;
  const child = spawn(process.execPath, ['-e', program, file, String(ms)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const holder = once(child, 'exit');
  // Both lines may arrive together.
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return { holder, released: lines.next().then(({ value }) => Number(value)), child };
}

/** Permissions do not apply to root. */
async function asNobody(test: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return test();
  const NOBODY = 65_534;
  chmodSync(root, 0o755);
  chmodSync(folder, 0o777);
  process.seteuid?.(NOBODY);
  try {
    await test();
  } finally {
    process.seteuid?.(0);
  }
}
