/** How replicas divide a limit: first the arithmetic, then replicas that claim in any order. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fairParts } from '../../src/accounts/fair-share.js';
import {
  type AccountLimits,
  claimShare,
  LEASE_MS,
  leaveLimits,
  parseLimits,
  pauseLimits,
} from '../../src/accounts/shared-limits.js';
import { property } from '../support/property.js';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe('fair shares', () => {
  it.each([
    [40, [100, 100, 100, 100], [10, 10, 10, 10]],
    [40, [40, 3, 0, 1], [36, 3, 0, 1]],
    [20, [9, 9, 9], [7, 7, 6]],
    [5, [1, 1], [1, 1]],
    [5, [0, 0], [0, 0]],
  ])('of %i among replicas that want %j are %j', (total, wanted, parts) => {
    expect(fairParts(total, wanted, 0)).toEqual(parts);
  });

  it('rotate when there are fewer than replicas', () => {
    const turns = [0, 1, 2, 3].map((turn) => fairParts(1, [5, 5, 0, 5], turn));
    expect(turns).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ]);
  });

  property(
    'use the whole limit, give no replica more than it wants, and leave none behind that wants as much',
    fc.record({
      total: fc.integer({ min: 1, max: 60 }),
      wanted: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 9 }),
      turn: fc.nat(1000),
    }),
    ({ total, wanted, turn }) => {
      const parts = fairParts(total, wanted, turn);
      expect(sum(parts)).toBe(Math.min(total, sum(wanted)));
      for (const [index, part] of parts.entries()) {
        expect(part).toBeLessThanOrEqual(wanted[index] ?? 0);
        const least = Math.min(...parts.filter((one, other) => one < (wanted[other] ?? 0)));
        if (least < Number.POSITIVE_INFINITY) expect(part).toBeLessThanOrEqual(least + 1);
      }
    },
  );
});

/** Replicas that use all they may, up to their demand, on one store. */
class Replicas {
  kept: AccountLimits = { replicas: {} };
  readonly all: { id: string; wanted: number; limit: number; used: number; isDead: boolean }[];
  now = 1_000_000;

  constructor(
    readonly total: number,
    count: number,
  ) {
    this.all = Array.from({ length: count }, (_, index) => ({
      id: `replica ${index}`,
      wanted: total,
      limit: 0,
      used: 0,
      isDead: false,
    }));
  }

  claim(index: number): void {
    const one = this.#at(index);
    if (one.isDead) return;
    const { total } = this;
    const ask = { total, held: one.limit, wanted: Math.min(one.wanted, total), busy: one.used, most: total };
    const claimed = claimShare(this.kept, one.id, { slots: ask }, this.now);
    this.kept = parseLimits(JSON.parse(JSON.stringify(claimed.limits)));
    one.limit = claimed.slots;
  }

  /** Ends calls, and begins as many as demand and capacity allow. */
  work(index: number, ended: number): void {
    const one = this.#at(index);
    if (one.isDead) return;
    one.used -= Math.min(one.used, ended);
    one.used += Math.max(0, Math.min(one.wanted, one.limit) - one.used);
  }

  want(index: number, wanted: number): void {
    this.#at(index).wanted = wanted;
  }

  leave(index: number): void {
    const one = this.#at(index);
    if (one.used > 0) return;
    one.limit = 0;
    this.kept = leaveLimits(this.kept, one.id);
  }

  rounds(count: number, stepMs = 100): void {
    for (let round = 0; round < count; round += 1) {
      this.now += stepMs;
      for (const index of this.all.keys()) {
        this.work(index, this.total);
        this.claim(index);
      }
    }
  }

  get used(): number {
    return sum(this.all.map(({ used }) => used));
  }

  #at(index: number) {
    const one = this.all[index % this.all.length];
    if (!one) throw new RangeError('There is no such replica.');
    return one;
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('claim' as const), index: fc.nat(8) }),
  fc.record({ do: fc.constant('work' as const), index: fc.nat(8), by: fc.nat(10) }),
  fc.record({ do: fc.constant('want' as const), index: fc.nat(8), by: fc.nat(50) }),
  fc.record({ do: fc.constant('leave' as const), index: fc.nat(8) }),
);

describe('replicas that claim', () => {
  property(
    'never use more than the limit together, in any order of claims, work and departures',
    fc.record({
      total: fc.integer({ min: 1, max: 40 }),
      count: fc.integer({ min: 1, max: 8 }),
      steps: fc.array(step, { minLength: 10, maxLength: 200 }),
    }),
    ({ total, count, steps }) => {
      const replicas = new Replicas(total, count);
      for (const one of steps) {
        if (one.do === 'claim') replicas.claim(one.index);
        else if (one.do === 'work') replicas.work(one.index, one.by);
        else if (one.do === 'want') replicas.want(one.index, one.by);
        else replicas.leave(one.index);
        expect(replicas.used).toBeLessThanOrEqual(total);
      }
    },
  );

  property(
    'come to fair shares within a few rounds from any state',
    fc.record({
      total: fc.integer({ min: 8, max: 40 }),
      count: fc.integer({ min: 1, max: 8 }),
      wanted: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 8 }),
    }),
    ({ total, count, wanted }) => {
      const replicas = new Replicas(total, count);
      replicas.claim(0);
      replicas.work(0, 0);
      for (const index of replicas.all.keys()) replicas.want(index, wanted[index] ?? 0);
      replicas.rounds(5);
      const wants = replicas.all.map((one) => Math.min(one.wanted, total));
      const least = Math.floor(total / count);
      for (const [index, { limit }] of replicas.all.entries()) {
        expect(limit).toBeGreaterThanOrEqual(Math.min(least, wants[index] ?? 0));
      }
      replicas.rounds(1);
      expect(replicas.used).toBe(Math.min(total, sum(wants)));
    },
  );

  it('take turns when there are fewer slots than replicas: none starves', () => {
    const replicas = new Replicas(2, 7);
    const had = new Set<string>();
    for (let second = 0; second < 20; second += 1) {
      replicas.rounds(10);
      for (const { id, used } of replicas.all) if (used > 0) had.add(id);
      expect(replicas.used).toBeLessThanOrEqual(2);
    }
    expect(had.size).toBe(7);
  });

  it("get a dead replica's slots when its lease is over, not before", () => {
    const replicas = new Replicas(20, 2);
    replicas.rounds(3);
    const [alive, dead] = replicas.all;
    if (!alive || !dead) throw new Error('There are two.');
    dead.isDead = true;
    replicas.rounds(LEASE_MS / 100 - 1);
    expect([alive.limit, dead.limit]).toEqual([10, 10]);
    replicas.rounds(2);
    expect(alive.limit).toBe(20);
  });
});

describe('the stored state', () => {
  it('counts as nothing if it cannot be read', () => {
    for (const other of [null, undefined, 7, 'x', {}, { replicas: { a: { until: 'soon' } } }]) {
      expect(parseLimits(other)).toEqual({ replicas: {} });
    }
  });

  it('holds the longest pause', () => {
    const short = { until: 5, retryAfter: 6 };
    const long = { until: 9, retryAfter: 90 };
    const kept = pauseLimits({ replicas: {} }, short);
    expect(pauseLimits(kept, long).pause).toEqual(long);
    expect(pauseLimits(pauseLimits(kept, long), short).pause).toEqual(long);
    expect(pauseLimits(kept, undefined).pause).toEqual(short);
  });
});
