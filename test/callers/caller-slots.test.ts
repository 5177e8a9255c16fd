/** The concurrent requests of a caller, in one process. */
import { expect, it } from '@jest/globals';
import { CallerSlots } from '../../src/server/auth/caller-slots.js';
import type { Clock } from '../../src/vendor-http/clock.js';
import { inTime } from '../support/in-time.js';

/** Nothing that waits for time continues. */
const STOPPED: Clock = { now: () => 0, sleep: () => new Promise(() => {}), after: () => () => {} };

it("rejects a request immediately while the caller's slots are taken, and admits the next one after them", async () => {
  const slots = new CallerSlots({ concurrency: 2, clock: STOPPED, left: () => {} });
  const ends = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const running = ends.map(({ promise }) => slots.run(() => promise));
  expect(
    await inTime(
      slots.run(async () => 'one too many'),
      'the request that has no slot',
    ),
  ).toBeUndefined();
  ends[0]?.resolve('first');
  expect(await running[0]).toBe('first');
  expect(
    await inTime(
      slots.run(async () => 'later'),
      'the request that has a slot again',
    ),
  ).toBe('later');
  ends[1]?.resolve('second');
  expect(await running[1]).toBe('second');
});
