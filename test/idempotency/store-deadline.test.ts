/**
 * A store that does not answer, such as a file locked by another process, delays no caller beyond the
 * deadline.
 */
import { describe, expect, it } from '@jest/globals';
import type { AddContactOptions } from '../../src/contacts/commands.js';
import type { AttemptState } from '../../src/idempotency/store/store.js';
import { type Moment, stalledFrom, stalledStore } from '../support/failing-store.js';
import { inTime } from '../support/in-time.js';
import { command, emailOf, keyOf, told } from '../support/keyed-stage.js';
import { placeChanges, send } from '../support/keyed-writes.js';
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

const DEADLINE_MS = 500;

interface Flow {
  /** The state in which another process left the attempt. */
  readonly left?: AttemptState;
  readonly options?: AddContactOptions;
  readonly operation?: 'UPDATE' | 'LOOK';
}

const FLOWS: Readonly<Record<string, Flow>> = {
  'an add whose answer is lost': {},
  'an add that looks for the contact first': { options: { ifExists: 'RETURN_EXISTING' } },
  'an update whose answer is lost': { operation: 'UPDATE' },
  'a caller after a lost answer': { left: 'UNKNOWN' },
  'a caller after the process has died': { left: 'SENDING' },
  'a lookup of an attempt': { left: 'SENDING', operation: 'LOOK' },
};

describe.each(Object.entries(FLOWS))('%s', (_title, flow) => {
  it('gets an answer within the deadline and a second, at any call where the store begins to stall', async () => {
    let nth = 1;
    while ((await stallFrom(nth, flow)) >= nth) nth += 1;
    expect(nth).toBeGreaterThan(3);
  });
});

/** The number of calls that the store got. */
async function stallFrom(nth: number, { left, options, operation }: Flow): Promise<number> {
  const { vendor } = stages;
  const store = new MemoryStore();
  const clock = new SkippingClock();
  const plain = command('CRO', nth);
  const add = { ...plain, options: { ...plain.options, ...options } };
  const [update] = operation === 'UPDATE' ? placeChanges(vendor, 'CRO', nth, ['UPDATE']) : [];
  vendor.fault = () => 'cut after commit';
  if (left) {
    // Only the earlier list can be read.
    vendor.reading = () => (vendor.writes(emailOf(nth)) === 0 ? undefined : { status: 500, body: '' });
    const before = stages.open({ store, clock });
    expect(told(await before.service.add(add))).toBe('unknown');
    const { id, epoch } = await stages.attemptOf(before, add);
    await store.change(id, epoch, { state: left });
  }
  vendor.reading = () => undefined;
  const stalled = stalledFrom(store, nth, () => clock.advance(DEADLINE_MS + 1000));
  const { service } = stages.open({ store: stalled.store, deadlineMs: DEADLINE_MS, clock });
  const startedAt = clock.now();
  const look = () => service.attempt('CRO', keyOf(nth)).catch(() => undefined);
  const write = () => (update ? send(service, update) : service.add(add));
  const what = `an answer, although the store stalls from call ${nth} on`;
  const answer = await inTime<unknown>(operation === 'LOOK' ? look() : write(), what);
  // No carried out write is denied. Without the store the service reports on the current request only.
  const isOfAttempt = !left || nth > 1;
  if (isOfAttempt && JSON.stringify(answer)?.includes('"unavailable"'))
    expect(vendor.commits(emailOf(nth))).toBe(0);
  // The rest allows for the machine.
  expect(clock.now() - startedAt).toBeLessThan(2 * (DEADLINE_MS + 1000));
  return stalled.calls.length;
}
