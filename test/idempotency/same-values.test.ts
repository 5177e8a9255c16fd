/** A lost change of fields that already have their values: only its custom fields show the outcome. */
import { describe, expect, it } from '@jest/globals';
import { described } from '../support/facts.js';
import { told } from '../support/keyed-stage.js';
import { type KeyedWrite, placeChanges, send } from '../support/keyed-writes.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import type { WriteFault } from '../support/ledger-vendor.js';

const stages = useLedgerStages();
const TAKING = described.flatMap(({ provider, facts }) => {
  const [custom] = (facts.conformance.customFields ?? []).filter(({ value }) => typeof value === 'string');
  return custom ? [{ provider: provider.id, custom }] : [];
});

it('covers every provider with custom fields', () => {
  const taking = described.filter(({ provider }) => provider.fields.customFields);
  expect(TAKING.map(({ provider }) => provider)).toEqual(taking.map(({ provider }) => provider.id));
});

describe.each(TAKING)('a change at $provider of a custom field and to the same address', (taken) => {
  const { provider, custom } = taken;

  function change(): KeyedWrite {
    const [write] = placeChanges(stages.vendor, provider, 1, ['UPDATE']);
    if (write?.operation !== 'UPDATE') throw new RangeError('It is no update.');
    const input = { emails: [{ address: 'before-1@example.com' }], customFields: [custom] };
    return { ...write, command: { ...write.command, input } };
  }

  const has = ({ customerId }: KeyedWrite) =>
    JSON.stringify(stages.vendor.record(provider, customerId)).includes(String(custom.value));

  it.each<WriteFault>(['cut before commit', 'failure before commit'])(
    'is not a success when it never arrived: %s',
    async (fault) => {
      const write = change();
      // The vendor's own key must not answer either.
      stages.play(fault, fault);
      const { service } = stages.open({ graceMs: 0 });
      expect(told(await send(service, write))).not.toBe('success');
      expect(has(write)).toBe(false);
      for (let tries = 0; tries < 3 && !has(write); tries += 1) await send(service, write);
      expect([told(await send(service, write)), has(write)]).toEqual(['success', true]);
    },
  );

  it('is a success when it was carried out and its answer was lost', async () => {
    const write = change();
    stages.play('cut after commit');
    expect(told(await send(stages.open({ graceMs: 0 }).service, write))).toBe('success');
    expect([stages.vendor.writes(), has(write)]).toEqual([1, true]);
  });
});
