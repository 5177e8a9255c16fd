import { describe, expect, it, jest } from '@jest/globals';
import { StoreSchemaError } from '../../src/idempotency/store/store.js';
import { cachedCheck, storeReadiness } from '../../src/server/readiness.js';
import { SkippingClock } from '../support/skipping-clock.js';

it('checks once for all probes within a second, and once more after it', async () => {
  let now = 0;
  const check = jest.fn(async () => undefined);
  const cached = cachedCheck(check, () => now);
  for (now of [0, 1, 999]) await cached();
  expect(check).toHaveBeenCalledTimes(1);
  now = 1000;
  await cached();
  expect(check).toHaveBeenCalledTimes(2);
});

it('lets probes meanwhile wait for the same check, however long it takes', async () => {
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

it('reports a failure for a second, and then checks again', async () => {
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

describe('with its store', () => {
  const down = () => Promise.reject(new Error('connect ECONNREFUSED postgres://contacts:s3cret@db'));
  const foreign = () => Promise.reject(new StoreSchemaError('a newer version made its tables'));

  it.each([
    ['available', () => Promise.resolve(), false, 200, { status: 'ok', store: 'ok' }],
    ['unreachable, a process is ready', down, false, 200, { status: 'ok', store: 'unreachable' }],
    [
      'unreachable, a process that requires it is not ready',
      down,
      true,
      503,
      { status: 'the store cannot be reached', store: 'unreachable' },
    ],
    ...[true, false].map(
      (isRequired) =>
        [
          `of another version, a process ${isRequired ? 'that requires it ' : ''}is not ready`,
          foreign,
          isRequired,
          503,
          { status: 'this version cannot use the tables of the store', store: 'incompatible' },
        ] as const,
    ),
  ] as const)('%s', async (_title, check, isRequired, status, body) => {
    expect(await storeReadiness({ check, isRequired })()).toEqual({ status, body });
  });

  it('that does not answer, a process answers in half a second', async () => {
    const clock = new SkippingClock();
    const check = jest.fn(() => new Promise<void>(() => undefined));
    const readiness = storeReadiness({ check, isRequired: false, clock });
    const answers = [readiness(), readiness()];
    clock.advance(500);
    for (const answer of answers)
      expect(await answer).toMatchObject({ status: 200, body: { store: 'unreachable' } });
    expect(check).toHaveBeenCalledTimes(1);
  });
});
