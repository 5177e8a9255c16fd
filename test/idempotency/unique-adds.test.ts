/** Adds that look for an existing contact first, at every vendor. */
import { describe, expect, it } from '@jest/globals';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { describedAs } from '../support/facts.js';
import { failingStore, storeLostAt } from '../support/failing-store.js';
import type { KeyedStage } from '../support/keyed-stage.js';
import { likeFirstContact, useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { MemoryStore } from '../support/stores.js';
import { add, idOf, type Options, request, told } from '../support/unique-adds.js';

const stages = useLedgerStages();
const SKIPS = { clock: systemClock };

describe.each(LEDGER_PROVIDERS)('%s', (provider) => {
  const customerId = ledgerCustomer(provider, 1);
  const ids = () => stages.vendor.ids(provider, customerId);

  it('creates the contact when none matches, and returns it from then on', async () => {
    const stage = stages.open();
    const first = await add(stage, provider);
    expect(told(first)).toEqual({ id: ids()[0], created: true });
    const second = await add(stage, provider);
    expect(told(second)).toEqual({ id: ids()[0], created: false });
    expect(stages.vendor.writes()).toBe(1);
    // Nothing was sent, and the fate of each value states it.
    const fates = second.ok ? second.value.fates : [];
    expect(fates.map(({ path }) => path.join('.'))).toEqual(
      (first.ok ? first.value.fates : []).map(({ path }) => path.join('.')),
    );
    for (const fate of fates) {
      expect(fate).toMatchObject({
        fate: 'OMITTED',
        providerField: null,
        reason: expect.stringMatching(/already/),
      });
    }
  });

  it('returns the contact as a read would', async () => {
    const stage = stages.open();
    const created = await add(stage, provider);
    const returned = await add(stages.open(), provider);
    expect(returned.ok && returned.value.contact).toEqual(
      created.ok && {
        ...created.value.contact,
        ...(returned.ok && {
          primary: returned.value.contact.primary,
          providerRecord: returned.value.contact.providerRecord,
        }),
      },
    );
  });

  it('matches an address in other letter case', async () => {
    stages.vendor.put(
      provider,
      customerId,
      likeFirstContact(provider, { emails: [{ address: 'OP-1@Example.COM' }] }),
    );
    expect(told(await add(stages.open(), provider))).toEqual({ id: ids()[0], created: false });
  });

  it('creates a second contact under ALLOW, and without a value to match by', async () => {
    const stage = stages.open();
    await add(stage, provider);
    const calls = stages.vendor.calls.length;
    expect(told(await add(stage, provider, { ifExists: 'ALLOW' }))).toMatchObject({ created: true });
    expect(stages.vendor.calls.length - calls).toBe(1);
    const phone = [{ number: '+15550100' }];
    expect(told(await add(stage, provider, { matchBy: ['PHONE'] }))).toMatchObject({ created: true });
    expect(told(await add(stage, provider, { matchBy: [] }, { phones: phone }))).toMatchObject({
      created: true,
    });
    expect(ids()).toHaveLength(4);
  });

  it('matches by any of several values', async () => {
    const stage = stages.open();
    const first = await add(stage, provider, {}, { phones: [{ number: '+15550100' }] });
    const other = { emails: [{ address: 'other@example.com' }], phones: [{ number: '+15550100' }] };
    const both = await add(stage, provider, { matchBy: ['EMAIL', 'PHONE'] }, other);
    expect(told(both)).toEqual({ id: idOf(first), created: false });
    expect(told(await add(stage, provider, { matchBy: ['EMAIL'] }, other))).toMatchObject({ created: true });
  });

  it('rejects under REJECT, with the matching contact', async () => {
    const stage = stages.open();
    const created = await add(stage, provider);
    const rejected = await add(stage, provider, { ifExists: 'REJECT' });
    const match = expect.objectContaining({ externalId: idOf(created) });
    expect(told(rejected)).toEqual({ kind: 'duplicate', existing: match, matches: [match] });
    expect(stages.vendor.writes()).toBe(1);
  });

  it.each(['REJECT', 'RETURN_EXISTING', 'UPDATE_EXISTING'] as const)(
    'chooses none of several matches under %s',
    async (ifExists) => {
      for (const lastName of ['One', 'Two']) {
        stages.vendor.put(provider, customerId, likeFirstContact(provider, { lastName }));
      }
      const outcome = told(await add(stages.open(), provider, { ifExists }));
      const matches = ids().map((externalId) => expect.objectContaining({ externalId }));
      expect(outcome).toMatchObject({ kind: 'duplicate', existing: null });
      expect((outcome as { matches: unknown[] }).matches).toHaveLength(2);
      expect((outcome as { matches: unknown[] }).matches).toEqual(expect.arrayContaining(matches));
      expect(stages.vendor.writes()).toBe(0);
    },
  );

  it('creates one contact for 50 concurrent requests in two processes', async () => {
    const store = new MemoryStore();
    const both = [
      stages.open({ ...SKIPS, store, deadlineMs: 10_000 }),
      stages.open({ ...SKIPS, store, deadlineMs: 10_000 }),
    ];
    const runs = Array.from({ length: 50 }, (_, index) => add(both[index % 2] as KeyedStage, provider));
    const outcomes = (await Promise.all(runs)).map(told);
    expect(ids()).toHaveLength(1);
    expect(outcomes.filter((outcome) => (outcome as { created?: boolean }).created)).toHaveLength(1);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ id: ids()[0] });
  });

  it('replays the first answer under a key, and counts the policy as part of the request', async () => {
    const stage = stages.open();
    const key = 'key-of-a-policy-1';
    await add(stage, provider);
    const found = await add(stage, provider, { idempotencyKey: key });
    expect(told(found)).toEqual({ id: ids()[0], created: false });
    stages.vendor.put(provider, customerId, likeFirstContact(provider));
    const again = await add(stage, provider, { idempotencyKey: key });
    expect(again).toEqual(found.ok && { ok: true, value: { ...found.value, replayed: true } });
    for (const other of [{ ifExists: 'REJECT' }, { ifExists: 'ALLOW' }, { matchBy: ['PHONE'] }] as const) {
      expect(told(await add(stage, provider, { idempotencyKey: key, ...other }))).toMatchObject({
        kind: 'idempotency-conflict',
        conflict: 'DIFFERENT_REQUEST',
      });
    }
    expect(stages.vendor.writes()).toBe(1);
  });

  it('creates one contact for 20 concurrent keys', async () => {
    const stage = stages.open({ ...SKIPS, deadlineMs: 10_000 });
    const runs = Array.from({ length: 20 }, (_, index) =>
      add(stage, provider, { idempotencyKey: `key-of-a-policy-${index}` }),
    );
    const outcomes = (await Promise.all(runs)).map(told);
    expect(outcomes.filter((outcome) => (outcome as { created?: boolean }).created)).toHaveLength(1);
    expect(ids()).toHaveLength(1);
    const again = await add(stage, provider, { idempotencyKey: 'key-of-a-policy-7' });
    expect(told(again)).toEqual(outcomes[7]);
  });

  it('finds a create whose answer was lost, by its key', async () => {
    const stage = stages.open();
    stages.play('cut after commit');
    const options = { idempotencyKey: 'key-of-a-policy-1' };
    const first = await add(stage, provider, options);
    const second = await add(stage, provider, options);
    expect(told(second)).toEqual({ id: ids()[0], created: true });
    expect(ids()).toHaveLength(1);
    expect(first.ok || first.failure.kind === 'unknown').toBe(true);
  });

  it('returns what a lost create left behind, and creates nothing while one may still be carried out', async () => {
    const stage = stages.open();
    stages.vendor.fault = () => 'cut before commit';
    expect(told(await add(stage, provider))).toMatchObject({ kind: 'unknown' });
    stages.vendor.fault = () => 'none';
    // It may arrive any time.
    const writes = stages.vendor.writes();
    expect(told(await add(stage, provider))).toMatchObject({ kind: 'unavailable' });
    expect(stages.vendor.writes()).toBe(writes);
    stages.vendor.put(provider, customerId, likeFirstContact(provider));
    expect(told(await add(stage, provider))).toEqual({ id: ids()[0], created: false });
  });

  it('creates nothing after a lost create until the vendor can no longer carry it out', async () => {
    let now = Date.now();
    const stage = stages.open({ store: new MemoryStore(() => now) });
    stages.vendor.fault = () => 'cut before commit';
    expect(told(await add(stage, provider))).toMatchObject({ kind: 'unknown' });
    stages.vendor.fault = () => 'none';
    now += describedAs(provider).provider.idempotency.graceMs;
    expect(told(await add(stage, provider))).toMatchObject({ kind: 'unavailable' });
    expect(ids()).toEqual([]);
    now += 10_000;
    expect(told(await add(stage, provider))).toMatchObject({ created: true });
  });

  it('sends nothing when the store is down', async () => {
    const store = failingStore(new MemoryStore(), (method) => method === 'takeLease');
    const outcome = await add(stages.open({ store }), provider);
    expect(told(outcome)).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('store') });
    expect(stages.vendor.calls).toEqual([]);
    const keyed = await add(stages.open({ store }), provider, { idempotencyKey: 'key-of-a-policy-1' });
    expect(told(keyed)).toMatchObject({ kind: 'unavailable' });
    expect(stages.vendor.calls).toEqual([]);
  });

  it("reports a foreign writer's contact from the next request on", async () => {
    const stage = stages.open();
    stages.vendor.fault = () => {
      stages.vendor.put(provider, customerId, likeFirstContact(provider));
      stages.vendor.fault = () => 'none';
      return 'none';
    };
    expect(told(await add(stage, provider))).toMatchObject({ created: true });
    const next = told(await add(stage, provider)) as { kind: string; matches: unknown[] };
    expect(next).toMatchObject({ kind: 'duplicate', existing: null });
    expect(next.matches).toHaveLength(2);
  });

  it('sees what was added before it arrived, although others of its turn had read the list by then', async () => {
    const stage = stages.open({ ...SKIPS, deadlineMs: 10_000 });
    const { promise: isSending, resolve: sending } = Promise.withResolvers<void>();
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    stages.vendor.fault = async () => {
      sending();
      await isReleased;
      return 'none' as const;
    };
    const first = add(stage, provider);
    await isSending;
    const emails = [{ address: 'late@example.com' }];
    const late = stages.vendor.put(provider, customerId, likeFirstContact(provider, { emails }));
    const second = add(stage, provider, {}, { emails });
    release();
    expect(told(await first)).toMatchObject({ created: true });
    expect(told(await second)).toEqual({ id: late, created: false });
  });

  it('does not repeat a lost create, for which others may have looked in vain', async () => {
    const stage = stages.open();
    stages.vendor.fault = () => 'cut before commit';
    const options = { idempotencyKey: 'key-of-a-policy-1' };
    expect(told(await add(stage, provider, options))).toMatchObject({ kind: 'unknown' });
    stages.vendor.fault = () => 'none';
    expect(told(await add(stage, provider, options))).toMatchObject({ kind: 'unknown' });
    expect(stages.vendor.writes()).toBe(1);
  });

  it('leaves a found contact to the key that created it', async () => {
    const clock = new SkippingClock();
    const store = new MemoryStore(() => Math.floor(clock.now()));
    stages.play('cut after commit');
    const lost = stages.open({ clock, store: storeLostAt(store, 'UNKNOWN') });
    const first = { idempotencyKey: 'key-of-a-policy-1' };
    await add(lost, provider, first);
    // The lease of a process that has died.
    clock.advance(20_000);
    const stage = stages.open({ clock, store });
    const other = { idempotencyKey: 'key-of-a-policy-2' };
    expect(told(await add(stage, provider, other))).toEqual({ id: ids()[0], created: false });
    await stages.lookAfter(stage, request(provider, first));
    expect(told(await add(stage, provider, first))).toEqual({ id: ids()[0], created: true });
    expect(ids()).toHaveLength(1);
  });

  it('creates under another key once a lost create can no longer be carried out', async () => {
    const clock = new SkippingClock();
    const store = new MemoryStore(() => Math.floor(clock.now()));
    const stage = stages.open({ store, clock });
    stages.vendor.fault = () => 'cut before commit';
    await add(stage, provider, { idempotencyKey: 'key-of-a-policy-1' });
    stages.vendor.fault = () => 'none';
    const other = { idempotencyKey: 'key-of-a-policy-2' };
    expect(told(await add(stage, provider, other))).toMatchObject({ kind: 'unavailable' });
    clock.advance(130_000);
    expect(told(await add(stage, provider, other))).toMatchObject({ created: true });
    expect(ids()).toHaveLength(1);
  });
});

