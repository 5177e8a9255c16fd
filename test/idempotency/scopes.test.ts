/** What a key belongs to, and where a lost contact is looked for. */
import { describe, expect, it, test } from '@jest/globals';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { scopeHeaders } from '../../src/mapping/option-headers.js';
import { described } from '../support/facts.js';
import { storeLostAt } from '../support/failing-store.js';
import { command, emailOf, told } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

/** Options that select another part of the account, and the header they set. */
const PARTS = described.flatMap(({ provider, facts }) =>
  Object.entries(facts.conformance.options ?? {}).flatMap(([option, { good }]) => {
    const [{ value } = { value: null }] = good;
    const [header] = Object.entries(scopeHeaders(provider.write.options, { [option]: value }) ?? {});
    const key = provider.write.options?.key ?? '';
    return header ? [{ provider: provider.id, option, given: { [key]: { [option]: value } }, header }] : [];
  }),
);

test('every provider with scopes has an option that selects one', () => {
  const scoped = described.filter(({ provider }) => scopeHeaders(provider.write.options, {}));
  expect(new Set(PARTS.map(({ provider }) => provider))).toEqual(
    new Set(scoped.map(({ provider }) => provider.id)),
  );
});

describe.each(PARTS)('$option of $provider', ({ provider, given, header: [name, value] }) => {
  const plain = command(provider, 1);
  const add: AddContactCommand = { ...plain, options: { ...plain.options, providers: given } };

  /** Writes go to the part; a list of another part is empty. */
  const divideAccount = () => {
    stages.vendor.reading = ({ headers, empty }) => (headers[name] === value ? undefined : empty());
  };

  it('looks for a lost contact where it was written', async () => {
    divideAccount();
    const { service } = stages.open({ graceMs: 0 });
    stages.play('cut after commit');
    for (const _ of [1, 2, 3]) expect(told(await service.add(add))).toBe('success');
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
    const writes = stages.vendor.calls.filter(({ kind }) => kind === 'write');
    expect(new Set(writes.map(({ headers }) => headers[name]))).toEqual(new Set([value]));
  });

  it('looks for it there in a process that never had the request, too', async () => {
    divideAccount();
    const store = new MemoryStore();
    const dead = stages.open({ store: storeLostAt(store, 'UNKNOWN') });
    stages.play('cut after commit');
    expect(told(await dead.service.add(add))).toBe('unknown');
    const other = stages.open({ store, graceMs: 0 });
    expect(await stages.lookAfter(other, add)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await other.service.add(add)).toMatchObject({ ok: true, value: { replayed: true } });
    expect(stages.vendor.writes()).toBe(1);
  });
});

describe('an account of Zuora', () => {
  it('is one customer, by its id and by its number', async () => {
    const { vendor } = stages;
    const customerId = ledgerCustomer('ZUORA', 1);
    const byNumber = {
      ...command('ZUORA', 1, { key: 'key-by-account-number' }),
      customerId: `NUM-${customerId}`,
    };
    const byId = command('ZUORA', 1, { key: 'key-by-account-id' });

    const store = new MemoryStore();
    stages.play('cut before commit');
    const dead = stages.open({ store: storeLostAt(store, 'UNKNOWN') });
    expect(told(await dead.service.add(byNumber))).toBe('unknown');
    // The other request is carried out, and its answer is on its way.
    const listed = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    vendor.carriedOut = () => {
      listed.resolve();
      return answer.promise;
    };
    const other = stages.open({ store, deadlineMs: 5000 });
    const second = other.service.add(byId);
    await listed.promise;
    // Its contact is the only one to see; it may belong to either.
    expect(await stages.lookAfter(stages.open({ store }), byNumber)).toMatchObject({ state: 'UNKNOWN' });
    answer.resolve();

    const outcomes = [await second, await other.service.add(byNumber)];
    expect(outcomes.map(told)).toEqual(['success', 'success']);
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.contact.id)).size).toBe(2);
    expect(vendor.commits(emailOf(1))).toBe(2);
  });
});

describe.each(LEDGER_PROVIDERS)('a key at %s', (provider) => {
  it('serves at most one of two concurrent customers', async () => {
    const { service } = stages.open();
    const key = 'one-key-for-two-customers';
    const adds = [1, 2].map((number) => command(provider, number, { key, customer: number }));
    const outcomes = (await Promise.all(adds.map((add) => service.add(add)))).map(told);
    expect(outcomes.sort()).toEqual(['idempotency-conflict', 'success']);
    expect(stages.vendor.writes()).toBe(1);
  });

  it("is another key at another account: the live one does not return the sandbox's answer", async () => {
    const sandbox = await stages.startVendor();
    const store = new MemoryStore();
    const rehearsal = stages.open({ store }, sandbox.environment);
    expect(told(await rehearsal.service.add(command(provider, 1)))).toBe('success');
    const live = stages.open({ store });
    expect(await live.service.add(command(provider, 1))).toMatchObject({
      ok: true,
      value: { replayed: false },
    });
    expect([sandbox, stages.vendor].map((vendor) => vendor.commits(emailOf(1)))).toEqual([1, 1]);
  });
});

it('a request stays the same when a default of the settings changes', async () => {
  const store = new MemoryStore();
  const add = command('CHARTMOGUL', 1);
  expect(told(await stages.open({ store }).service.add(add))).toBe('success');
  const CHARTMOGUL_DATA_SOURCE_UUID = 'ds_00000000-0000-4000-8000-000000000001';
  const after = stages.open({ store }, { ...stages.vendor.environment, CHARTMOGUL_DATA_SOURCE_UUID });
  expect(await after.service.add(add)).toMatchObject({ ok: true, value: { replayed: true } });
  expect(stages.vendor.writes()).toBe(1);
});
