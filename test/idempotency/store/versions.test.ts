/** Releases of this service beside each other on one store, of which one changes the tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STEPS, type Step } from '../../../src/idempotency/store/migrations.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { PostgresDatabase } from '../../../src/idempotency/store/postgres.js';
import { AttemptRepository, type SqlDatabase } from '../../../src/idempotency/store/repository.js';
import { SqliteDatabase } from '../../../src/idempotency/store/sqlite.js';
import { type AttemptStore, StoreSchemaError } from '../../../src/idempotency/store/store.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { newAttempt } from './suite.js';

const PATIENT_MS = 120_000;

/** What the next release adds, and what the one after it takes away. */
const EXPAND: Step = {
  kind: 'expand',
  sql: ({ attempts, prefix }) => `ALTER TABLE ${attempts} ADD COLUMN note TEXT;
    CREATE INDEX ${prefix}attempts_by_note ON ${attempts} (note)`,
};
const CONTRACT: Step = {
  kind: 'contract',
  sql: ({ attempts }) => `ALTER TABLE ${attempts} RENAME COLUMN customer_id TO customer`,
};
const NEXT = [...STEPS, EXPAND];
const AFTER_NEXT = [...NEXT, CONTRACT];

interface Kind {
  readonly name: string;
  readonly describe: (name: string, tests: () => void) => void;
  setUp(): Promise<void>;
  place(): Promise<void>;
  tearDown(): Promise<void>;
  url(): string;
  database(steps: readonly Step[]): Promise<SqlDatabase>;
  run(sql: string): Promise<readonly object[]>;
  readonly attempts: string;
  readonly keys: string;
  readonly setVersion: (version: number) => string;
}

function sqlite(): Kind {
  const root = mkdtempSync(join(tmpdir(), 'contacts-versions-'));
  let path = '';
  return {
    name: 'SQLite',
    describe,
    setUp: async () => undefined,
    place: async () => {
      path = join(mkdtempSync(join(root, 'place-')), 'contacts.db');
    },
    tearDown: async () => rmSync(root, { recursive: true, force: true }),
    url: () => `sqlite:${path}`,
    database: (steps) => SqliteDatabase.open(path, { steps }),
    run: async (sql) => {
      const database = new DatabaseSync(path);
      try {
        if (/^SELECT/.test(sql)) return database.prepare(sql).all();
        database.exec(sql);
        return [];
      } finally {
        database.close();
      }
    },
    attempts: 'attempts',
    keys: 'store_keys',
    setVersion: (version) => `PRAGMA user_version = ${version}`,
  };
}

function postgres(): Kind {
  let server: PostgresServer | undefined;
  let url = '';
  return {
    name: 'PostgreSQL',
    describe: describeWithPostgres,
    setUp: async () => {
      server = await startPostgres();
    },
    place: async () => {
      url = (await server?.place()) ?? '';
    },
    tearDown: async () => server?.stop(),
    url: () => url,
    database: (steps) => PostgresDatabase.open(url, { steps }),
    run: (sql) => ask(url, sql),
    attempts: 'add_contact_attempts',
    keys: 'add_contact_keys',
    setVersion: (version) => `UPDATE add_contact_store SET version = ${version}`,
  };
}