describe('CRO', () => {
  it('adds nothing when the list is too long to read in full', async () => {
    const customerId = ledgerCustomer('CRO', 1);
    for (let count = 0; count < 1001; count += 1) {
      stages.vendor.put(
        'CRO',
        customerId,
        likeFirstContact('CRO', { emails: [{ address: `${count}@example.com` }] }),
      );
    }
    const stage = stages.open();
    for (const options of [{}, { idempotencyKey: 'key-of-a-policy-1' }]) {
      expect(told(await add(stage, 'CRO', options))).toMatchObject({
        kind: 'unavailable',
        reason: expect.stringMatching(/too many contacts/),
        isPermanent: true,
      });
    }
    expect(stages.vendor.writes()).toBe(0);
  });
});

describe('CHARGEBEE', () => {
  it('matches by the id that the caller chose', async () => {
    const stage = stages.open();
    const byId: Options = { matchBy: ['EXTERNAL_ID'] };
    const first = await add(stage, 'CHARGEBEE', byId, { externalId: 'ada-1' });
    expect(told(first)).toEqual({ id: 'ada-1', created: true });
    const again = await add(stage, 'CHARGEBEE', byId, {
      externalId: 'ADA-1',
      emails: [{ address: 'b@example.com' }],
    });
    expect(told(again)).toEqual({ id: 'ada-1', created: false });
  });
});

