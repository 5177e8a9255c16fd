/**
 * Concurrent keyed adds in two processes on one store: the scheduler orders the beginning and end of every
 * store and vendor call, and the clock moves in between.
 */
import { describe, expect } from '@jest/globals';
import fc, { type Arbitrary, type Scheduler } from 'fast-check';
import { providers } from '../../src/providers/registry.js';
import { asked, script } from '../support/keyed-commands.js';
import { type Asked, KeyedWorld } from '../support/keyed-world.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { playedClock } from '../support/played-clock.js';
import { property } from '../support/property.js';
import { MemoryStore } from '../support/stores.js';

type Action =
  | { readonly kind: 'add'; readonly asked: Asked; readonly place: number }
  | { readonly kind: 'sweep'; readonly place: number }
  | { readonly kind: 'wait'; readonly ms: number };

const place = fc.nat({ max: 1 });
const action: Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), asked, place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const), place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      // The last one is longer than a lease.
      ms: fc.constantFrom(10, 300, 1000, 2100, 16_000),
    }),
  },
);

/** Rounds of concurrent actions, each done before the next one begins, and the time between them. */
const rounds = fc.array(
  fc.record({
    actions: fc.array(action, { minLength: 1, maxLength: 5 }),
    thenMs: fc.constantFrom(0, 16_000, 61_000, 121_000),
  }),
  { minLength: 1, maxLength: 3 },
);

async function play(world: KeyedWorld, actions: readonly Action[], scheduler: Scheduler): Promise<void> {
  const { clock } = world;
  const waits: Wait[] = [];
  let isOver = false;
  const all = Promise.all(actions.map((one) => begin(world, one, scheduler, waits))).finally(() => {
    isOver = true;
  });
  // Only here does the clock move: for those waiting on it, and for those polling, once nothing else can run.
  while (!isOver) {
    await clock.advance(0);
    const wait = waits.shift();
    if (wait) {
      await clock.advance(wait.ms);
      wait.over();
    } else if (scheduler.count() > 0) await scheduler.waitNext(1);
    else if (!isOver) await clock.next();
  }
  await all;
}

interface Wait {
  readonly ms: number;
  over(): void;
}

async function begin(world: KeyedWorld, one: Action, scheduler: Scheduler, waits: Wait[]): Promise<void> {
  await scheduler.schedule(Promise.resolve(), one.kind);
  switch (one.kind) {
    case 'add':
      return world.begin(one.asked, one.place);
    case 'sweep':
      return world.processes[one.place]?.sweep((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    case 'wait':
      return new Promise((over) => waits.push({ ms: one.ms, over }));
  }
}

describe.each(LEDGER_PROVIDERS)('concurrent keyed adds at %s', (id) => {
  const clock = playedClock();
  const provider = providers.find((candidate) => candidate.id === id);
  if (!provider) throw new Error(`There is no provider ${id}.`);

  property(
    'create one contact per key and report nothing untrue, in any order',
    fc.tuple(rounds, script, fc.boolean(), fc.scheduler()),
    async ([played, { writes, lists }, hasTwins, scheduler]) => {
      let isScheduled = true;
      const turn = async (what: string) => {
        if (isScheduled) await scheduler.schedule(Promise.resolve(), what);
      };
      const world = new KeyedWorld(provider, new MemoryStore(), clock, ledgerCustomer(id, 1), hasTwins, turn);
      world.vendor.writes.push(...writes);
      world.vendor.lists.push(...lists);
      for (const { actions, thenMs } of played) {
        await play(world, actions, scheduler);
        expect(world.contradictions()).toEqual([]);
        await clock.advance(thenMs);
      }
      isScheduled = false;
      await world.settle();
      expect([world.contradictions(), world.untruths(), await world.open()]).toEqual([[], [], []]);
    },
    { shortShare: 0.4 },
  );

  property(
    'never report one contact for two identical lost requests, in any order',
    fc.tuple(
      fc.array(fc.constantFrom('cut before commit' as const, 'cut after commit' as const, 'soon' as const), {
        minLength: 2,
        maxLength: 2,
      }),
      fc.constantFrom(3000, 130_000),
      fc.array(action, { minLength: 2, maxLength: 5 }),
      fc.scheduler(),
    ),
    async ([writes, waitMs, actions, scheduler]) => {
      let isScheduled = false;
      const turn = async (what: string) => {
        if (isScheduled) await scheduler.schedule(Promise.resolve(), what);
      };
      const world = new KeyedWorld(provider, new MemoryStore(), clock, ledgerCustomer(id, 1), true, turn);
      // With the vendor's own key, each is requested a second time.
      world.vendor.writes.push(...writes.flatMap((write) => [write, 'rate limited' as const]));
      world.vendor.lists.push('complete', 'fails', 'complete', 'fails');
      for (const key of [0, 1]) await world.add({ key, variant: 0 }, key);
      await clock.advance(waitMs);
      isScheduled = true;
      await play(world, actions, scheduler);
      isScheduled = false;
      await world.settle();
      expect([world.contradictions(), world.untruths(), await world.open()]).toEqual([[], [], []]);
    },
    { shortShare: 0.4 },
  );
});
