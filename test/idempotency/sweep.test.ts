/** The sweep's own clock; the attempts' tests cover what a round does. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Accounts } from '../../src/accounts/accounts.js';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import type { Attempt } from '../../src/idempotency/store/store.js';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import { MemoryStore } from '../support/stores.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('does not pile up rounds behind a slow one, and waits for only that one on stop', async () => {
  const rounds: ((due: readonly Attempt[]) => void)[] = [];
  class SlowStore extends MemoryStore {
    override takeDue(): Promise<readonly Attempt[]> {
      return new Promise((resolve) => rounds.push(resolve));
    }
  }
  const store = new SlowStore();
  const adds = new IdempotentWrites(store, new Accounts([]), 1000);
  const failed = jest.fn();
  const sweep = new AttemptSweep(store, adds, { deadlineMs: 1000, intervalMs: 10, failed });
  sweep.start();
  await jest.advanceTimersByTimeAsync(1000);
  expect(rounds).toHaveLength(1);

  rounds[0]?.([]);
  await jest.advanceTimersByTimeAsync(10);
  expect(rounds).toHaveLength(2);

  const stopped = sweep.stop();
  rounds[1]?.([]);
  await stopped;
  await jest.advanceTimersByTimeAsync(1000);
  expect(rounds).toHaveLength(2);
  expect(failed).not.toHaveBeenCalled();
});

test('starts the next round immediately after one that took its maximum', async () => {
  const left = { takes: 0 };
  class BusyStore extends MemoryStore {
    override async takeDue(owner: string, leaseMs: number, limit: number): Promise<readonly Attempt[]> {
      left.takes += 1;
      const attempts = await Promise.all(
        Array.from({ length: left.takes < 4 ? limit : 1 }, async (_, index) => {
          const id = `${left.takes}-${index}`;
          const identity = { id, lookupId: id, account: 'NONE', customerId: '1', fingerprint: '' };
          return (await this.claim({ ...identity, owner, leaseMs })).attempt;
        }),
      );
      return attempts;
    }
  }
  const store = new BusyStore();
  const adds = new IdempotentWrites(store, new Accounts([]), 1000);
  const sweep = new AttemptSweep(store, adds, { deadlineMs: 1000, intervalMs: 1000, failed: jest.fn() });
  sweep.start();
  await jest.advanceTimersByTimeAsync(1010);
  expect(left.takes).toBe(4);
  await jest.advanceTimersByTimeAsync(1000);
  expect(left.takes).toBe(5);
  await sweep.stop();
});

test('forgets expired attempts in the first round, and then from time to time', async () => {
  const store = new MemoryStore();
  const purge = jest.spyOn(store, 'purge');
  const identity = { id: 'one', lookupId: 'one', account: 'NONE', customerId: '1', fingerprint: '' };
  await store.claim({ ...identity, owner: 'a process', leaseMs: 1000 });
  await store.change('one', 1, { state: 'SUCCEEDED', lease: null, expiresInMs: 0 });
  const adds = new IdempotentWrites(store, new Accounts([]), 1000);
  const sweep = new AttemptSweep(store, adds, { deadlineMs: 1000, intervalMs: 100, failed: jest.fn() });
  sweep.start();
  await jest.advanceTimersByTimeAsync(100);
  expect(await store.get('one')).toBeUndefined();
  await jest.advanceTimersByTimeAsync(59_900);
  expect(purge).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(100);
  expect(purge).toHaveBeenCalledTimes(2);
  await sweep.stop();
});