describe.each(LEDGER_PROVIDERS.filter((id) => id !== 'CHARGEBEE'))('%s', (provider) => {
  it('matches no id that the caller cannot choose', async () => {
    const outcome = await add(stages.open(), provider, { matchBy: ['EMAIL', 'EXTERNAL_ID'] });
    const violation = {
      code: 'UNSUPPORTED',
      path: ['options', 'matchBy', '1'],
      supportedBy: expect.arrayContaining(['CHARGEBEE']),
    };
    expect(told(outcome)).toMatchObject({ kind: 'invalid', violations: [violation] });
    expect(stages.vendor.calls).toEqual([]);
  });
});

describe('ZUORA', () => {
  it('creates one contact for requests by the number and by the id of an account', async () => {
    const store = new MemoryStore();
    const stage = stages.open({ ...SKIPS, store, deadlineMs: 10_000 });
    const accountId = ledgerCustomer('ZUORA', 1);
    stages.vendor.put(
      'ZUORA',
      accountId,
      likeFirstContact('ZUORA', { emails: [{ address: 'b@example.com' }] }),
    );
    const byNumber = { ...request('ZUORA'), customerId: `NUM-${accountId}` };
    const both = [stage, stages.open({ ...SKIPS, store, deadlineMs: 10_000 })];
    const runs = Array.from({ length: 20 }, (_, index) => {
      const asked = index % 3 === 0 ? { ...byNumber, customerId: accountId } : byNumber;
      return both[index % 2]?.service.add(asked) as Promise<Outcome<AddedContact>>;
    });
    const outcomes = (await Promise.all(runs)).map(told);
    expect(outcomes.filter((outcome) => (outcome as { created?: boolean }).created)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => (outcome as { id?: string }).id)).size).toBe(1);
  });
});
