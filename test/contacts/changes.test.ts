/** What holds for updates and removals, with a key and without. */
import { describe, expect, it } from '@jest/globals';
import type { WriteOptions } from '../../src/contacts/check-write.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { keyOf, told } from '../support/keyed-stage.js';
import { type ChangeOperation, changeOperation, placeChanges, send } from '../support/keyed-writes.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS } from '../support/ledger-vendor.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

const OPTIONS: readonly (readonly [how: string, options: (key: string) => WriteOptions])[] = [
  ['under keys', (idempotencyKey) => ({ idempotencyKey })],
  ['without keys', () => ({})],
];

describe.each(LEDGER_PROVIDERS)('at %s', (provider) => {
  it.each(OPTIONS)(
    'two changes of one contact never overlap, at two replicas too: %s',
    async (_how, optionsOf) => {
      const store = new MemoryStore();
      // Waiting for another replica takes real time.
      const replicas = [1, 2].map(() => stages.open({ store, clock: systemClock, deadlineMs: 10_000 }));
      const [first, ...others] = placeChanges(stages.vendor, provider, 1, ['UPDATE', 'UPDATE', 'UPDATE']);
      const change = (write: typeof first, place: number) => {
        const { service } = replicas[place] ?? {};
        if (write?.operation !== 'UPDATE' || !service) throw new RangeError('There is no update.');
        const options = optionsOf(keyOf(write.number));
        return service.update({ ...write.command, options });
      };
      expect(told(await change(first, 0))).toBe('success');
      const ofOne = stages.vendor.calls.map(({ kind }) => kind);
      const outcomes = await Promise.all(others.map(change));
      expect(outcomes.map(told)).toEqual(['success', 'success']);
      expect(stages.vendor.calls.map(({ kind }) => kind)).toEqual([...ofOne, ...ofOne, ...ofOne]);
    },
  );

  it.each<ChangeOperation>(
    // A vendor without a removal call has updates only.
    [...new Set([changeOperation(provider, 1), changeOperation(provider, 2)])],
  )('%s without a key is sent once, and is UNKNOWN when its answer is lost', async (operation) => {
    const { service } = stages.open();
    const [write] = placeChanges(stages.vendor, provider, 1, [operation]);
    if (!write || write.operation === 'ADD') throw new RangeError('There is no change.');
    stages.play('cut before commit');
    const unkeyed = { ...write, command: { ...write.command, options: {} } } as typeof write;
    expect(told(await send(service, unkeyed))).toBe('unknown');
    expect(stages.vendor.writes()).toBe(1);
  });
});
