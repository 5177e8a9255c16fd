/** Any sequence of store operations, compared with the model after each step. */
import { expect } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import type { Attempt, AttemptChange, AttemptStore } from '../../src/idempotency/store/store.js';
import type { JsonObject } from '../../src/model/contact.js';
import { codePoint } from './code-point.js';
import type { StoreModel } from './store-model.js';

/** One operation on both; throws where they differ. */
export interface Step {
  run(store: AttemptStore, model: StoreModel): Promise<void>;
  toString(): string;
}

const IDS = ['a', 'b', 'c', 'd'] as const;
const CONTACTS = ['17', '18', 'RPM:1:17'] as const;
const OWNERS = ['one', 'other'] as const;
const STATES = ['PENDING', 'SENDING', 'UNKNOWN', 'SUCCEEDED', 'REJECTED', 'NOT_APPLIED'] as const;

const id = fc.constantFrom(...IDS);

/** One id belongs to two attempts, so that only one of them can be claimed. */
function lookupOf(of: string): string {
  return of < 'c' ? 'lookup-shared' : `lookup-${of}`;
}

/** Texts of any 16-bit units, and names that reach prototypes. */
const name = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 6 }),
  fc.constantFrom('__proto__', 'constructor', '\ud83d', '\u0000', "';--", '$1 :id ?'),
);
const json: Arbitrary<JsonObject> = fc
  .array(fc.tuple(name, fc.oneof(fc.jsonValue({ maxDepth: 2 }), name)), { maxLength: 3 })
  // Through text: the value then has no prototype of its own, and -0 is 0.
  .map((entries) => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonObject);

/** Anything that a change may set; its durations are given. */
export function changeOf(duration: Arbitrary<number>): Arbitrary<AttemptChange> {
  return fc.record(
    {
      state: fc.constantFrom(...STATES),
      lease: fc.option(fc.record({ owner: fc.constantFrom(...OWNERS), ms: duration })),
      evidence: fc.option(json),
      answer: fc.option(json),
      dueInMs: fc.option(duration),
      checks: fc.nat({ max: 100 }),
      customerId: fc.constantFrom('1', '2'),
      contactId: fc.constantFrom(...CONTACTS),
      expiresInMs: fc.option(duration),
    },
    { requiredKeys: [] },
  ) as Arbitrary<AttemptChange>;
}

/**
 * Operations on one store, in any order. Durations are multiples of a unit, and few, so that they coincide:
 * immediately, before, and after each other.
 */
