/** Adds that look for an existing contact first, at every vendor. */
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { AddContactCommand, AddContactOptions } from '../../src/contacts/commands.js';
import { toMember } from '../../src/graphql/to-member.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { AddedContact, Outcome, WriteResult } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { failingStore, storeLostAt } from '../support/failing-store.js';
import { command, type KeyedStage } from '../support/keyed-stage.js';
import { likeFirstContact, useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();
const SKIPS = { clock: systemClock };

type Options = Partial<AddContactOptions>;
type Changes = Partial<AddContactCommand['input']> & { customer?: number };

/** Without a key unless the options have one. */
function request(provider: ProviderId, options: Options = {}, changes: Changes = {}): AddContactCommand {
  const { options: _, ...rest } = command(provider, 1, changes);
  return { ...rest, options: { ifExists: 'RETURN_EXISTING', ...options } };
}

const add = (stage: KeyedStage, ...given: Parameters<typeof request>) => stage.service.add(request(...given));

/** The contact's id and whether it was created, or why there is none. */
function told(outcome: Outcome<AddedContact>): unknown {
  if (!outcome.ok) return outcome.failure;
  const { contact, found } = outcome.value;
  return { id: contact.externalId, created: found === undefined };
}

const idOf = (outcome: Outcome<AddedContact>) => (outcome.ok ? outcome.value.contact.externalId : undefined);

describe.each(LEDGER_PROVIDERS)('%s', (provider) => {
  const customerId = ledgerCustomer(provider, 1);
  const ids = () => stages.vendor.ids(provider, customerId);

  it('creates the contact where none matches, and returns it from then on', async () => {
    const stage = stages.open();
    const first = await add(stage, provider);
    expect(told(first)).toEqual({ id: ids()[0], created: true });
    const second = await add(stage, provider);
    expect(told(second)).toEqual({ id: ids()[0], created: false });
    expect(stages.vendor.writes()).toBe(1);
    // Nothing was sent: each value says so.
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

  it('returns the contact as a read of it does', async () => {
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

  it('matches an address in other letters', async () => {
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

  it('matches by any of several', async () => {
    const stage = stages.open();
    const first = await add(stage, provider, {}, { phones: [{ number: '+15550100' }] });
    const other = { emails: [{ address: 'other@example.com' }], phones: [{ number: '+15550100' }] };
    const both = await add(stage, provider, { matchBy: ['EMAIL', 'PHONE'] }, other);
    expect(told(both)).toEqual({ id: idOf(first), created: false });
    expect(told(await add(stage, provider, { matchBy: ['EMAIL'] }, other))).toMatchObject({ created: true });
  });

  it('rejects under REJECT, with the contact that matches', async () => {
    const stage = stages.open();
    const created = await add(stage, provider);
    const rejected = await add(stage, provider, { ifExists: 'REJECT' });
    const match = expect.objectContaining({ externalId: idOf(created) });
    expect(told(rejected)).toEqual({ kind: 'duplicate', existing: match, matches: [match] });
    expect(stages.vendor.writes()).toBe(1);
  });

  it.each(['REJECT', 'RETURN_EXISTING', 'UPDATE_EXISTING'] as const)(
    'chooses none of several under %s',
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

  it('creates one contact for 50 requests at two processes at the same time', async () => {
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

  it('gives the first answer again under a key, and counts the policy as part of the request', async () => {
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

  it('creates one contact for 20 keys at the same time', async () => {
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

  it('finds out a create whose answer was lost, by its key', async () => {
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
    // It may come any time.
    const writes = stages.vendor.writes();
    expect(told(await add(stage, provider))).toMatchObject({ kind: 'unavailable' });
    expect(stages.vendor.writes()).toBe(writes);
    stages.vendor.put(provider, customerId, likeFirstContact(provider));
    expect(told(await add(stage, provider))).toEqual({ id: ids()[0], created: false });
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

  it('reports what a foreign writer added meanwhile, from the next request on', async () => {
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

  it('sees what was added before it came, though others of its turn had read the list by then', async () => {
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
    // The lease of a process that is no more.
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

describe.each(LEDGER_PROVIDERS)('UPDATE_EXISTING at %s', (provider) => {
  const UPDATE = { ifExists: 'UPDATE_EXISTING' } as const;
  const KEYED = { ...UPDATE, idempotencyKey: 'key-of-a-policy-1' };
  const RENAMED = { firstName: 'Grace', lastName: 'Hopper' };
  const customerId = ledgerCustomer(provider, 1);
  const ids = () => stages.vendor.ids(provider, customerId);

  it('creates the contact where none matches, and changes it from then on', async () => {
    const stage = stages.open();
    expect(told(await add(stage, provider, UPDATE))).toEqual({ id: ids()[0], created: true });
    const changed = await add(stage, provider, UPDATE, RENAMED);
    expect(told(changed)).toEqual({ id: ids()[0], created: false });
    expect(changed).toMatchObject({ value: { found: 'UPDATED', contact: { name: 'Grace Hopper' } } });
    expect(stages.vendor.writes()).toBe(2);
  });

  it('creates one contact for many requests at two processes, with and without a key', async () => {
    const store = new MemoryStore();
    const open = () => stages.open({ ...SKIPS, store, deadlineMs: 10_000 });
    const both = [open(), open()];
    const runs = Array.from({ length: 12 }, (_, index) =>
      add(both[index % 2] as KeyedStage, provider, {
        ...UPDATE,
        ...(index % 3 === 0 && { idempotencyKey: `key-of-a-policy-${index}` }),
      }),
    );
    const outcomes = (await Promise.all(runs)).map(told);
    expect(ids()).toHaveLength(1);
    expect(outcomes.filter((outcome) => (outcome as { created?: boolean }).created)).toHaveLength(1);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ id: ids()[0] });
  });

  it('gives the answer to the change again under its key', async () => {
    const stage = stages.open();
    await add(stage, provider);
    const changed = await add(stage, provider, KEYED, RENAMED);
    expect(changed).toMatchObject({ value: { found: 'UPDATED', replayed: false } });
    const again = await add(stage, provider, KEYED, RENAMED);
    expect(again).toEqual(changed.ok && { ok: true, value: { ...changed.value, replayed: true } });
    expect(stages.vendor.writes()).toBe(2);
    const other = await add(stage, provider, { ...KEYED, ifExists: 'RETURN_EXISTING' }, RENAMED);
    expect(told(other)).toMatchObject({ conflict: 'DIFFERENT_REQUEST' });
  });

  it('decides about a value once as an add and once as an update, whatever comes of it', async () => {
    let decisions = 0;
    const counting = (provider: Provider): Provider => {
      const row = provider.fields.emails;
      if (!row) throw new Error(`${provider.name} keeps no email address.`);
      const decide: typeof row.decide = (...given) => {
        decisions += 1;
        return row.decide(...given);
      };
      return { ...provider, fields: { ...provider.fields, emails: { ...row, decide } } };
    };
    const stage = stages.open({ otherVersion: counting });
    const decisionsOf = async (options: Options) => {
      decisions = 0;
      expect(await add(stage, provider, options)).toMatchObject({ ok: true });
      return decisions;
    };
    expect(await decisionsOf({ ifExists: 'ALLOW' })).toBe(1);
    expect(await decisionsOf(UPDATE)).toBe(2);
    expect(await decisionsOf(KEYED)).toBe(2);
    expect(await decisionsOf(KEYED)).toBe(2);
  });

  it('leaves a change that was lost in another process to the sweep, which reads the contact', async () => {
    const clock = new SkippingClock();
    const store = new MemoryStore(() => Math.floor(clock.now()));
    await add(stages.open({ clock, store }), provider);
    stages.play('cut after commit');
    const lost = stages.open({ clock, store: storeLostAt(store, 'UNKNOWN') });
    await add(lost, provider, KEYED, RENAMED);
    clock.advance(20_000);
    const stage = stages.open({ clock, store });
    const found = await stages.lookAfter(stage, request(provider, KEYED, RENAMED));
    expect(found.state).toBe('SUCCEEDED');
    expect(await add(stage, provider, KEYED, RENAMED)).toMatchObject({
      value: { found: 'UPDATED', replayed: true, contact: { externalId: ids()[0], name: 'Grace Hopper' } },
    });
    expect(ids()).toHaveLength(1);
  });

  it('does not know of a change that was cut before it was made until the contact has stayed as it was', async () => {
    const clock = new SkippingClock();
    const store = new MemoryStore(() => Math.floor(clock.now()));
    const stage = stages.open({ clock, store });
    await add(stage, provider);
    stages.vendor.fault = () => 'cut before commit';
    expect(told(await add(stage, provider, KEYED, RENAMED))).toMatchObject({ kind: 'unknown' });
    stages.vendor.fault = () => 'none';
    const { writes } = stages.vendor;
    const before = writes();
    for (let look = 0; look < 3; look += 1) {
      clock.advance(150_000);
      const { state } = await stages.attemptOf(stage, request(provider, KEYED, RENAMED));
      if (state === 'UNKNOWN') await stages.lookAfter(stage, request(provider, KEYED, RENAMED));
    }
    expect((await stages.attemptOf(stage, request(provider, KEYED, RENAMED))).state).toBe('NOT_APPLIED');
    expect(writes()).toBe(before);
    expect(await add(stage, provider, KEYED, RENAMED)).toMatchObject({ value: { found: 'UPDATED' } });
  });

  it('tells of a change that was lost that the contact may have been changed', async () => {
    const stage = stages.open();
    await add(stage, provider);
    stages.vendor.fault = () => 'cut before commit';
    const expectChanged = (outcome: Outcome<WriteResult> | undefined) => {
      if (!outcome) throw new Error('There is no outcome.');
      const { message, userMessage } = toMember(outcome, {
        ...{ provider, providerName: provider, requestId: 'a', operation: 'ADD' },
        hasIdempotencyKey: true,
        mayRead: true,
      });
      expect(message).toMatch(/^The contact may have been changed: /);
      expect(userMessage).toMatch(/^Nobody knows yet whether the contact was changed; /);
    };
    expectChanged(await add(stage, provider, UPDATE, RENAMED));
    expectChanged(await add(stage, provider, KEYED, RENAMED));
    expectChanged(await add(stage, provider, KEYED, RENAMED));
    expectChanged((await stage.service.attempt(provider, KEYED.idempotencyKey))?.outcome);
  });

  const removable = providers.some(({ id, write }) => id === provider && write.remove);
  it(`says that nothing was sent where the contact is gone before it is changed${removable ? '' : ' (read as gone)'}`, async () => {
    const stage = stages.open();
    const created = await add(stage, provider);
    const elsewhere = stages.open();
    let reads = 0;
    stages.vendor.reading = async (call) => {
      reads += 1;
      if (reads !== 2) return undefined;
      if (!removable) return call.empty();
      const contact = { provider, customerId, externalId: idOf(created) ?? '' };
      expect(await elsewhere.service.remove({ contact, options: {}, requestId: 'elsewhere' })).toMatchObject({
        ok: true,
      });
      return undefined;
    };
    const { writes } = stages.vendor;
    const outcome = await add(stage, provider, KEYED, RENAMED);
    expect(told(outcome)).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('removed') });
    expect(writes()).toBe(removable ? 2 : 1);
    expect(told(await add(stage, provider, KEYED, RENAMED))).toEqual({ id: ids()[0], created: removable });
  });
});

describe('CRO', () => {
  it('adds nothing under UPDATE_EXISTING that it could not change', async () => {
    const stage = stages.open();
    const outcome = await add(
      stage,
      'CRO',
      { ifExists: 'UPDATE_EXISTING' },
      { firstName: null, lastName: 'Das' },
    );
    const path = ['input', 'firstName'];
    expect(told(outcome)).toMatchObject({ kind: 'invalid', violations: [{ code: 'REQUIRED', path }] });
    expect(stages.vendor.calls).toEqual([]);
  });

  it('adds nothing where the list is too long to be read whole', async () => {
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
        reason: expect.stringMatching(/more contacts than/),
        isPermanent: true,
      });
    }
    expect(stages.vendor.writes()).toBe(0);
  });
});

describe('CHARGEBEE', () => {
  it('tells what became of a given id where the contact was there', async () => {
    const stage = stages.open();
    const given = { externalId: 'ada-1' };
    await add(stage, 'CHARGEBEE', {}, given);
    const fateAfter = async (externalId: string, key = {}) => {
      const outcome = await add(
        stage,
        'CHARGEBEE',
        { ifExists: 'UPDATE_EXISTING', ...key },
        { externalId, firstName: 'Grace' },
      );
      return outcome.ok && [outcome.value.contact.externalId, outcome.value.fates[0]];
    };
    const path = ['input', 'externalId'];
    const idempotencyKey = 'key-of-a-policy-1';
    for (const key of [{}, { idempotencyKey }, { idempotencyKey }]) {
      expect(await fateAfter('ada-1', key)).toMatchObject(['ada-1', { path, fate: 'IMPLIED' }]);
    }
    expect(await fateAfter('ada-2')).toMatchObject([
      'ada-1',
      { path, fate: 'OMITTED', reason: expect.stringContaining('keeps its own id') },
    ]);
  });

  it('takes what is not named in one and named in another for two requests', async () => {
    const stage = stages.open();
    const options = { ifExists: 'UPDATE_EXISTING', idempotencyKey: 'key-of-a-policy-1' } as const;
    expect(told(await add(stage, 'CHARGEBEE', options))).toMatchObject({ created: true });
    const other = await add(stage, 'CHARGEBEE', options, { enabled: true });
    expect(told(other)).toMatchObject({ conflict: 'DIFFERENT_REQUEST' });
  });

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
  it('takes no match by an id that the caller cannot choose', async () => {
    const outcome = await add(stages.open(), provider, { matchBy: ['EMAIL', 'EXTERNAL_ID'] });
    const violation = { code: 'UNSUPPORTED', path: ['options', 'matchBy', '1'], supportedBy: ['CHARGEBEE'] };
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
