/** Releases of this service on one store, one of which changes the tables. */
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { STEPS, type Step } from '../../../src/idempotency/store/migrations.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import { AttemptRepository } from '../../../src/idempotency/store/repository.js';
import { type AttemptStore, StoreSchemaError } from '../../../src/idempotency/store/store.js';
import { databases } from './databases.js';
import { newAttempt } from './suite.js';

/** What the next release adds, and what the one after it removes. */
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

for (const database of databases) {
  database.describe(database.name, () => {
    const opened: AttemptStore[] = [];
    afterAll(() => database.tearDown());
    beforeEach(() => database.place());
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    async function open(steps: readonly Step[] = STEPS): Promise<AttemptStore> {
      const store = new AttemptRepository(await database.open(steps));
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

    it("lets the previous release start again on the next one's additions, and takes each step once", async () => {
      const { id } = newAttempt();
      await (await open(NEXT)).claim(newAttempt({ id }));
      const before = await open();
      expect(await before.get(id)).toMatchObject({ state: 'PENDING' });
      expect(await (await open(NEXT)).get(id)).toMatchObject({ state: 'PENDING' });
      const others = await Promise.all([open(NEXT), open(NEXT), open()]);
      for (const store of others) expect(await store.get(id)).toMatchObject({ state: 'PENDING' });
    });

    it('tells a running release that the one after next removed what it needs', async () => {
      const present = await open();
      const { attempt } = await present.claim(newAttempt());
      await open(NEXT);
      // A release and the next but one never run side by side: this is what would happen.
      await database.run(`ALTER TABLE ${database.attempts} RENAME COLUMN customer_id TO customer`);
      await expect(present.check()).rejects.toThrow(StoreSchemaError);
      await expect(present.claim(newAttempt())).rejects.toThrow(/customer_id/);
      await expect(present.change(attempt.id, 1, { state: 'SENDING' })).rejects.toThrow(/customer_id/);
    });

    it('does not start on tables from which a later release removed something', async () => {
      const present = await open();
      await database.open(AFTER_NEXT).then((database) => database.close());
      await expect(present.check()).rejects.toThrow(StoreSchemaError);
      await expect(present.check()).rejects.toThrow(
        `a newer version of this service created its tables (${AFTER_NEXT.length}, this one has 3)`,
      );
      await expect(openStore(database.url())).rejects.toThrow(`(${AFTER_NEXT.length}, this one has 3)`);
      await expect(database.open(NEXT)).rejects.toThrow(`(${AFTER_NEXT.length}, this one has 3)`);
    });

    it('tells missing tables from a store that cannot be reached', async () => {
      const store = await open();
      await database.run(`ALTER TABLE ${database.attempts} RENAME TO elsewhere`);
      await expect(store.check()).rejects.toThrow(StoreSchemaError);
      await database.run(`ALTER TABLE elsewhere RENAME TO ${database.attempts}`);
      await expect(store.check()).resolves.toBeUndefined();
    });

    /** Undoes the steps since then. */
    const undo = (version: number) => {
      const { attempts } = database;
      const [prefix, contacts] =
        attempts === 'attempts' ? ['', 'created_contacts'] : ['add_contact_', 'add_contact_created'];
      const expansions = `DROP TABLE ${prefix}leases; DROP TABLE ${database.keys}; DROP TABLE ${prefix}steps;
        ALTER TABLE ${attempts} DROP COLUMN encrypted_customer;
        ALTER TABLE ${attempts} DROP COLUMN adopted_by;
        ALTER TABLE ${attempts} DROP COLUMN operation;`;
      return `${expansions}
        ALTER TABLE ${attempts} RENAME COLUMN account TO provider;
        ALTER TABLE ${contacts} RENAME COLUMN account TO provider;
        ${version === 1 ? `DROP INDEX ${prefix}attempts_by_customer;` : ''}
        ${database.setVersion(version)}`;
    };

    it.each([1, 2])('upgrades tables of version %i if they hold no key', async (version) => {
      await (await open()).close();
      await database.run(undo(version));
      const store = await open();
      const { attempt } = await store.claim(newAttempt());
      expect(await store.undecided(attempt.account, attempt.customerId)).toEqual([]);
      await expect(store.check()).resolves.toBeUndefined();
    });

    it.each([1, 2])('does not forget keys of version %i, which named no account', async (version) => {
      const before = await open();
      await before.claim(newAttempt());
      await before.close();
      await database.run(undo(version));
      await expect(openStore(database.url())).rejects.toThrow(
        'keys of a version that did not record their accounts',
      );
      expect(await database.run(`SELECT provider FROM ${database.attempts}`)).toHaveLength(1);
    });
  });
}
