import { describe, expect, test } from '@jest/globals';
import { backoffMs, RetryBudget } from '../../src/accounts/retry.js';

describe('the wait before a retry', () => {
  test.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [4, 1600],
    [5, 2000],
    [50, 2000],
    [5000, 2000],
  ])('after try %i is anything below %i ms', (attempt, bound) => {
    expect(backoffMs(attempt, () => 0)).toBe(0);
    expect(backoffMs(attempt, () => 0.5)).toBe(bound / 2);
    const most = backoffMs(attempt, () => 1 - Number.EPSILON);
    expect(most).toBeLessThan(bound);
    expect(most).toBeCloseTo(bound, 6);
  });

  test('varies', () => {
    const waits = Array.from({ length: 100 }, () => backoffMs(2));
    expect(new Set(waits).size).toBeGreaterThan(90);
    expect(waits.every((wait) => wait >= 0 && wait < 400)).toBe(true);
  });
});

describe('the budget', () => {
  const MORE_THAN_EVER = 1000;
  const taken = (budget: RetryBudget) => {
    let count = 0;
    while (count < MORE_THAN_EVER && budget.take()) count += 1;
    return count;
  };

  test('pays for ten retries and no more', () => {
    const budget = new RetryBudget();
    expect(taken(budget)).toBe(10);
    expect(budget.take()).toBe(false);
  });

  test('is earned back by ten successes per retry', () => {
    const budget = new RetryBudget();
    taken(budget);
    for (let success = 0; success < 9; success += 1) budget.earn();
    expect(taken(budget)).toBe(0);
    budget.earn();
    expect(taken(budget)).toBe(1);
    for (let success = 0; success < 35; success += 1) budget.earn();
    expect(taken(budget)).toBe(3);
  });

  test('does not grow beyond its start', () => {
    const budget = new RetryBudget();
    for (let success = 0; success < 1000; success += 1) budget.earn();
    expect(taken(budget)).toBe(10);
  });
});
