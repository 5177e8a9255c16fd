/** Vendor answers that look like the truth about an earlier request and are not. */
import { describe, expect, it } from '@jest/globals';
import { spoiltIn } from '../conformance/sections/unreadable-lists.js';
import { emulatedFacts } from '../support/emulated-vendors.js';
import { failingStore } from '../support/failing-store.js';
import { command, emailOf, keyOf, told } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer, type WriteFault } from '../support/ledger-vendor.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

describe("a rejection in answer to Chargebee's own key", () => {
  it('is not reported for a contact that was added and whose answer is lost', async () => {
    const { service } = stages.open();
    // The vendor has room for one more, adds it, and forgets its answer.
    stages.vendor.fault = () => (stages.vendor.writes() === 1 ? 'cut after commit' : 'refused');
    for (const _ of [1, 2]) expect(told(await service.add(command('CHARGEBEE', 1)))).toBe('success');
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });
});

describe.each(LEDGER_PROVIDERS)('a rejection at %s', (provider) => {
  it('is not reported while another process has the attempt, which may have sent it again', async () => {
    const stage = stages.open();
    const add = command(provider, 1);
    stages.vendor.fault = async (): Promise<WriteFault> => {
      // This one was suspended until its lease was over.
      const { id, epoch } = await stages.attemptOf(stage, add);
      await stage.store.change(id, epoch, { lease: { owner: 'another process', ms: 10_000 } });
      return 'refused';
    };
    expect(await stage.service.add(add)).toMatchObject({
      ok: false,
      failure: { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS' },
    });
  });
});

describe('a duplicate of an id we chose', () => {
  /** The contact exists from an earlier use of the key, which the store does not know. */
  const addBefore = async () => {
    expect(told(await stages.open().service.add(command('CHARGEBEE', 1)))).toBe('success');
    stages.vendor.forgetKeys();
  };

  it('is the contact of an earlier request', async () => {
    await addBefore();
    const outcome = await stages.open().service.add(command('CHARGEBEE', 1));
    const [externalId] = stages.vendor.ids('CHARGEBEE', ledgerCustomer('CHARGEBEE', 1));
    expect(outcome).toMatchObject({ ok: true, value: { replayed: true, contact: { externalId } } });
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });

  it('is not a duplicate while the store is down, but UNKNOWN', async () => {
    await addBefore();
    let isDown = false;
    const { service } = stages.open({ store: failingStore(new MemoryStore(), () => isDown) });
    stages.vendor.fault = () => {
      isDown = true;
      return 'none';
    };
    expect(told(await service.add(command('CHARGEBEE', 1)))).toBe('unknown');
  });

  it('is UNKNOWN to a lookup, in state and result, while the contact is looked for', async () => {
    await addBefore();
    const { service } = stages.open();
    const asked = Promise.withResolvers<void>();
    const list = Promise.withResolvers<undefined>();
    stages.vendor.reading = () => {
      asked.resolve();
      return list.promise;
    };
    const running = service.add(command('CHARGEBEE', 1));
    await asked.promise;
    expect(await service.attempt('CHARGEBEE', keyOf(1))).toMatchObject({
      state: 'UNKNOWN',
      outcome: { failure: { kind: 'unknown' } },
    });
    list.resolve(undefined);
    expect(told(await running)).toBe('success');
  });
});

describe('a list with an entry that cannot be read', () => {
  it.each(LEDGER_PROVIDERS)('confirms no absence at %s', async (provider) => {
    const { vendor } = stages;
    const add = command(provider, 1);
    vendor.put(provider, add.customerId, emulatedFacts(provider).contact(1));
    const [id = ''] = vendor.ids(provider, add.customerId);
    const { service } = stages.open({ graceMs: 0 });
    vendor.reading = ({ usual }) => {
      if (vendor.writes() === 0) return undefined;
      const reply = usual();
      return { ...reply, body: JSON.stringify(spoiltIn(reply.body, id, () => ({}))) };
    };
    // A vendor with its own key must not answer either.
    vendor.fault = () => (vendor.writes() === 1 ? 'cut after commit' : 'cut before commit');
    for (const _ of [1, 2, 3]) expect(told(await service.add(add))).toBe('unknown');
    expect(vendor.commits(emailOf(1))).toBe(1);
  });
});

/** Gateways' own answers when they have no route to the vendor. */
const GATEWAYS = [
  {},
  { message: 'no Route matched with those values' },
  { message: 'Missing Authentication Token' },
  { statusCode: 404, message: 'Resource not found' },
  { fault: { faultstring: 'Unable to identify proxy', detail: { errorcode: 'messaging.adaptors.http' } } },
];

describe('a 404 from a gateway', () => {
  it.each(LEDGER_PROVIDERS.flatMap((provider) => GATEWAYS.map((body) => [provider, body] as const)))(
    'confirms no absence at %s: %j',
    async (provider, body) => {
      const { vendor } = stages;
      const { service } = stages.open({ graceMs: 0 });
      vendor.reading = () => (vendor.writes() === 0 ? undefined : { status: 404, body });
      vendor.fault = () => (vendor.writes() === 1 ? 'cut after commit' : 'cut before commit');
      for (const _ of [1, 2, 3]) expect(told(await service.add(command(provider, 1)))).toBe('unknown');
      // Another run would have another key, or be another request at vendors without keys.
      const writes = vendor.calls.filter(({ kind }) => kind === 'write');
      expect(new Set(writes.map(({ key }, index) => key ?? index)).size).toBe(1);
    },
  );
});
