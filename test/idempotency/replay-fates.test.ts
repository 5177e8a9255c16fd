/** A replayed answer reports the fates of the current request's values, not the first one's. */
import { expect, it } from '@jest/globals';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { command } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';

const stages = useLedgerStages();

/** The fates by field of a request that is the same on the wire as an earlier one. */
async function fatesAfter(before: AddContactCommand, add: AddContactCommand) {
  const { service } = stages.open();
  expect(await service.add(before)).toMatchObject({ ok: true, value: { replayed: false } });
  const outcome = await service.add(add);
  expect(outcome).toMatchObject({ ok: true, value: { replayed: true } });
  expect(stages.vendor.writes()).toBe(1);
  const fates = outcome.ok ? outcome.value.fates : [];
  return Object.fromEntries(fates.map(({ path, fate }) => [path.slice(1).join('.'), fate]));
}

const changed = (add: AddContactCommand, input: AddContactCommand['input']): AddContactCommand => ({
  ...add,
  input: { ...add.input, ...input },
});

it('reports OMITTED for a value that the first request lacked', async () => {
  const add = command('CHARGEBEE', 1);
  const lenient = changed(
    { ...add, options: { ...add.options, unsupportedFields: 'OMIT' } },
    { jobTitle: 'Countess' },
  );
  expect(await fatesAfter(add, lenient)).toMatchObject({ firstName: 'SENT', jobTitle: 'OMITTED' });
});

it('reports the fates of its own fields for the same wire values', async () => {
  const add = command('CRO', 1);
  const whole = changed(add, { firstName: null, lastName: null, name: 'Ada Das' });
  const parts = changed(add, { firstName: 'Ada', lastName: 'Das' });
  expect(await fatesAfter(whole, parts)).toEqual({
    firstName: 'TRANSFORMED',
    lastName: 'TRANSFORMED',
    'emails.0.address': 'SENT',
  });
});

it('reports IMPLIED for a value that the first request lacked', async () => {
  const add = command('RPM', 1);
  expect(await fatesAfter(add, changed(add, { primary: false }))).toMatchObject({ primary: 'IMPLIED' });
});
