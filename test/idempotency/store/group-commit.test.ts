/** Writes of one turn of the event loop share a commit, and nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GroupCommit } from '../../../src/idempotency/store/group-commit.js';

const root = mkdtempSync(join(tmpdir(), 'contacts-group-commit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A database that records its statements. */
class Recording extends DatabaseSync {
  readonly ran: string[] = [];

  override exec(sql: string): void {
    this.ran.push(sql);
    super.exec(sql);
  }
}

let files = 0;
let database: Recording;
let commits: GroupCommit;
let now: number;

beforeEach(() => {
  now = 1000;
  database = new Recording(join(root, String(++files)), { timeout: 0 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE parents (id INTEGER PRIMARY KEY);
    CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
  `);
  database.ran.length = 0;
  commits = new GroupCommit(database, () => now++);
});
afterEach(() => {
  if (database.isOpen) database.close();
});

const insert = (id: number) => () =>
  Number(database.prepare('INSERT INTO parents VALUES (?)').run(id).lastInsertRowid);
const inserted = () =>
  database
    .prepare('SELECT id FROM parents ORDER BY rowid')
    .all()
    .map(({ id }) => id);

describe('one commit', () => {
  it('covers the writes of a turn, in order and at one time', async () => {
    const times: number[] = [];
    const at = (id: number) => (time: number) => {
      times.push(time);
      return insert(id)();
    };
    expect(await Promise.all([3, 1, 2].map((id) => commits.write(at(id))))).toEqual([3, 1, 2]);
    expect(database.ran).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
    expect(times).toEqual([1000, 1000, 1000]);
  });

  it('is made in each turn', async () => {
    await commits.write(insert(1));
    await commits.write(insert(2));
    expect(database.ran).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'BEGIN IMMEDIATE', 'COMMIT']);
  });

  it('lets a write see those before it', async () => {
    const [, seen] = await Promise.all([commits.write(insert(1)), commits.write(inserted)]);
    expect(seen).toEqual([1]);
  });

  it('is not awaited by a flush, and is not made for nothing', async () => {
    const write = commits.write(insert(1));
    commits.flush();
    expect(inserted()).toEqual([1]);
    await write;
    await setImmediate();
    expect(database.ran).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
  });
});

describe('a failing write', () => {
  it('is undone as a whole and alone', async () => {
    const half = () => {
      insert(7)();
      insert(1)();
    };
    const outcomes = await Promise.allSettled([
      commits.write(insert(1)),
      commits.write(half),
      commits.write(insert(2)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { message: expect.stringContaining('UNIQUE') } });
    expect(inserted()).toEqual([1, 2]);
  });

  it('is undone alone when only the commit detects the failure', async () => {
    const orphan = () => database.prepare('INSERT INTO children VALUES (99)').run();
    const outcomes = await Promise.allSettled([commits.write(insert(1)), commits.write(orphan)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { message: expect.stringContaining('FOREIGN KEY') } });
    expect(inserted()).toEqual([1]);
    expect(database.prepare('SELECT * FROM children').all()).toEqual([]);
  });

  it('leaves nothing open for the next one', async () => {
    await expect(commits.write(() => insert(1)() && insert(1)())).rejects.toThrow('UNIQUE');
    expect(await commits.write(insert(1))).toBe(1);
  });

  it('rejects after the database was closed', async () => {
    database.close();
    await expect(commits.write(insert(1))).rejects.toThrow('not open');
  });
});

describe('while another process has the lock', () => {
  let other: DatabaseSync;

  beforeEach(() => {
    other = new DatabaseSync(join(root, String(files)));
    other.exec('BEGIN IMMEDIATE');
  });
  afterEach(() => other.close());

  it('writes wait for it, later ones too, and the event loop does not', async () => {
    const writes = [1, 2].map((id) => commits.write(insert(id)));
    await setImmediate();
    expect(database.ran).toEqual(['BEGIN IMMEDIATE']);
    writes.push(commits.write(insert(3)));
    other.exec('COMMIT');
    expect(await Promise.all(writes)).toEqual([1, 2, 3]);
    expect(inserted()).toEqual([1, 2, 3]);
    expect(database.ran.filter((sql) => sql === 'COMMIT')).toEqual(['COMMIT']);
  });

  it('a write waits for five seconds, counted from its own request', async () => {
    let time = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => time);
    try {
      const early = commits.write(insert(1));
      await setImmediate();
      time = 4000;
      const late = commits.write(insert(2));
      time = 5000;
      await expect(early).rejects.toThrow('database is locked');
      other.exec('COMMIT');
      expect(await late).toBe(2);
      expect(inserted()).toEqual([2]);
    } finally {
      clock.mockRestore();
    }
  });

  it('rejectWaiting rejects a waiting write', async () => {
    const write = commits.write(insert(1));
    commits.flush();
    commits.rejectWaiting(new Error('closed'));
    await expect(write).rejects.toThrow('closed');
  });
});

describe('the durability of a commit', () => {
  const FULL = 2;
  const NORMAL = 1;
  const synchronous = () => database.prepare('PRAGMA synchronous').get()?.synchronous;

  it('is the strictest that its writes need', async () => {
    expect(await commits.write(synchronous)).toBe(FULL);
    expect(await commits.write(synchronous, 'PROCESS')).toBe(NORMAL);
    const mixed = [commits.write(synchronous, 'PROCESS'), commits.write(synchronous)];
    expect(await Promise.all(mixed)).toEqual([FULL, FULL]);
  });

  it('stays so for each write when they run one by one', async () => {
    const collision = commits.write(() => insert(1)() && insert(1)());
    const [, claim, change] = await Promise.allSettled([
      collision,
      commits.write(synchronous, 'PROCESS'),
      commits.write(synchronous),
    ]);
    expect(claim).toMatchObject({ value: NORMAL });
    expect(change).toMatchObject({ value: FULL });
  });
});
