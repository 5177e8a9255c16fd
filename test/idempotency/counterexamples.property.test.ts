/** Counterexamples that the properties found, as shrunk. */

import { expect, test } from '@jest/globals';
import type { ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { KeyedWorld } from '../support/keyed-world.js';
import { ledgerCustomer } from '../support/ledger-vendor.js';
import { playedClock } from '../support/played-clock.js';
import { MemoryStore } from '../support/stores.js';

const clock = playedClock();

function worldOf(
  id: ProviderId,
  { turn, hasTwins = false }: { turn?: (what: string) => Promise<void>; hasTwins?: boolean } = {},
): KeyedWorld {
  const provider = providers.find((candidate) => candidate.id === id);
  if (!provider) throw new Error(`There is no provider ${id}.`);
  return new KeyedWorld(provider, new MemoryStore(), clock, ledgerCustomer(id, 1), hasTwins, turn);
}

const key = { key: 1, variant: 0 };

test('CRO: a queued request may be carried out as late as one that was not queued', async () => {
  const world = worldOf('CRO');
  // It is sent 8 seconds after its evidence was recorded, and carried out half a second before the grace
  // ends.
  world.vendor.writes.push('queued, then late');
  await world.add(key, 0);
  await clock.advance(113_000);
  await world.add(key, 0);
  await world.settle();
  expect(world.contradictions()).toEqual([]);
});

test('ZUORA: so may a queued request that was sent again', async () => {
  const world = worldOf('ZUORA');
  world.vendor.writes.push('cut before commit', 'queued, then late');
  await world.add(key, 0);
  await clock.advance(113_000);
  await world.add(key, 0);
  await world.settle();
  expect(world.contradictions()).toEqual([]);
});

test('CRO: a check whose list failed does not count as the first of two', async () => {
  const world = worldOf('CRO');
  world.vendor.writes.push('cut before commit');
  world.vendor.lists.push('complete', 'fails');
  await world.add(key, 0);
  await clock.advance(130_000);
  await world.sweep(0);
  expect(await world.attempt(key.key)).toMatchObject({ state: 'UNKNOWN' });
});

test('CHARGEBEE: a process that lost its attempt while suspended does not report its outcome', async () => {
  let goOn = () => {};
  let isStill = true;
  const world = worldOf('CHARGEBEE', {
    turn: async (what) => {
      if (!isStill || what !== 'add begins') return;
      isStill = false;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    },
  });
  // Is suspended right before the request, for longer than its lease.
  const first = world.begin(key, 0);
  await clock.advance(16_000);
  // The other one takes over the attempt, repeats the request under the vendor's own key, and adds the
  // contact.
  await world.add(key, 1);
  goOn();
  await clock.until(first);
  expect(world.contradictions()).toEqual([]);
});

test('ZUORA: two identical contacts go to one key each', async () => {
  const world = worldOf('ZUORA', { hasTwins: true });
  world.vendor.writes.push('late', 'late');
  await world.add({ key: 0, variant: 0 }, 0);
  // Added immediately, but the process dies before recording it; the earlier list had failed.
  world.vendor.lists.push('fails');
  await world.add({ key: 1, variant: 0 }, 0, { at: 5, when: 'before', what: 'dies' });
  // The sweep gives this contact to the first key; the vendor's own key then gives it to the second.
  await world.settle();
  await world.unsettled();
  expect(world.contradictions()).toEqual([]);
});

test('CHARTMOGUL: an answer given to the caller is recorded although the store failed at first', async () => {
  const world = worldOf('CHARTMOGUL', { hasTwins: true });
  world.vendor.writes.push('failure that is kept');
  await world.add({ key: 0, variant: 0 }, 0);
  // Reported as added. If that were forgotten, the sweep would give this contact to the first key, which sent
  // the same.
  await world.add({ key: 1, variant: 0 }, 0, { at: 5, when: 'before', what: 'store fails' });
  await world.add({ key: 0, variant: 0 }, 0);
  await world.settle();
  await world.unsettled();
  expect(world.contradictions()).toEqual([]);
});

test('CRO: a request that may still be carried out does not get the identical contact of another', async () => {
  const world = worldOf('CRO', { hasTwins: true });
  world.vendor.writes.push('late', 'late');
  await world.add({ key: 0, variant: 0 }, 0);
  await clock.advance(61_000);
  await world.add({ key: 1, variant: 0 }, 0);
  await world.settle();
  await world.unsettled();
  expect(world.contradictions()).toEqual([]);
});

test('ZUORA: a contact that the vendor gave to a key stays with it, even if that was not recorded', async () => {
  const world = worldOf('ZUORA', { hasTwins: true });
  // Dies before the request is sent.
  await world.add({ key: 1, variant: 0 }, 0, { at: 4, when: 'before', what: 'dies' });
  await clock.advance(61_000);
  world.vendor.writes.push('cut after commit', 'cut before commit');
  await world.add({ key: 0, variant: 0 }, 0);
  // Sent again under the vendor's own key, added and noted; dies before it is settled.
  await world.add({ key: 1, variant: 0 }, 0, { at: 7, when: 'before', what: 'dies' });
  await world.settle();
  await world.unsettled();
  expect(world.contradictions()).toEqual([]);
});
