/**
 * A store that does not answer, such as a file locked by another process, delays no caller beyond the
 * deadline.
 */
import { expect, it } from '@jest/globals';
import { type Moment, stalledStore } from '../support/failing-store.js';
import { inTime } from '../support/in-time.js';
import { command, emailOf, told } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

it.each<readonly [Moment, string, number]>([
  ['claim', 'unavailable', 0],
  ['SENDING', 'unavailable', 0],
  ['SUCCEEDED', 'success', 1],
])('answers by the deadline when the store stalls at %s', async (moment, answer, writes) => {
  const clock = new SkippingClock();
  const stalled = stalledStore(new MemoryStore(), moment, () => clock.advance(1000));
  const { service } = stages.open({ store: stalled.store, deadlineMs: 500, clock });
  const startedAt = clock.now();
  expect(told(await inTime(service.add(command('CHARGEBEE', 1)), 'an answer'))).toBe(answer);
  // The store has a second beyond the deadline; the rest allows for the machine.
  expect(clock.now() - startedAt).toBeLessThan(4000);
  expect(stages.vendor.commits(emailOf(1))).toBe(writes);
  stalled.release();
});

it('records the outcome when the store answers after the caller got its answer', async () => {
  const store = new MemoryStore();
  const clock = new SkippingClock();
  const stalled = stalledStore(store, 'SUCCEEDED', () => clock.advance(1000));
  const stage = stages.open({ store: stalled.store, deadlineMs: 500, clock });
  expect(told(await inTime(stage.service.add(command('CHARGEBEE', 1)), 'an answer'))).toBe('success');
  stalled.release();
  await stalled.done;
  const again = await stages.open({ store }).service.add(command('CHARGEBEE', 1));
  expect(again).toMatchObject({ ok: true, value: { replayed: true } });
  expect(stages.vendor.commits(emailOf(1))).toBe(1);
});