for (const kind of [sqlite(), postgres()]) {
  kind.describe(kind.name, () => {
    const opened: AttemptStore[] = [];
    beforeAll(() => kind.setUp(), PATIENT_MS);
    afterAll(() => kind.tearDown(), PATIENT_MS);
    beforeEach(() => kind.place());
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    async function open(steps: readonly Step[] = STEPS): Promise<AttemptStore> {
      const store = new AttemptRepository(await kind.database(steps));
      opened.push(store);
      return store;
    }

    it('lets a release work beside the next one, which added a column', async () => {
      const present = await open();
      const { attempt } = await present.claim(newAttempt());
      const next = await open(NEXT);
      expect(await next.get(attempt.id)).toEqual(attempt);
      await expect(present.check()).resolves.toBeUndefined();
      const { id } = newAttempt();
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? present : next).claim(newAttempt({ id }))),
      );
      expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
      const changes = await Promise.all(
        [present, next].map((store) => store.change(id, 1, { state: 'SENDING' })),
      );
      expect(changes.filter((changed) => changed !== undefined)).toHaveLength(1);
      expect(await present.takeDue('sweep', 1000, 10)).toEqual([]);
    });

    it('lets the release before start again on what the next one added, and takes each step once', async () => {
      const { id } = newAttempt();
      await (await open(NEXT)).claim(newAttempt({ id }));
      const before = await open();
      expect(await before.get(id)).toMatchObject({ state: 'PENDING' });
      expect(await (await open(NEXT)).get(id)).toMatchObject({ state: 'PENDING' });
      const others = await Promise.all([open(NEXT), open(NEXT), open()]);
      for (const store of others) expect(await store.get(id)).toMatchObject({ state: 'PENDING' });
    });

    it('tells a running release that the one after next took away what it needs', async () => {
      const present = await open();
      const { attempt } = await present.claim(newAttempt());
      await open(NEXT);
      // A release and the next but one are never run beside each other: this is what would happen.
      await kind.run(`ALTER TABLE ${kind.attempts} RENAME COLUMN customer_id TO customer`);
      await expect(present.check()).rejects.toThrow(StoreSchemaError);
      await expect(present.claim(newAttempt())).rejects.toThrow(/customer_id/);
      await expect(present.change(attempt.id, 1, { state: 'SENDING' })).rejects.toThrow(/customer_id/);
    });

    it('does not start on tables from which a later release took something away', async () => {
      const present = await open();
      await kind.database(AFTER_NEXT).then((database) => database.close());
      await expect(present.check()).rejects.toThrow(StoreSchemaError);
      await expect(present.check()).rejects.toThrow(
        `a newer version of this service made its tables (${AFTER_NEXT.length}, this one has 3)`,
      );
      await expect(openStore(kind.url())).rejects.toThrow(`(${AFTER_NEXT.length}, this one has 3)`);
      await expect(kind.database(NEXT)).rejects.toThrow(`(${AFTER_NEXT.length}, this one has 3)`);
    });

    it('tells tables that are gone from a store that is out of reach', async () => {
      const store = await open();
      await kind.run(`ALTER TABLE ${kind.attempts} RENAME TO elsewhere`);
      await expect(store.check()).rejects.toThrow(StoreSchemaError);
      await kind.run(`ALTER TABLE elsewhere RENAME TO ${kind.attempts}`);
      await expect(store.check()).resolves.toBeUndefined();
    });

    /** What undoes the steps since then. */
    const undo = (version: number) => {
      const { attempts } = kind;
      const [prefix, contacts] =
        attempts === 'attempts' ? ['', 'created_contacts'] : ['add_contact_', 'add_contact_created'];
      const expansions = `DROP TABLE ${prefix}leases; DROP TABLE ${kind.keys}; DROP TABLE ${prefix}steps;
        ALTER TABLE ${attempts} DROP COLUMN encrypted_customer;
        ALTER TABLE ${attempts} DROP COLUMN adopted_by;`;
      return `${expansions}
        ALTER TABLE ${attempts} RENAME COLUMN account TO provider;
        ALTER TABLE ${contacts} RENAME COLUMN account TO provider;
        ${version === 1 ? `DROP INDEX ${prefix}attempts_by_customer;` : ''}
        ${kind.setVersion(version)}`;
    };

    it.each([1, 2])('brings the tables of version %i to this one where they hold no key', async (version) => {
      await (await open()).close();
      await kind.run(undo(version));
      const store = await open();
      const { attempt } = await store.claim(newAttempt());
      expect(await store.undecided(attempt.account, attempt.customerId)).toEqual([]);
      await expect(store.check()).resolves.toBeUndefined();
    });

    it.each([1, 2])('does not forget keys of version %i, which named no account', async (version) => {
      const before = await open();
      await before.claim(newAttempt());
      await before.close();
      await kind.run(undo(version));
      await expect(openStore(kind.url())).rejects.toThrow(
        'keys of a version that did not say to which account',
      );
      expect(await kind.run(`SELECT provider FROM ${kind.attempts}`)).toHaveLength(1);
    });
  });
}
