/** Adds that change the contact if the customer already has it, at every vendor. */
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { toMember } from '../../src/graphql/to-member.js';
import type { Outcome, WriteResult } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { storeLostAt } from '../support/failing-store.js';
import type { KeyedStage } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { MemoryStore } from '../support/stores.js';
import { add, idOf, type Options, request, told } from '../support/unique-adds.js';

const stages = useLedgerStages();
const SKIPS = { clock: systemClock };

describe.each(LEDGER_PROVIDERS)('UPDATE_EXISTING at %s', (provider) => {
  const UPDATE = { ifExists: 'UPDATE_EXISTING' } as const;
  const KEYED = { ...UPDATE, idempotencyKey: 'key-of-a-policy-1' };
  const RENAMED = { firstName: 'Grace', lastName: 'Hopper' };
  const customerId = ledgerCustomer(provider, 1);
  const ids = () => stages.vendor.ids(provider, customerId);

  it('creates the contact when none matches, and changes it from then on', async () => {
    const stage = stages.open();
    expect(told(await add(stage, provider, UPDATE))).toEqual({ id: ids()[0], created: true });
    const changed = await add(stage, provider, UPDATE, RENAMED);
    expect(told(changed)).toEqual({ id: ids()[0], created: false });
    expect(changed).toMatchObject({ value: { found: 'UPDATED', contact: { name: 'Grace Hopper' } } });
    expect(stages.vendor.writes()).toBe(2);
  });

  it('creates one contact for many requests in two processes, with and without a key', async () => {
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

  it('replays the answer to the change under its key', async () => {
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

  it('decides each value once as an add and once as an update, created or changed', async () => {
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

  it('keeps a change unknown whose connection was cut until the contact has stayed unchanged', async () => {
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

  it('reports that a lost change may have changed the contact', async () => {
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
      expect(userMessage).toMatch(/^We do not know yet whether the contact was changed; /);
    };
    expectChanged(await add(stage, provider, UPDATE, RENAMED));
    expectChanged(await add(stage, provider, KEYED, RENAMED));
    expectChanged(await add(stage, provider, KEYED, RENAMED));
    expectChanged((await stage.service.attempt(provider, KEYED.idempotencyKey))?.outcome);
  });

  const removable = providers.some(({ id, write }) => id === provider && write.remove);
  it(`reports that nothing was sent when the contact is gone before it is changed${removable ? '' : ' (read as gone)'}`, async () => {
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
});

describe('CHARGEBEE', () => {
  it('reports the fate of a given id when the contact existed', async () => {
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

  it('treats requests that differ in the fields they name as two requests', async () => {
    const stage = stages.open();
    const options = { ifExists: 'UPDATE_EXISTING', idempotencyKey: 'key-of-a-policy-1' } as const;
    expect(told(await add(stage, 'CHARGEBEE', options))).toMatchObject({ created: true });
    const other = await add(stage, 'CHARGEBEE', options, { enabled: true });
    expect(told(other)).toMatchObject({ conflict: 'DIFFERENT_REQUEST' });
  });
});
