/** What every store must do. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type {
  Attempt,
  AttemptState,
  AttemptStore,
  NewAttempt,
} from '../../../src/idempotency/store/store.js';
import type { JsonObject } from '../../../src/model/contact.js';
import type { Place, Target } from './places.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A lease short enough to wait for. */
const SHORT_MS = 300;

/** A server starts in seconds, on a busy machine. */
const PATIENT_MS = 180_000;

export function newAttempt(values: Partial<NewAttempt> = {}): NewAttempt {
  return {
    id: randomUUID(),
    lookupId: randomUUID(),
    account: 'ZUORA',
    customerId: 'A00000001',
    fingerprint: 'f1',
    owner: 'replica-1',
    leaseMs: HOUR_MS,
    ...values,
  };
}

/** Retries if the machine stalled meanwhile: real leases expire in real time. */
async function within<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const startedAt = performance.now();
    const result = await work();
    if (performance.now() - startedAt < ms) return result;
  }
}

export function describeStore(target: Target): void {
  target.describe(target.name, () => {
    let place: Place;
    let store: AttemptStore;
    /** A second replica on the same attempts. */
    let other: AttemptStore;

    beforeAll(() => target.setUp(), PATIENT_MS);
    afterAll(() => target.tearDown(), PATIENT_MS);
    beforeEach(async () => {
      place = await target.place();
      [store, other] = place.replicas;
    });
    afterEach(() => place.leave());

    async function claim(values: Partial<NewAttempt> = {}): Promise<Attempt> {
      const { claimed, attempt } = await store.claim(newAttempt(values));
      expect(claimed).toBe(true);
      return attempt;
    }

    const inState = async (state: AttemptState, change = {}, values = {}): Promise<Attempt> => {
      const { id } = await claim(values);
      return defined(await store.change(id, 1, { state, lease: null, ...change }));
    };

    /** Concurrently, alternating between the two replicas. */
    const contended = <Outcome>(
      times: number,
      operation: (replica: AttemptStore, index: number) => Promise<Outcome>,
    ): Promise<Outcome[]> =>
      Promise.all(
        Array.from({ length: times }, (_, index) => operation(index % 2 === 0 ? store : other, index)),
      );

    it('creates an attempt that is pending and leased', async () => {
      const before = Date.now();
      const wanted = newAttempt();
      const { claimed, attempt } = await store.claim(wanted);
      const { owner, leaseMs, ...identity } = wanted;
      expect(claimed).toBe(true);
      expect(attempt).toStrictEqual({
        ...identity,
        operation: 'ADD',
        state: 'PENDING',
        epoch: 1,
        owner,
        leaseUntil: attempt.startedAt + leaseMs,
        evidence: null,
        answer: null,
        startedAt: attempt.startedAt,
        updatedAt: attempt.startedAt,
        dueAt: null,
        checks: 0,
        expiresAt: null,
      });
      expect(attempt.startedAt).toBeGreaterThanOrEqual(before);
      expect(attempt.startedAt).toBeLessThanOrEqual(Date.now());
      expect(await other.get(wanted.id)).toStrictEqual(attempt);
    });

    it('returns nothing for an id that was never claimed', async () => {
      await claim();
      expect(await store.get('nobody')).toBeUndefined();
      expect(await store.find('nobody')).toBeUndefined();
      expect(await store.change('nobody', 1, { state: 'SENDING' })).toBeUndefined();
      expect(await store.claimContact('nobody', '17')).toBe(false);
    });

    it('lets one of 50 concurrent claims win', async () => {
      const { id, lookupId } = newAttempt();
      const outcomes = await contended(50, (replica, index) =>
        replica.claim(newAttempt({ id, lookupId, owner: `owner-${index}` })),
      );
      const winners = outcomes.filter(({ claimed }) => claimed);
      expect(winners).toHaveLength(1);
      for (const { attempt } of outcomes) expect(attempt).toStrictEqual(winners[0]?.attempt);
    });

    it('lets one of two replicas win each of 100 keys', async () => {
      const wanted = Array.from({ length: 100 }, () => newAttempt());
      const outcomes = await Promise.all(
        [store, other].flatMap((replica) => wanted.map((attempt) => replica.claim(attempt))),
      );
      expect(outcomes.filter(({ claimed }) => claimed)).toHaveLength(100);
    });

    it('returns the first attempt to a second claim, unchanged', async () => {
      const first = await claim();
      const changed = defined(await store.change(first.id, 1, { state: 'SENDING', evidence: { sent: 1 } }));
      const again = await other.claim(
        newAttempt({ id: first.id, lookupId: 'x', fingerprint: 'f2', owner: 'replica-2', leaseMs: 0 }),
      );
      expect(again).toStrictEqual({ claimed: false, attempt: changed });
      expect(await store.get(first.id)).toStrictEqual(changed);
    });

    it('finds the attempt by its lookup id', async () => {
      const lookupId = randomUUID();
      await claim({ lookupId, customerId: 'A' });
      await claim();
      expect(await other.find(lookupId)).toMatchObject({ customerId: 'A' });
    });

    it('returns another attempt with the same lookup id to a claim, unchanged', async () => {
      const first = await claim({ customerId: 'A' });
      const again = await other.claim(newAttempt({ lookupId: first.lookupId, customerId: 'B' }));
      expect(again).toStrictEqual({ claimed: false, attempt: first });
      expect(await store.find(first.lookupId)).toStrictEqual(first);
    });

    it('lets at most one of 50 concurrent claims with one lookup id win', async () => {
      const lookupId = randomUUID();
      const outcomes = await contended(50, (replica, index) =>
        replica.claim(newAttempt({ lookupId, customerId: `customer-${index}` })),
      );
      expect(outcomes.filter(({ claimed }) => claimed).length).toBeLessThanOrEqual(1);
      // A withdrawn claim left nothing behind.
      const again = await store.claim(newAttempt({ lookupId, customerId: 'one-more' }));
      expect(again.claimed).toBe(!outcomes.some(({ claimed }) => claimed));
    });

    it('changes the named columns, increments the epoch and leaves the rest', async () => {
      const first = await claim();
      const sending = await store.change(first.id, 1, {
        state: 'SENDING',
        evidence: { marker: 'm' },
        dueInMs: 1000,
        checks: 2,
      });
      expect(sending).toStrictEqual({
        ...first,
        epoch: 2,
        state: 'SENDING',
        evidence: { marker: 'm' },
        checks: 2,
        updatedAt: sending?.updatedAt,
        dueAt: (sending?.updatedAt ?? 0) + 1000,
      });
      const done = await store.change(first.id, 2, {
        state: 'SUCCEEDED',
        lease: null,
        answer: { contactId: '17' },
        dueInMs: null,
        expiresInMs: DAY_MS,
      });
      expect(done).toStrictEqual({
        ...sending,
        epoch: 3,
        state: 'SUCCEEDED',
        owner: null,
        leaseUntil: null,
        answer: { contactId: '17' },
        updatedAt: done?.updatedAt,
        dueAt: null,
        expiresAt: (done?.updatedAt ?? 0) + DAY_MS,
      });
      expect(await other.get(first.id)).toStrictEqual(done);
    });

    it('sets to null only what a change sets to null', async () => {
      const { id } = await claim();
      const full = { evidence: { a: 1 }, answer: { b: 2 }, dueInMs: 5, expiresInMs: 5, checks: 3 };
      const before = await store.change(id, 1, full);
      const nothing = await store.change(id, 2, {});
      expect(nothing).toStrictEqual({ ...before, epoch: 3, updatedAt: nothing?.updatedAt });
      const emptied = await store.change(id, 3, {
        lease: null,
        evidence: null,
        answer: null,
        dueInMs: null,
        expiresInMs: null,
      });
      const none = {
        owner: null,
        leaseUntil: null,
        evidence: null,
        answer: null,
        dueAt: null,
        expiresAt: null,
      };
      expect(emptied).toStrictEqual({ ...before, ...none, epoch: 4, updatedAt: emptied?.updatedAt });
    });

    it('rejects a change of a past or future epoch', async () => {
      const { id } = await claim();
      const second = await store.change(id, 1, { state: 'SENDING' });
      expect(await other.change(id, 1, { state: 'NOT_APPLIED' })).toBeUndefined();
      expect(await other.change(id, 3, { state: 'NOT_APPLIED' })).toBeUndefined();
      expect(await store.get(id)).toStrictEqual(second);
    });

    it('lets one of 50 concurrent changes of an epoch win, every time', async () => {
      const { id } = await claim();
      for (let epoch = 1; epoch <= 5; epoch += 1) {
        const outcomes = await contended(50, (replica, index) =>
          replica.change(id, epoch, { checks: index, evidence: { index } }),
        );
        const winners = outcomes.filter((outcome) => outcome !== undefined);
        expect(winners).toHaveLength(1);
        expect(await store.get(id)).toStrictEqual(winners[0]);
      }
    });

    it('accepts fractional durations, and finite ones only', async () => {
      const { id } = await claim({ leaseMs: 1000.4 });
      const changed = defined(await store.change(id, 1, { dueInMs: 0.6, expiresInMs: 1e9 / 3 }));
      expect(changed.dueAt).toBe(changed.updatedAt + 1);
      expect(changed.expiresAt).toBe(changed.updatedAt + 333_333_333);
      await expect(store.change(id, 2, { dueInMs: Number.NaN })).rejects.toThrow(RangeError);
      await expect(store.claim(newAttempt({ leaseMs: Infinity }))).rejects.toThrow(RangeError);
    });

    it('reports whether a lease is running', async () => {
      const leased = await claim({ leaseMs: HOUR_MS });
      const over = await claim({ leaseMs: 0 });
      const given = await inState('UNKNOWN');
      expect(await Promise.all([leased, over, given].map((attempt) => other.isLeased(attempt)))).toEqual([
        true,
        false,
        false,
      ]);
      const { made: short, is } = await within(SHORT_MS, async () => {
        const made = await claim({ leaseMs: SHORT_MS });
        return { made, is: await store.isLeased(made) };
      });
      expect(is).toBe(true);
      await setTimeout(SHORT_MS + 50);
      expect(await store.isLeased(short)).toBe(false);
    });

    it('takes due attempts and those left unfinished, and nothing else', async () => {
      const due = [
        await inState('UNKNOWN', { dueInMs: 0 }),
        await inState('NOT_APPLIED', { dueInMs: -5 }),
        await inState('PENDING', { dueInMs: 0 }),
        await inState('UNKNOWN', { dueInMs: 0, lease: { owner: 'dead', ms: 0 } }),
        await inState('PENDING', { lease: { owner: 'dead', ms: 0 } }),
        await inState('SENDING', { lease: { owner: 'dead', ms: 0 } }),
        await inState('SENDING', { lease: { owner: 'dead', ms: -1 }, dueInMs: HOUR_MS }),
        // No owner works on it, and no time is due for it.
        await inState('SENDING'),
      ];
      await claim();
      await inState('UNKNOWN');
      await inState('UNKNOWN', { dueInMs: HOUR_MS });
      await inState('UNKNOWN', { dueInMs: 0, lease: { owner: 'busy', ms: HOUR_MS } });
      await inState('UNKNOWN', { lease: { owner: 'dead', ms: 0 } });
      await inState('SENDING', { dueInMs: 0, lease: { owner: 'busy', ms: HOUR_MS } });
      await inState('PENDING', { dueInMs: HOUR_MS });
      await inState('SUCCEEDED', { expiresInMs: 0 });
      await inState('REJECTED');

      const taken = await store.takeDue('sweep', 30_000, 100);
      expect(byId(taken)).toStrictEqual(
        byId(due).map((attempt, index) => {
          const now = byId(taken)[index]?.updatedAt ?? 0;
          return {
            ...attempt,
            owner: 'sweep',
            epoch: attempt.epoch + 1,
            updatedAt: now,
            leaseUntil: now + 30_000,
          };
        }),
      );
      for (const attempt of taken) {
        expect(attempt.updatedAt).toBeGreaterThanOrEqual(due[0]?.updatedAt ?? Infinity);
        expect(await other.get(attempt.id)).toStrictEqual(attempt);
      }
      expect(await other.takeDue('sweep', 30_000, 100)).toEqual([]);
    });

    it('fences off an owner whose attempt was taken', async () => {
      const { id } = await claim({ leaseMs: 0 });
      await other.takeDue('sweep', HOUR_MS, 1);
      expect(await store.change(id, 1, { state: 'SENDING' })).toBeUndefined();
      expect(await other.change(id, 2, { state: 'NOT_APPLIED' })).toBeDefined();
    });

    it('never gives two sweeps the same attempt', async () => {
      const ids = new Set<string>();
      for (let count = 0; count < 120; count += 1) ids.add((await claim({ leaseMs: 0 })).id);
      const sweeps = await contended(24, (replica, index) => replica.takeDue(`sweep-${index}`, HOUR_MS, 5));
      for (const taken of sweeps) expect(taken.length).toBeLessThanOrEqual(5);
      const rest = await store.takeDue('last', HOUR_MS, 1000);
      const taken = [...sweeps.flat(), ...rest].map(({ id }) => id);
      expect(taken).toHaveLength(120);
      expect(new Set(taken)).toEqual(ids);
    });

    it('takes no more than its limit, the longest waiting first', async () => {
      await inState('UNKNOWN', { dueInMs: 0 });
      const late = await inState('UNKNOWN', { dueInMs: -1000 });
      const latest = await inState('UNKNOWN', { dueInMs: -5000 });
      expect(await store.takeDue('sweep', HOUR_MS, 0)).toEqual([]);
      expect(byId(await store.takeDue('sweep', HOUR_MS, 2)).map(({ id }) => id)).toEqual(
        byId([late, latest]).map(({ id }) => id),
      );
      expect(await store.takeDue('sweep', HOUR_MS, -1)).toEqual([]);
    });

    it('forgets expired attempts, and nothing else', async () => {
      const gone = [
        await inState('SUCCEEDED', { expiresInMs: 0 }, { customerId: 'another' }),
        await inState('REJECTED', { expiresInMs: -1 }),
        await inState('NOT_APPLIED', { expiresInMs: 0 }),
        // Permanently unknown: its outcome can no longer be found.
        await inState('UNKNOWN', { dueInMs: null, expiresInMs: 0 }),
      ];
      const kept = [
        await inState('SUCCEEDED', { expiresInMs: HOUR_MS }),
        await inState('SUCCEEDED'),
        // Their outcome is unknown, so an expiry left from before does not count.
        await inState('UNKNOWN', { dueInMs: HOUR_MS, expiresInMs: 0 }),
        await inState('SENDING', { expiresInMs: 0 }),
        await inState('PENDING', { expiresInMs: 0 }),
        await claim(),
      ];
      expect(await store.purge()).toBe(4);
      for (const { id } of gone) expect(await other.get(id)).toBeUndefined();
      for (const attempt of kept) expect(await other.get(attempt.id)).toStrictEqual(attempt);
      expect(await store.purge()).toBe(0);
    });

    it('forgets no success while another attempt for the customer is undecided', async () => {
      const customer = { customerId: randomUUID() };
      const success = await inState('SUCCEEDED', { expiresInMs: 0 }, customer);
      await inState('SUCCEEDED', { expiresInMs: 0 }, { ...customer, account: 'another' });
      const open = await inState('UNKNOWN', { dueInMs: HOUR_MS }, customer);
      expect(await store.purge()).toBe(1);
      expect(await other.get(success.id)).toStrictEqual(success);
      await store.change(open.id, 2, { state: 'REJECTED' });
      expect(await other.purge()).toBe(1);
    });

    it('sets the one id of a customer that was named by another', async () => {
      const { id, customerId } = await inState('SENDING', { customerId: 'the-one-id' });
      expect(customerId).toBe('the-one-id');
      expect((await other.undecided('ZUORA', 'the-one-id')).map((attempt) => attempt.id)).toEqual([id]);
      expect(await store.change(id, 2, {})).toMatchObject({ customerId: 'the-one-id' });
    });

    it('counts each forgotten attempt once when two purges run concurrently', async () => {
      await contended(40, async (replica) => {
        const { id } = newAttempt();
        await replica.claim(newAttempt({ id }));
        await replica.change(id, 1, { state: 'REJECTED', expiresInMs: 0 });
      });
      const counts = await Promise.all([store.purge(), other.purge()]);
      expect(counts[0] + counts[1]).toBe(40);
    });

    it('lets an expired key be claimed again once it is forgotten', async () => {
      const { id } = await inState('REJECTED', { expiresInMs: 0 });
      expect((await store.claim(newAttempt({ id }))).claimed).toBe(false);
      await store.purge();
      expect(await store.claim(newAttempt({ id }))).toMatchObject({ claimed: true, attempt: { epoch: 1 } });
    });

    it('gives an attempt to one of 20 adopters, and to the same one again', async () => {
      const attempt = await claim();
      const adopters = Array.from({ length: 20 }, (_, index) => `adopter-${index}`);
      const adopted = await contended(20, (replica, index) =>
        replica.adopt(attempt.id, adopters[index] ?? ''),
      );
      expect(adopted.filter((isAdopted) => isAdopted)).toHaveLength(1);
      const winner = adopters[adopted.indexOf(true)] ?? '';
      expect(await other.adopt(attempt.id, winner)).toBe(true);
      expect(await other.adopt(attempt.id, 'somebody else')).toBe(false);
      expect(await store.adopt('nobody', winner)).toBe(false);
      // The holder of the attempt continues with it.
      expect(await store.get(attempt.id)).toStrictEqual(attempt);
    });

    it('notes a contact for one attempt', async () => {
      const [first, second] = [await claim(), await claim()];
      expect(await store.claimContact(first.id, '17')).toBe(true);
      expect(await other.claimContact(first.id, '17')).toBe(true);
      expect(await other.claimContact(second.id, '17')).toBe(false);
      expect(await other.claimContact(second.id, '18')).toBe(true);
      expect(await store.get(first.id)).toStrictEqual(first);
    });

    it('notes a contact for each account separately', async () => {
      const [zuora, rpm] = [await claim({ account: 'ZUORA' }), await claim({ account: 'RPM' })];
      expect(await store.claimContact(zuora.id, '17')).toBe(true);
      expect(await store.claimContact(rpm.id, '17')).toBe(true);
    });

    it('gives a contact to one of 50 competing attempts', async () => {
      const attempts = await Promise.all(Array.from({ length: 50 }, () => claim()));
      const outcomes = await contended(50, (replica, index) =>
        replica.claimContact(attempts[index]?.id ?? '', 'the-one'),
      );
      expect(outcomes.filter((outcome) => outcome)).toHaveLength(1);
    });

    it('notes a contact with a change, unless it is noted for another attempt', async () => {
      const [first, second] = [await claim(), await claim()];
      await store.change(first.id, 1, { contactId: '17' });
      expect(await other.claimContact(second.id, '17')).toBe(false);
      expect(await store.change(second.id, 1, { state: 'SUCCEEDED', contactId: '17' })).toMatchObject({
        state: 'SUCCEEDED',
      });
      expect(await other.holders(second.id, ['17'])).toEqual(new Map([['17', first.id]]));
      // A change that came too late notes nothing.
      await store.change(first.id, 1, { contactId: '18' });
      expect(await other.claimContact(second.id, '18')).toBe(true);
    });

    it('returns the attempts for which contacts are noted', async () => {
      const [mine, theirs, rpm] = [await claim(), await claim(), await claim({ account: 'RPM' })];
      await store.claimContact(mine.id, '17');
      await store.claimContact(theirs.id, '18');
      await store.claimContact(theirs.id, `O'Brien "\\ 😀`);
      await store.claimContact(rpm.id, '19');
      const asked = ['17', '18', `O'Brien "\\ 😀`, '19', '20'];
      expect(await other.holders(mine.id, asked)).toEqual(
        new Map([
          ['17', mine.id],
          ['18', theirs.id],
          [`O'Brien "\\ 😀`, theirs.id],
        ]),
      );
      expect(await other.holders(mine.id, [])).toEqual(new Map());
      expect(await other.holders('nobody', asked)).toEqual(new Map());
    });

    it('returns the undecided attempts for a customer', async () => {
      const states = ['SENDING', 'UNKNOWN', 'SUCCEEDED', 'REJECTED', 'NOT_APPLIED'] as const;
      const customerId = randomUUID();
      const made: Attempt[] = [];
      for (const state of states) {
        const { id } = await claim({ customerId });
        made.push(defined(await store.change(id, 1, { state, evidence: { run: 1 } })));
      }
      await claim({ customerId });
      await store.change((await claim({ customerId, account: 'RPM' })).id, 1, { state: 'SENDING' });
      await inState('UNKNOWN');
      expect(await other.undecided('ZUORA', customerId)).toStrictEqual(made.slice(0, 2));
      expect(await other.undecided('ZUORA', randomUUID())).toEqual([]);
    });

    it('counts the unsettled attempts, and reports the age of the oldest', async () => {
      const settled = { dueInMs: null, expiresInMs: DAY_MS };
      await claim();
      const oldest = await inState('UNKNOWN', { dueInMs: HOUR_MS });
      await setTimeout(5);
      await inState('UNKNOWN', { dueInMs: -HOUR_MS });
      for (const state of ['SUCCEEDED', 'REJECTED', 'NOT_APPLIED'] as const) await inState(state, settled);
      const before = await store.now();
      const rows = [...(await store.unsettled(100))].sort((a, b) => a.state.localeCompare(b.state));
      expect(rows).toMatchObject([
        { state: 'PENDING', attempts: 1 },
        { state: 'UNKNOWN', attempts: 2 },
      ]);
      expect(rows[1]?.oldestMs).toBeGreaterThanOrEqual(before - oldest.startedAt);
      const counted = (await store.unsettled(2)).reduce((sum, { attempts }) => sum + attempts, 0);
      expect(counted).toBe(2);
    });

    it('forgets the note of a contact with the attempt', async () => {
      const gone = await inState('SUCCEEDED', { expiresInMs: 0 });
      expect(await store.claimContact(gone.id, '17')).toBe(true);
      await store.purge();
      expect(await other.claimContact((await claim()).id, '17')).toBe(true);
    });

    it('returns evidence and answer unchanged', async () => {
      const { id } = await claim();
      for (const [index, value] of JSON_VALUES.entries()) {
        const changed = await store.change(id, index + 1, { evidence: value, answer: { value } });
        expect(changed).toMatchObject({ epoch: index + 2 });
        const { evidence, answer } = defined(await other.get(id));
        // Both: the text shows keys, in order, that a comparison of objects overlooks.
        expect(JSON.stringify(evidence)).toBe(JSON.stringify(value));
        expect(evidence).toEqual(value);
        expect(JSON.stringify(answer)).toBe(JSON.stringify({ value }));
        expect(Object.getPrototypeOf(evidence)).toBe(Object.prototype);
      }
    });

    it('returns ids and names unchanged', async () => {
      const odd = {
        customerId: `O'Brien; -- "\\ 😀 ${'é'.normalize('NFD')}`,
        fingerprint: '',
        account: ':id $1',
      };
      const { id } = await claim(odd);
      expect(await other.get(id)).toMatchObject(odd);
    });

    it('shares no object with its callers', async () => {
      const { id } = await claim();
      const evidence = { ids: ['1'] };
      const given = defined(await store.change(id, 1, { evidence }));
      evidence.ids.push('2');
      (given.evidence as typeof evidence).ids.push('3');
      expect((await store.get(id))?.evidence).toEqual({ ids: ['1'] });
    });

    it('gives a lease to one of 50 competing owners', async () => {
      const outcomes = await contended(50, (replica, index) =>
        replica.takeLease('lease', `owner-${index}`, HOUR_MS),
      );
      expect(outcomes.filter((taken) => taken)).toHaveLength(1);
      expect(await other.takeLease('another', 'owner-1', HOUR_MS)).toBe(true);
    });

    it('gives a lease to the next owner once its owner, and no one else, releases it', async () => {
      expect(await store.takeLease('lease', 'one', HOUR_MS)).toBe(true);
      await other.releaseLease('lease', 'other');
      expect(await other.takeLease('lease', 'other', HOUR_MS)).toBe(false);
      await other.releaseLease('lease', 'one');
      expect(await other.takeLease('lease', 'other', HOUR_MS)).toBe(true);
      // Too late: it already belongs to the other.
      await store.releaseLease('lease', 'one');
      expect(await store.takeLease('lease', 'third', HOUR_MS)).toBe(false);
      await store.releaseLease('nothing', 'one');
    });

    it('gives an expired lease to one of 50 owners', async () => {
      expect(await store.takeLease('lease', 'dead', 0)).toBe(true);
      const outcomes = await contended(50, (replica, index) =>
        replica.takeLease('lease', `owner-${index}`, HOUR_MS),
      );
      expect(outcomes.filter((taken) => taken)).toHaveLength(1);
      await other.releaseLease('lease', 'dead');
      expect(await store.takeLease('lease', 'late', HOUR_MS)).toBe(false);
    });

    it('keeps a lease for its duration', async () => {
      const { name, isTaken } = await within(SHORT_MS, async () => {
        const lease = randomUUID();
        await store.takeLease(lease, 'one', SHORT_MS + 0.4);
        return { name: lease, isTaken: await other.takeLease(lease, 'other', 0) };
      });
      expect(isTaken).toBe(false);
      await setTimeout(SHORT_MS + 50);
      expect(await other.takeLease(name, 'other', 0)).toBe(true);
    });

    it('is writable', async () => {
      await expect(store.check()).resolves.toBeUndefined();
      await expect(Promise.all([store.check(), other.check()])).resolves.toBeDefined();
    });

    it('may be closed twice', async () => {
      const one = await place.open();
      await one.close();
      await expect(one.close()).resolves.toBeUndefined();
    });

    if (!target.durable) return;

    it('forgets expired leases, and no others', async () => {
      await store.takeLease('over', 'dead', 0);
      await store.takeLease('held', 'one', HOUR_MS);
      expect(await other.purge()).toBe(0);
      expect(await place.leases()).toHaveLength(1);
      await store.releaseLease('held', 'one');
      expect(await place.leases()).toEqual([]);
    });

    it('keeps everything on close', async () => {
      const before = await place.open();
      const { id, lookupId } = newAttempt();
      await before.claim(newAttempt({ id, lookupId }));
      const kept = await before.change(id, 1, {
        state: 'SUCCEEDED',
        lease: null,
        answer: { contactId: '17' },
      });
      await before.claimContact(id, '17');
      await before.takeLease('lease', 'one', HOUR_MS);
      await before.close();
      // All replicas have closed it, so that its file is complete.
      await place.leave();
      const after = await place.open();
      expect(await after.get(id)).toStrictEqual(kept);
      expect(await after.find(lookupId)).toStrictEqual(kept);
      const next = newAttempt();
      await after.claim(next);
      expect(await after.claimContact(next.id, '17')).toBe(false);
      expect(await after.takeLease('lease', 'other', HOUR_MS)).toBe(false);
      await after.close();
    });

    it('rejects calls after close', async () => {
      const attempt = await claim();
      const closed = await place.open();
      await closed.close();
      const operations = [
        () => closed.claim(newAttempt()),
        () => closed.get(attempt.id),
        () => closed.find(attempt.lookupId),
        () => closed.change(attempt.id, 1, {}),
        () => closed.claimContact(attempt.id, '17'),
        () => closed.takeDue('sweep', 1, 1),
        () => closed.purge(),
        () => closed.takeLease('lease', 'one', 1),
        () => closed.releaseLease('lease', 'one'),
        () => closed.check(),
      ];
      for (const operation of operations) await expect(operation()).rejects.toThrow();
    });

    it('forgets more than one batch', async () => {
      const expired = async () => {
        const { id } = newAttempt();
        await store.claim(newAttempt({ id }));
        await store.change(id, 1, { state: 'REJECTED', expiresInMs: 0 });
      };
      // More than two batches.
      await Promise.all(Array.from({ length: 450 }, expired));
      expect(await store.purge()).toBe(450);
    });
  });
}

const JSON_VALUES: readonly JsonObject[] = [
  {},
  { text: '', number: 0, yes: true, no: false, nothing: null, list: [], object: {} },
  { nested: [[{ deep: [null, [1, 'two', { three: 3 }]] }]] },
  { emoji: '👩‍👩‍👧‍👦 😀', scripts: 'Ærøskøbing 北京 עברית', NFD: 'é'.normalize('NFD') },
  { controls: '\u0000 \u0001 \b\t\n\f\r\u001b \u007f \u2028\u2029', quotes: `"'\`\\ $1 ? :id` },
  { lone: '\ud83d', other: '\ude00', '\ud83d': 1 },
  {
    numbers: [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 63, 1e308, 5e-324, 0.1, 2 ** 70],
  },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": null, "": "empty"}'),
  { 2: 'b', 1: 'a', z: 1, a: 2 },
  { long: 'x'.repeat(300_000) },
];

function byId(attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There is no attempt.');
  return value;
}