export function stepsOf(unitMs: number): Arbitrary<Step[]> {
  const duration = fc.constantFrom(-unitMs, 0, unitMs, 2 * unitMs, 60 * unitMs);
  const change = changeOf(duration);
  const claim = fc
    .record({
      id,
      account: fc.constantFrom('ZUORA', 'RPM'),
      customerId: fc.constantFrom('1', '2'),
      leaseMs: duration,
    })
    .map((given): Step => {
      const attempt = { ...given, lookupId: lookupOf(given.id), fingerprint: given.id, owner: 'one' };
      return step(`claim ${JSON.stringify(attempt)}`, async (store, model) => {
        const made = await store.claim(attempt);
        const modelled = model.claim(attempt);
        expect(made.claimed).toBe(modelled.claimed);
        same(made.attempt, modelled.attempt, model);
      });
    });

  const changes = fc.tuple(id, fc.constantFrom(0, 0, 0, 0, 1, -1), change).map(([of, off, what]) =>
    step(`change ${of} at its epoch + ${off}: ${JSON.stringify(what)}`, async (store, model) => {
      const epoch = (model.get(of)?.epoch ?? 1) + off;
      same(await store.change(of, epoch, what), model.change(of, epoch, what), model);
    }),
  );

  const claimContact = fc.tuple(id, fc.constantFrom(...CONTACTS)).map(([of, contactId]) =>
    step(`claimContact ${of} ${contactId}`, async (store, model) => {
      expect(await store.claimContact(of, contactId)).toBe(model.claimContact(of, contactId));
    }),
  );

  const takeDue = fc.tuple(duration, fc.constantFrom(-1, 0, 1, 1, 2, 5)).map(([leaseMs, limit]) =>
    step(`takeDue ${limit} for ${leaseMs}`, async (store, model) => {
      const due = model.due();
      const taken = await store.takeDue('sweep', leaseMs, limit);
      expect(taken).toHaveLength(Math.min(Math.max(0, limit), due.length));
      // Of attempts that have waited equally long, any may be taken.
      const waits = (ids: readonly string[]) =>
        due
          .filter((attempt) => ids.includes(attempt.id))
          .map(since)
          .sort();
      expect(waits(taken.map((attempt) => attempt.id))).toEqual(due.slice(0, taken.length).map(since).sort());
      model.take(
        taken.map((attempt) => attempt.id),
        'sweep',
        leaseMs,
      );
      for (const attempt of taken) same(attempt, model.get(attempt.id), model);
    }),
  );

  const leases = fc
    .tuple(fc.constantFrom('x', 'y'), fc.constantFrom(...OWNERS), fc.option(duration))
    .map(([name, owner, ms]) =>
      step(
        ms === null ? `release ${name} of ${owner}` : `lease ${name} to ${owner} for ${ms}`,
        async (store, model) => {
          if (ms !== null)
            expect(await store.takeLease(name, owner, ms)).toBe(model.takeLease(name, owner, ms));
          else await Promise.all([store.releaseLease(name, owner), model.releaseLease(name, owner)]);
        },
      ),
    );

  const purge = fc.constant(
    step('purge', async (store, model) => {
      expect(await store.purge()).toBe(model.purge());
    }),
  );

  return fc.array(
    fc.oneof(
      { weight: 3, arbitrary: claim },
      { weight: 6, arbitrary: changes },
      { weight: 2, arbitrary: claimContact },
      { weight: 2, arbitrary: takeDue },
      { weight: 2, arbitrary: leases },
      { weight: 1, arbitrary: purge },
    ),
    { minLength: 1, maxLength: 25 },
  );
}

function since({ state, dueAt, leaseUntil }: Attempt): number {
  if (state === 'PENDING' || state === 'SENDING') return leaseUntil ?? dueAt ?? 0;
  return Math.max(dueAt ?? 0, leaseUntil ?? dueAt ?? 0);
}

function step(name: string, run: Step['run']): Step {
  return { run, toString: () => name };
}

/** Equal except for times, which are compared as precisely as the model knows them. */
function same(one: Attempt | undefined, other: Attempt | undefined, model: StoreModel): void {
  expect(shown(one, model)).toEqual(shown(other, model));
}

function shown(attempt: Attempt | undefined, { start, precisionMs }: StoreModel) {
  if (!attempt) return undefined;
  const { evidence, answer, startedAt, updatedAt, leaseUntil, dueAt, expiresAt, ...others } = attempt;
  const times = [startedAt, updatedAt, leaseUntil, dueAt, expiresAt];
  return {
    ...others,
    times: times.map((time) => (time === null ? null : Math.round((time - start) / precisionMs) + 0)),
    // As text, which shows keys, in order, that a comparison overlooks.
    texts: [JSON.stringify(evidence), JSON.stringify(answer)],
  };
}

/** Everything that can be read without changing anything. */
export async function expectSame(store: AttemptStore, model: StoreModel): Promise<void> {
  for (const of of IDS) {
    const attempt = model.get(of);
    same(await store.get(of), attempt, model);
    if (attempt) expect(await store.isLeased(attempt)).toBe(model.isLeased(attempt));
    expect([...(await store.holders(of, CONTACTS))].sort()).toEqual(model.holders(of, CONTACTS).sort());
  }
  for (const lookupId of new Set(IDS.map(lookupOf)))
    same(await store.find(lookupId), model.find(lookupId), model);
  for (const account of ['ZUORA', 'RPM']) {
    for (const customerId of ['1', '2']) {
      const undecided = model.undecided(account, customerId);
      const found = await store.undecided(account, customerId);
      expect(found).toHaveLength(undecided.length);
      for (const [index, attempt] of found.entries()) same(attempt, undecided[index], model);
    }
  }
}
