/** Wrong clocks, forgotten keys, and requests that return after that. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { command, emailOf, keyOf, told } from '../support/keyed-stage.js';
import { BY_DIFFERENCE, likeFirstContact, useLedgerStages } from '../support/ledger-stages.js';
import { MemoryStore, SqliteStore } from '../support/stores.js';

const HOUR_MS = 60 * 60 * 1000;
/** After this an answer may be forgotten. */
const LONG_MS = 24 * HOUR_MS + 1000;

const stages = useLedgerStages();

const folder = mkdtempSync(join(tmpdir(), 'contacts-times-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(BY_DIFFERENCE)('the grace at %s', (provider) => {
  it.each([
    { when: 'the sender is behind', sendsAt: -180_000, looksAt: 0 },
    { when: 'the checker is ahead', sendsAt: 0, looksAt: 180_000 },
  ])('follows the clock of the store: $when', async ({ sendsAt, looksAt }) => {
    const real = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now');
    const store = new MemoryStore(real);
    const [sender, seeker] = [stages.open({ store }), stages.open({ store })];
    const add = command(provider, 1);
    stages.play('cut before commit');
    clock.mockImplementation(() => real() + sendsAt);
    expect(told(await sender.service.add(add))).toBe('unknown');
    clock.mockImplementation(() => real() + looksAt);
    for (const _ of [1, 2]) expect(told(await seeker.service.add(add))).toBe('unknown');
    // Late, but within the grace, the vendor carries it out.
    stages.vendor.put(provider, add.customerId, likeFirstContact(provider));
    expect(await seeker.service.add(add)).toMatchObject({ ok: true, value: { replayed: true } });
    expect(stages.vendor.writes()).toBe(1);
  });
});

describe.each(BY_DIFFERENCE)('a key that succeeded at %s', (provider) => {
  it("is not forgotten while its contact could be taken for another's", async () => {
    let now = Date.now();
    const store = new MemoryStore(() => now);
    const { service } = stages.open({ store });
    const lost = command(provider, 1, { key: 'key-that-is-never-sent' });
    const again = command(provider, 1, { key: 'key-that-succeeds-at-once' });
    // Never carried out. Another client adds a contact that holds some of it, so absence is not confirmed.
    stages.vendor.fault = () => {
      stages.vendor.put(provider, lost.customerId, likeFirstContact(provider, { firstName: 'Eva' }));
      return 'cut before commit';
    };
    expect(told(await service.add(lost))).toBe('unknown');
    now += HOUR_MS;
    expect(told(await service.add(lost))).toBe('unknown');
    // The caller gives up waiting and takes another key.
    stages.play();
    expect(await service.add(again)).toMatchObject({ ok: true, value: { replayed: false } });
    expect(told(await service.add(lost))).toBe('unknown');
    now += LONG_MS;
    expect(await store.purge()).toBe(0);
    expect(told(await service.add(lost))).toBe('unknown');
    expect(await service.add(again)).toMatchObject({ ok: true, value: { replayed: true } });
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });
});

describe.each([
  ['memory', (now: () => number) => new MemoryStore(now)],
  ['SQLite', (now: () => number) => new SqliteStore(join(folder, 'contacts.db'), now)],
] as const)('a key that was not applied, kept in %s', (_where, openStore) => {
  it('is not forgotten while another caller runs it again, and later callers wait for that one', async () => {
    let now = Date.now();
    const store = openStore(() => now);
    const { service } = stages.open({ store, deadlineMs: 10_000 });
    const add = command('CHARTMOGUL', 1);
    stages.vendor.reading = () => ({ status: 403, body: '' });
    expect(told(await service.add(add))).toBe('access');
    now += LONG_MS;

    // One runs it again and waits for its list.
    const asked = Promise.withResolvers<void>();
    const list = Promise.withResolvers<undefined>();
    stages.vendor.reading = () => {
      stages.vendor.reading = () => undefined;
      asked.resolve();
      return list.promise;
    };
    const slow = service.add(add);
    await asked.promise;
    expect(await store.purge()).toBe(0);
    const seen = Promise.withResolvers<void>();
    const isLeased = store.isLeased.bind(store);
    jest.spyOn(store, 'isLeased').mockImplementation((attempt) => {
      seen.resolve();
      return isLeased(attempt);
    });
    const quick = service.add(add);
    await Promise.race([seen.promise, quick]);
    list.resolve(undefined);
    const outcomes = await Promise.all([slow, quick]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.replayed)).toEqual([false, true]);
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });
});

describe('a request that a process keeps because its outcome was unknown', () => {
  it('is not sent for a later request under its key', async () => {
    let now = Date.now();
    const store = new MemoryStore(() => now);
    const [one, two] = [stages.open({ store }), stages.open({ store })];
    const yesterday = command('ZUORA', 1);
    const today = command('ZUORA', 1, {
      firstName: 'Another',
      emails: [{ address: 'another@example.com' }],
    });
    stages.vendor.reading = () => (stages.vendor.writes() <= 2 ? { status: 500, body: '' } : undefined);
    stages.play('cut before commit', 'cut before commit');
    expect(told(await one.service.add(yesterday))).toBe('unknown');
    // Another process settles it: it repeats the request under the vendor's own key.
    expect(told(await two.service.add(yesterday))).toBe('success');

    now += LONG_MS;
    expect(await store.purge()).toBe(1);
    stages.vendor.forgetKeys();
    // The key now serves another request, which is lost at the other process.
    stages.play('cut before commit', 'cut before commit');
    expect(told(await two.service.add(today))).toBe('unknown');
    // The first process sweeps, and still holds yesterday's request.
    now += 60_000;
    const [due] = await store.takeDue('sweep', 10_000, 20);
    if (due?.id !== stages.idOf(today)) throw new Error('It is not due.');
    stages.play();
    expect(await one.adds.resolve(due, new Deadline(2000))).toMatchObject({ state: 'UNKNOWN' });
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });
});

describe('the wait that an attempt reports', () => {
  it("counts from the time of the lookup, by the store's clock", async () => {
    let now = Date.now();
    const { service } = stages.open({ store: new MemoryStore(() => now) });
    stages.vendor.retryAfter = '30';
    stages.play('rate limited');
    const wait = async () => {
      const outcome = (await service.attempt('CRO', keyOf(1)))?.outcome;
      return (
        outcome && !outcome.ok && 'retryAfterSeconds' in outcome.failure && outcome.failure.retryAfterSeconds
      );
    };
    expect(told(await service.add(command('CRO', 1)))).toBe('rate-limited');
    expect(await wait()).toBe(30);
    now += 9_500;
    expect(await wait()).toBe(21);
    now += 60_000;
    expect(await wait()).toBe(0);
  });

  it('counts down for an unknown outcome too', async () => {
    let now = Date.now();
    const { service } = stages.open({ store: new MemoryStore(() => now) });
    stages.vendor.fault = () => 'cut before commit';
    const first = await service.add(command('CRO', 1));
    const told = !first.ok && first.failure.kind === 'unknown' && first.failure.retryAfterSeconds;
    expect(told).toBeGreaterThan(0);
    now += 3_600_000;
    expect(await service.attempt('CRO', keyOf(1))).toMatchObject({
      outcome: { failure: { kind: 'unknown', retryAfterSeconds: 0 } },
    });
  });
});
