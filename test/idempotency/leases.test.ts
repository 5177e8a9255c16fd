/** Writes that run in sequence, in one process and in several. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type LeasedWork, Leases } from '../../src/idempotency/leases.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { done, type Outcome } from '../../src/model/outcome.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { failingStore } from '../support/failing-store.js';
import { playedClock } from '../support/played-clock.js';
import { MemoryStore } from '../support/stores.js';

const LEASE_MS = 15_000;
const BUSY = { ok: false, failure: { kind: 'unavailable', retryAfterSeconds: 1 } };
const DOWN = { ok: false, failure: { kind: 'unavailable', reason: expect.stringContaining('store') } };

describe('Leases', () => {
  const clock = playedClock();
  let store: AttemptStore;
  let calls: { taken: number; released: number };
  let leases: Leases;

  const counted = (inner: AttemptStore) =>
    failingStore(inner, (method) => {
      if (method === 'takeLease') calls.taken += 1;
      if (method === 'releaseLease') calls.released += 1;
      return false;
    });
  const replica = (of = store) => new Leases(of, LEASE_MS);

  beforeEach(() => {
    calls = { taken: 0, released: 0 };
    store = new MemoryStore(() => Date.now());
    leases = replica(counted(store));
  });

  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

  /** Notes when each piece of work begins and ends. */
  function work(log: string[], name: string, ms: number): LeasedWork<string> {
    return async () => {
      log.push(`+${name}`);
      await wait(ms);
      log.push(`-${name}`);
      return done(name);
    };
  }

  const run = (
    log: string[],
    name: string,
    ms = 10,
    { of = leases, lease = 'lease', budgetMs = 10_000 } = {},
  ) => of.run(lease, new Deadline(budgetMs), work(log, name, ms));

  it('runs one write at a time, in the order of the requests', async () => {
    const log: string[] = [];
    const outcomes = await clock.until(Promise.all(['a', 'b', 'c'].map((name) => run(log, name))));
    expect(outcomes).toEqual(['a', 'b', 'c'].map(done));
    expect(log).toEqual(['+a', '-a', '+b', '-b', '+c', '-c']);
  });

  it('runs writes under other names concurrently', async () => {
    const log: string[] = [];
    const runs = ['a', 'b'].map((name) => run(log, name, 10, { lease: name }));
    await clock.until(Promise.all(runs));
    expect(log.slice(0, 2)).toEqual(['+a', '+b']);
  });

  it('takes the lease once for consecutive requests, and releases it', async () => {
    const log: string[] = [];
    const names = Array.from({ length: 1000 }, (_, index) => String(index));
    await clock.until(Promise.all(names.map((name) => run(log, name, 0))));
    expect(log).toHaveLength(2000);
    expect(calls).toEqual({ taken: 1, released: 1 });
    expect(await store.takeLease('lease', 'anyone', 1)).toBe(true);
  });

  it('runs nothing while another owner keeps the lease past the deadline', async () => {
    await store.takeLease('lease', 'elsewhere', 60_000);
    const log: string[] = [];
    const first = run(log, 'a', 10, { budgetMs: 3000 });
    const startedAt = performance.now();
    expect(await clock.until(first)).toMatchObject(BUSY);
    expect(performance.now() - startedAt).toBe(3000);
    expect(log).toEqual([]);
  });

  it('lets only one of a thousand waiting requests poll the store', async () => {
    await store.takeLease('lease', 'elsewhere', 60_000);
    const runs = Array.from({ length: 1000 }, (_, index) => run([], String(index), 10, { budgetMs: 2000 }));
    const outcomes = await clock.until(Promise.all(runs));
    for (const outcome of outcomes) expect(outcome).toMatchObject(BUSY);
    expect(calls.taken).toBeLessThan(60);
  });

  it('continues as soon as another owner releases the lease, or it expires', async () => {
    for (const end of ['released', 'over']) {
      await store.takeLease(end, 'elsewhere', 2000);
      const log: string[] = [];
      const waiting = run(log, 'a', 10, { lease: end });
      await clock.advance(1000);
      expect(log).toEqual([]);
      if (end === 'released') await store.releaseLease(end, 'elsewhere');
      else await clock.advance(1000);
      await clock.advance(100);
      expect(log).toEqual(['+a', '-a']);
      expect(await waiting).toEqual(done('a'));
    }
  });

  it('gives each of two replicas its turn while both have endless requests', async () => {
    const log: string[] = [];
    const both = [replica(), replica()];
    const runs = both.flatMap((of, at) =>
      Array.from({ length: 60 }, (_, index) => run(log, `${at}:${index}`, 50, { of })),
    );
    const outcomes = await clock.until(Promise.all(runs));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(120);
    // Never two at a time.
    for (let at = 0; at < log.length; at += 2) expect(log[at + 1]).toBe(log[at]?.replace('+', '-'));
    // Turns of half a second each.
    const turns = log.filter((entry, at) => entry[1] !== log[at - 1]?.[1]);
    expect(turns.length).toBeGreaterThanOrEqual(10);
    expect(turns.length).toBeLessThanOrEqual(14);
  });

  it('gives a replica with one request its turn within a second', async () => {
    const log: string[] = [];
    const busy = Array.from({ length: 100 }, (_, index) => run(log, `busy:${index}`, 50));
    await clock.advance(20);
    const startedAt = performance.now();
    await clock.until(run(log, 'single', 50, { of: replica() }));
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await clock.until(Promise.all(busy));
  });

  it('fails all waiting requests when the store is down, and runs nothing', async () => {
    leases = replica(failingStore(store, () => true));
    const log: string[] = [];
    const outcomes = await clock.until(Promise.all(['a', 'b', 'c'].map((name) => run(log, name))));
    for (const outcome of outcomes) expect(outcome).toMatchObject(DOWN);
    expect(log).toEqual([]);
  });

  it('releases a lease whose grant it may not have learned of', async () => {
    leases = replica(
      new Proxy(store, {
        get: (target, name) =>
          name === 'takeLease'
            ? async (...given: Parameters<AttemptStore['takeLease']>) => {
                await target.takeLease(...given);
                throw new Error('connection lost');
              }
            : Reflect.get(target, name).bind(target),
      }),
    );
    expect(await clock.until(run([], 'a'))).toMatchObject(DOWN);
    await clock.advance(0);
    expect(await store.takeLease('lease', 'anyone', 1)).toBe(true);
  });

  it('returns the result of work whose lease cannot be released', async () => {
    leases = replica(failingStore(store, (method) => method === 'releaseLease'));
    const log: string[] = [];
    expect(await clock.until(run(log, 'a'))).toEqual(done('a'));
    const second = run(log, 'b', 10, { budgetMs: 10_000 });
    expect(await clock.until(second)).toMatchObject(BUSY);
    expect(await clock.until(run(log, 'c'))).toEqual(done('c'));
  });

  it('releases the lease when the work throws, and passes on the error', async () => {
    const broken = leases.run('lease', new Deadline(1000), () => {
      throw new Error('a bug');
    });
    const next = run([], 'a');
    await expect(clock.until(broken)).rejects.toThrow('a bug');
    expect(await clock.until(next)).toEqual(done('a'));
  });

  it('gives the work no more time than the lease has', async () => {
    const short = new Leases(store, 2000);
    const remaining = (deadline: Deadline): Promise<Outcome<number>> =>
      Promise.resolve(done(deadline.remainingMs()));
    expect(await clock.until(short.run('lease', new Deadline(10_000), remaining))).toEqual(done(2000));
    expect(await clock.until(short.run('other', new Deadline(1500), remaining))).toEqual(done(1500));
  });

  it('tells work of one turn from that of another', async () => {
    const owners = new Set<string>();
    const note: LeasedWork<string> = async (_deadline, { owner }) => {
      owners.add(owner);
      await wait(400);
      return done(owner);
    };
    const runs = Array.from({ length: 4 }, () => leases.run('lease', new Deadline(10_000), note));
    await clock.until(Promise.all(runs));
    expect(owners.size).toBe(2);
  });
});
