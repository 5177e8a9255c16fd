/** Encrypted rows, and the change from rows in clear to encrypted ones. */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_ENCRYPTION, type StoreEncryption } from '../../../src/config/store-keys.js';
import { keyIdOf } from '../../../src/idempotency/store/keyring.js';
import { inspectStore, openStore, rekeyStore } from '../../../src/idempotency/store/open-store.js';
import { type AttemptStore, StoreKeyError, StoreSchemaError } from '../../../src/idempotency/store/store.js';
import { openOtherStore } from '../../support/other-release.js';
import { databases } from './databases.js';
import { newAttempt } from './suite.js';

const ZUORA = 'ZUORA';

const [ONE, TWO, OTHER] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const reads = (...keys: Buffer[]): StoreEncryption => ({ keys, isWanted: false });
const encrypts = (...keys: Buffer[]): StoreEncryption => ({ keys, isWanted: true });

for (const database of databases) {
  database.describe(database.name, () => {
    let url = '';
    const opened: AttemptStore[] = [];
    afterAll(() => database.tearDown());
    beforeEach(async () => {
      await database.place();
      url = database.url();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    async function open(encryption = NO_ENCRYPTION): Promise<AttemptStore> {
      const store = await openStore(url, encryption);
      opened.push(store);
      return store;
    }

    /** An attempt whose answer, customer and contact are all known. */
    async function succeeded(store: AttemptStore, customerId: string, contactId: string) {
      const { attempt } = await store.claim(newAttempt({ customerId }));
      const evidence = { run: 1, sent: ['canary-evidence'] };
      await store.change(attempt.id, 1, { state: 'SENDING', evidence });
      const answer = { ok: true, value: { email: 'canary-answer' } };
      const change = { state: 'SUCCEEDED' as const, answer, contactId, lease: null };
      return (await store.change(attempt.id, 2, change)) ?? attempt;
    }

    const stored = async () =>
      JSON.stringify(await database.run(`SELECT * FROM ${database.attempts}, ${database.contacts}`));

    it('writes no readable customer, contact, evidence or answer', async () => {
      const store = await open(encrypts(ONE));
      const attempt = await succeeded(store, 'canary-customer', 'canary-contact');
      expect(await stored()).not.toContain('canary');
      expect(await store.get(attempt.id)).toStrictEqual(attempt);
      expect(attempt).toMatchObject({
        customerId: 'canary-customer',
        evidence: { run: 1, sent: ['canary-evidence'] },
        answer: { ok: true, value: { email: 'canary-answer' } },
      });
      expect(await store.holders(attempt.id, ['canary-contact', 'another'])).toEqual(
        new Map([['canary-contact', attempt.id]]),
      );
    });

    it('leaves rows in clear until encryption is requested, and reads them afterwards', async () => {
      const before = await succeeded(await open(reads(ONE)), 'customer-1', '17');
      expect(await stored()).toContain('canary-answer');
      const store = await open(encrypts(ONE));
      expect(await store.get(before.id)).toStrictEqual(before);
      expect(await store.find(before.lookupId)).toStrictEqual(before);
      expect(await store.claim(newAttempt({ id: before.id }))).toEqual({ claimed: false, attempt: before });
    });

    it('keeps encrypting when a later process does not request it', async () => {
      await open(encrypts(ONE));
      await succeeded(await open(reads(ONE)), 'canary-customer', 'canary-contact');
      expect(await stored()).not.toContain('canary');
    });

    it('makes a running process with the keys encrypt when another begins to', async () => {
      const running = await open(reads(ONE, TWO));
      const before = await succeeded(running, 'customer-1', '17');
      const other = await open(encrypts(TWO, ONE));
      const attempts = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          succeeded(index % 2 ? running : other, `customer-${index}`, `c${index}`),
        ),
      );
      for (const store of [running, other]) {
        expect(await store.get(before.id)).toStrictEqual(before);
        for (const attempt of attempts) expect(await store.get(attempt.id)).toStrictEqual(attempt);
      }
      await expect(running.check()).resolves.toBeUndefined();
      await database.run(`DELETE FROM ${database.attempts} WHERE id = '${before.id}'`);
      await database.run(`DELETE FROM ${database.contacts} WHERE attempt_id = '${before.id}'`);
      expect(await stored()).not.toContain('canary');
    });

    it('stops a running process without the keys, which forgets nothing', async () => {
      const running = await open();
      const { attempt } = await running.claim(newAttempt());
      await open(encrypts(ONE));
      for (const use of [
        () => running.get(attempt.id),
        () => running.claim(newAttempt({ id: attempt.id })),
        () => running.change(attempt.id, 1, { state: 'SENDING' }),
        () => running.takeDue('sweep', 1000, 10),
        () => running.claimContact(attempt.id, '17'),
        () => running.check(),
      ]) {
        await expect(use()).rejects.toThrow(StoreKeyError);
      }
      await expect(running.check()).rejects.toThrow(`it needs the key ${keyIdOf(ONE)}`);
    });

    it('does not open without its keys, or with others, and names the keys it needs', async () => {
      await open(encrypts(ONE));
      await expect(openStore(url)).rejects.toThrow(
        `it is encrypted, and STORE_KEYS is not set: it needs the key ${keyIdOf(ONE)}`,
      );
      for (const wrong of [reads(OTHER), encrypts(OTHER), encrypts(OTHER, TWO)]) {
        await expect(openStore(url, wrong)).rejects.toThrow(`STORE_KEYS lacks the key ${keyIdOf(ONE)}`);
      }
      await expect(openStore(url, reads(TWO, ONE)).then((store) => store.close())).resolves.toBeUndefined();
      await expect(openStore(url, reads(ONE))).rejects.toThrow(`STORE_KEYS lacks the key ${keyIdOf(TWO)}`);
    });

    it('finds keys that differ between replicas before anything is encrypted', async () => {
      await open(reads(ONE));
      await expect(openStore(url, reads(OTHER))).rejects.toThrow(`STORE_KEYS lacks the key ${keyIdOf(ONE)}`);
    });

    it('cannot be opened by the previous release, whose keys it keeps', async () => {
      const before = (await openOtherStore(url)) as AttemptStore;
      const { attempt } = await before.claim(newAttempt());
      const store = await open(encrypts(ONE));
      await expect(before.claim(newAttempt({ id: attempt.id }))).rejects.toThrow(/customer_id/);
      await expect(before.takeDue('sweep', 1000, 10)).rejects.toThrow(/customer_id/);
      await before.close();
      await expect(openOtherStore(url)).rejects.toThrow(/(?:newer|another) version of this service/);
      expect(await store.get(attempt.id)).toMatchObject({ id: attempt.id, state: 'PENDING' });
    });

    it('finds the undecided attempts of a customer in both forms', async () => {
      const running = await open(reads(ONE));
      const clear = newAttempt({ customerId: 'customer-1' });
      await running.claim(clear);
      await running.change(clear.id, 1, { state: 'UNKNOWN' });
      const store = await open(encrypts(ONE));
      const later = newAttempt({ customerId: 'customer-1' });
      await store.claim(later);
      await store.change(later.id, 1, { state: 'UNKNOWN' });
      for (const replica of [running, store]) {
        const ids = (await replica.undecided(ZUORA, 'customer-1')).map(({ id }) => id);
        expect(ids).toEqual([clear.id, later.id]);
        expect(await replica.undecided(ZUORA, 'customer-2')).toEqual([]);
      }
    });

    it('gives no contact to a second attempt that was noted in clear for a first', async () => {
      const first = await succeeded(await open(reads(ONE)), 'customer-1', '17');
      const store = await open(encrypts(ONE));
      const { attempt } = await store.claim(newAttempt({ customerId: 'customer-1' }));
      expect(await store.claimContact(attempt.id, '17')).toBe(false);
      await store.change(attempt.id, 1, { state: 'SENDING', contactId: '17' });
      expect(await store.holders(attempt.id, ['17'])).toEqual(new Map([['17', first.id]]));
      expect(await store.claimContact(first.id, '17')).toBe(true);
    });

    it('gives no lease to a second owner that a first got before the rows were encrypted', async () => {
      const running = await open(reads(ONE));
      expect(await running.takeLease('customer', 'one', 60_000)).toBe(true);
      const store = await open(encrypts(ONE));
      for (const replica of [running, store]) {
        expect(await replica.takeLease('customer', 'two', 60_000)).toBe(false);
      }
      await running.releaseLease('customer', 'one');
      expect(await store.takeLease('customer', 'two', 60_000)).toBe(true);
      expect(await running.takeLease('customer', 'one', 60_000)).toBe(false);
    });

    it.each(['clear', 'encrypted'])(
      'keeps a success in %s while another attempt may belong to its customer',
      async (form) => {
        const running = await open(reads(ONE));
        const [early, late] = [
          newAttempt({ customerId: 'customer-1' }),
          newAttempt({ customerId: 'customer-1' }),
        ];
        await running.claim(early);
        const earlyState = form === 'clear' ? 'SUCCEEDED' : 'UNKNOWN';
        await running.change(early.id, 1, { state: earlyState, expiresInMs: form === 'clear' ? 0 : null });
        const store = await open(encrypts(ONE));
        await store.claim(late);
        const lateState = form === 'clear' ? 'UNKNOWN' : 'SUCCEEDED';
        await store.change(late.id, 1, { state: lateState, expiresInMs: form === 'clear' ? null : 0 });
        expect(await store.purge()).toBe(0);
        const undecided = form === 'clear' ? late : early;
        await store.change(undecided.id, 2, { state: 'REJECTED', expiresInMs: 60_000 });
        expect(await store.purge()).toBe(1);
      },
    );

    it('shares keys with the previous release in both directions until encryption is requested', async () => {
      const before = (await openOtherStore(url)) as AttemptStore;
      const store = await open(reads(ONE));
      const attempt = await succeeded(store, 'customer-1', '17');
      expect(await before.get(attempt.id)).toMatchObject({ state: 'SUCCEEDED', customerId: 'customer-1' });
      expect(await before.holders(attempt.id, ['17'])).toEqual(new Map([['17', attempt.id]]));
      const mine = newAttempt();
      await before.claim(mine);
      expect(await store.get(mine.id)).toMatchObject({ state: 'PENDING' });
      await before.close();
    });

    describe('rekey', () => {
      it('rewrites all rows under the first key, which alone then opens the store', async () => {
        const clear = await succeeded(await open(reads(ONE)), 'customer-0', 'c0');
        const store = await open(encrypts(ONE));
        const attempts = [clear];
        for (let index = 1; index <= 5; index += 1) {
          attempts.push(await succeeded(store, `customer-${index}`, `c${index}`));
        }
        expect(await rekeyStore(url, reads(TWO, ONE))).toEqual({ key: keyIdOf(TWO), rewritten: 7, left: 0 });
        expect(await rekeyStore(url, reads(TWO, ONE))).toEqual({ key: keyIdOf(TWO), rewritten: 0, left: 0 });
        const after = await open(reads(TWO));
        for (const [index, attempt] of attempts.entries()) {
          expect(await after.get(attempt.id)).toStrictEqual(attempt);
          expect(await after.holders(attempt.id, [`c${index}`])).toEqual(
            new Map([[`c${index}`, attempt.id]]),
          );
        }
        const text = await stored();
        expect(text).not.toContain('canary');
        expect(text).not.toContain(keyIdOf(ONE));
        const other = newAttempt({ customerId: 'customer-1' });
        await after.claim(other);
        expect(await after.claimContact(other.id, 'c1')).toBe(false);
        expect((await inspectStore(url)).keys).toEqual([{ key: keyIdOf(TWO), count: 7 }]);
      });

      it('leaves another key in use by a process that still writes', async () => {
        const store = await open(encrypts(ONE, TWO));
        let isOver = false;
        const writing = (async () => {
          for (let index = 0; !isOver; index += 1) await succeeded(store, `customer-${index}`, `c${index}`);
        })();
        await rekeyStore(url, reads(TWO, ONE));
        await setTimeout(50);
        isOver = true;
        await writing;
        await expect(openStore(url, reads(TWO))).rejects.toThrow(`STORE_KEYS lacks the key ${keyIdOf(ONE)}`);
        expect(await rekeyStore(url, reads(TWO, ONE))).toMatchObject({ left: 0 });
        await open(reads(TWO));
      });

      it('undoes no concurrent change', async () => {
        const store = await open(encrypts(ONE, TWO));
        const attempts = [];
        for (let index = 0; index < 30; index += 1) {
          const { attempt } = await store.claim(newAttempt());
          attempts.push(attempt);
        }
        const count = async (id: string) => {
          for (let epoch = 1; epoch <= 20; epoch += 1) {
            const changed = await store.change(id, epoch, { evidence: { epoch }, checks: epoch });
            expect(changed).toMatchObject({ epoch: epoch + 1, evidence: { epoch } });
          }
        };
        await Promise.all([...attempts.map(({ id }) => count(id)), rekeyStore(url, reads(TWO, ONE))]);
        const after = await open(reads(TWO, ONE));
        for (const { id } of attempts) {
          expect(await after.get(id)).toMatchObject({ epoch: 21, evidence: { epoch: 20 }, checks: 20 });
        }
      });

      it('does nothing to a store in clear', async () => {
        await open(reads(ONE));
        await expect(rekeyStore(url, reads(ONE))).rejects.toThrow(
          'it is not encrypted: set STORE_ENCRYPT=1 first',
        );
      });
    });

    it('rejects a value moved from another row or column', async () => {
      const store = await open(encrypts(ONE));
      const [one, two] = [
        await succeeded(store, 'customer-1', '1'),
        await succeeded(store, 'customer-2', '2'),
      ];
      await database.run(
        `UPDATE ${database.attempts} SET answer = (SELECT answer FROM ${database.attempts} WHERE id = '${one.id}') WHERE id = '${two.id}'`,
      );
      await expect(store.get(two.id)).rejects.toThrow('was modified, or moved');
      await database.run(`UPDATE ${database.attempts} SET answer = evidence WHERE id = '${one.id}'`);
      await expect(store.get(one.id)).rejects.toThrow(StoreSchemaError);
    });
  });
}
