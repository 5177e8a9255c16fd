/** Stores used by several processes, and by processes that die. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { type Build, useBuild } from '../../support/build.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { SEED } from '../../support/seed.js';

/** Longer than the server may take to start. */
const PATIENT_MS = 120_000;

interface Fact {
  readonly id?: string;
  readonly epoch?: number;
  readonly contact?: boolean;
  readonly claimed?: number;
  readonly counted?: boolean;
  readonly taken?: string;
  readonly alone?: boolean;
}

let build: Build;
const replicas: ChildProcess[] = [];

beforeAll(() => {
  build = useBuild();
}, PATIENT_MS);
afterEach(() => {
  for (const replica of replicas.splice(0)) replica.kill('SIGKILL');
});

interface Replica {
  /** Everything it has reported so far. */
  readonly facts: readonly Fact[];
  /** Resolves at its first fact. */
  readonly works: Promise<unknown>;
  /** Exit status, or null when it was killed; after its last fact. */
  readonly ended: Promise<number | null>;
  kill(): void;
}

function start(url: string, task: 'write' | 'race' | 'lease', name: string): Replica {
  const module = new URL('idempotency/store/open-store.js', build.url).href;
  const child = spawn(process.execPath, ['test/idempotency/store/replica.mjs', module, url, task, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  replicas.push(child);
  const facts: Fact[] = [];
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  // The last line may be incomplete.
  lines.on('line', (line) => line.endsWith('}') && facts.push(JSON.parse(line)));
  const exited = once(child, 'close');
  return {
    facts,
    works: Promise.race([once(lines, 'line'), exited.then(() => Promise.reject(new Error(errors)))]),
    ended: exited.then(([code]) => code),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Between 5 and 200 ms. */
function moment(kill: number): number {
  return 5 + ((SEED * 7919 + kill * 104_729) % 196);
}

/** The store holds everything confirmed, and at most the one write in flight. */
async function expectConfirmed(url: string, facts: readonly Fact[]): Promise<void> {
  const store = await openStore(url);
  const latest = new Map<string, number>();
  for (const { id, epoch } of facts) if (id && epoch) latest.set(id, epoch);
  expect(latest.size).toBeGreaterThan(0);
  for (const [id, epoch] of latest) {
    const stored = await store.get(id);
    expect([epoch, epoch + 1]).toContain(stored?.epoch);
    const written = stored?.epoch ?? 0;
    expect(stored).toMatchObject({
      state: ['PENDING', 'SENDING', 'SUCCEEDED'][written - 1],
      evidence: written === 1 ? null : { epoch: written },
    });
  }
  const thief = `thief-${facts.length}`;
  const { attempt } = await store.claim({
    id: thief,
    lookupId: thief,
    account: 'ZUORA',
    customerId: 'A00000001',
    fingerprint: 'f',
    owner: 'thief',
    leaseMs: 0,
  });
  for (const { id, contact } of facts) {
    if (id && contact !== undefined)
      expect([contact, await store.claimContact(attempt.id, id)]).toEqual([true, false]);
  }
  await store.close();
}

/** Four replicas start concurrently without tables, and claim the same keys. */
async function expectRace(url: string): Promise<void> {
  const racers = ['a', 'b', 'c', 'd'].map((name) => start(url, 'race', name));
  expect(await Promise.all(racers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  const facts = racers.flatMap((racer) => racer.facts);
  const keys = facts.flatMap(({ claimed }) => claimed ?? []);
  expect(keys.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 60 }, (_, key) => key));
  const taken = facts.flatMap(({ taken }) => taken ?? []);
  expect(taken.toSorted()).toEqual(keys.map((key) => `key-${key}`).toSorted());
  expect(facts.filter(({ counted }) => counted)).toHaveLength(160);
  const store = await openStore(url);
  expect(await store.get('counter')).toMatchObject({ checks: 160, epoch: 161 });
  await store.close();
}

/** Four replicas compete for one lease again and again. */
async function expectTurns(url: string): Promise<void> {
  const replicas = ['a', 'b', 'c', 'd'].map((name) => start(url, 'lease', name));
  expect(await Promise.all(replicas.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  const turns = replicas.flatMap(({ facts }) => facts.map(({ alone }) => alone));
  expect(turns).toEqual(Array.from({ length: 80 }, () => true));
}

describe('SqliteStore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-processes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'keeps four processes apart',
    async () => {
      await expectRace(`sqlite:${folder}/race/contacts.db`);
    },
    PATIENT_MS,
  );

  it(
    'gives a lease to one of four processes at a time',
    async () => {
      await expectTurns(`sqlite:${folder}/lease/contacts.db`);
    },
    PATIENT_MS,
  );

  it(
    `has everything it confirmed after 12 kill -9 (seed ${SEED})`,
    async () => {
      const path = join(folder, 'crash', 'contacts.db');
      const facts: Fact[] = [];
      for (let kill = 0; kill < 12; kill += 1) {
        const writer = start(`sqlite:${path}`, 'write', `writer-${kill}`);
        await writer.works;
        await setTimeout(moment(kill));
        writer.kill();
        expect(await writer.ended).toBeNull();
        facts.push(...writer.facts);
        await expectConfirmed(`sqlite:${path}`, facts);
      }
      const database = new DatabaseSync(path);
      expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
      database.close();
    },
    PATIENT_MS,
  );
});

describeWithPostgres('PostgresStore', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENT_MS);
  afterAll(() => server.stop(), PATIENT_MS);

  it(
    'keeps four replicas apart',
    async () => {
      await expectRace(await server.place());
    },
    PATIENT_MS,
  );

  it(
    'gives a lease to one of four replicas at a time',
    async () => {
      await expectTurns(await server.place());
    },
    PATIENT_MS,
  );

  it(
    `has everything it confirmed after 6 kill -9 of a replica (seed ${SEED})`,
    async () => {
      const url = await server.place();
      const facts: Fact[] = [];
      for (let kill = 0; kill < 6; kill += 1) {
        const writer = start(url, 'write', `writer-${kill}`);
        await writer.works;
        await setTimeout(moment(kill));
        writer.kill();
        expect(await writer.ended).toBeNull();
        facts.push(...writer.facts);
        await expectConfirmed(url, facts);
      }
    },
    PATIENT_MS,
  );

  it(
    `has everything it confirmed after 5 kill -9 of the server (seed ${SEED})`,
    async () => {
      const url = await server.place();
      const idle = await openStore(url);
      const facts: Fact[] = [];
      for (let kill = 0; kill < 5; kill += 1) {
        const writer = start(url, 'write', `writer-${kill}`);
        await writer.works;
        await setTimeout(moment(kill));
        await server.crash();
        // It rejects instead of waiting forever, and nothing catches that here.
        expect(await writer.ended).toBe(1);
        facts.push(...writer.facts);
        await expectConfirmed(url, facts);
        await expect(idle.check()).resolves.toBeUndefined();
      }
      await idle.close();
    },
    PATIENT_MS,
  );
});
