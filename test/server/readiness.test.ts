import { expect, it, jest } from '@jest/globals';
import { cachedCheck } from '../../src/server/readiness.js';

it('looks once for all who ask within a second, and once more after it', async () => {
  let now = 0;
  const check = jest.fn(async () => undefined);
  const cached = cachedCheck(check, () => now);
  for (now of [0, 1, 999]) await cached();
  expect(check).toHaveBeenCalledTimes(1);
  now = 1000;
  await cached();
  expect(check).toHaveBeenCalledTimes(2);
});

it('lets those who ask meanwhile wait for the same look, however long it takes', async () => {
  let now = 0;
  let finish = (): void => undefined;
  const check = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const cached = cachedCheck(check, () => now);
  const asked = [cached()];
  now = 60_000;
  asked.push(cached());
  finish();
  await Promise.all(asked);
  expect(check).toHaveBeenCalledTimes(1);
});

it('tells a failure for a second, and then looks again', async () => {
  let now = 0;
  const outcomes = [Promise.reject(new Error('down')), Promise.resolve()];
  const cached = cachedCheck(
    () => outcomes.shift() ?? Promise.resolve(),
    () => now,
  );
  await expect(cached()).rejects.toThrow('down');
  now = 999;
  await expect(cached()).rejects.toThrow('down');
  now = 1000;
  await expect(cached()).resolves.toBeUndefined();
});
