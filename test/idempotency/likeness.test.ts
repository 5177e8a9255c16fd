/** Which request gets a new contact that resembles several requests, or matches none exactly. */
import { describe, expect, it } from '@jest/globals';
import { storeLostAt } from '../support/failing-store.js';
import { command, emailOf, told } from '../support/keyed-stage.js';
import { BY_DIFFERENCE, likeFirstContact, useLedgerStages } from '../support/ledger-stages.js';
import { ledgerCustomer, type WriteFault } from '../support/ledger-vendor.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

describe.each(BY_DIFFERENCE)('at %s', (provider) => {
  // A telephone number in the vendor's spelling.
  const withPhone = likeFirstContact(provider, { phones: [{ number: '+15550100100' }] });
  const part = command(provider, 1, { key: 'key-of-the-part-request' });
  const full = command(provider, 1, {
    key: 'key-of-the-full-request',
    phones: [{ number: '(555) 010-0100' }],
  });

  it("a request for a part of another's input does not get the other's contact", async () => {
    const store = new MemoryStore();
    const { service } = stages.open({ store });
    // Both are in flight before either is lost; only the fuller one is carried out.
    const arrived = Promise.withResolvers<void>();
    const both = Promise.withResolvers<void>();
    stages.vendor.fault = async (): Promise<WriteFault> => {
      const isPart = stages.vendor.writes() === 1;
      if (isPart) arrived.resolve();
      else both.resolve();
      await both.promise;
      return isPart ? 'cut before commit' : 'cut after commit';
    };
    const first = service.add(part);
    await arrived.promise;
    const lost = await Promise.all([first, service.add(full)]);
    expect(lost.map(told)).toEqual(['unknown', 'unknown']);
    stages.play();

    // Neither can be carried out any more, and the lesser one is checked first.
    const late = stages.open({ store, graceMs: 0 }).service;
    expect(await late.add(part)).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [{}] } });
    const found = await late.add(full);
    expect(found).toMatchObject({ ok: true, value: { replayed: true, contact: { phones: [{}] } } });
    // Now that the contact belongs to the other, the lesser one is known not to be carried out.
    await late.add(part);
    expect(await late.add(part)).toMatchObject({ ok: true, value: { contact: { phones: [] } } });
    expect(stages.vendor.commits(emailOf(1))).toBe(2);
  });

  it("the other's contact in the vendor's spelling is not taken while its answer is on its way", async () => {
    const { service } = stages.open();
    const arrived = Promise.withResolvers<void>();
    const added = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    stages.vendor.fault = async (): Promise<WriteFault> => {
      if (stages.vendor.writes() === 1) {
        arrived.resolve();
        await added.promise;
        return 'cut before commit';
      }
      stages.vendor.put(provider, full.customerId, withPhone);
      added.resolve();
      await answer.promise;
      return 'cut before commit';
    };
    const first = service.add(part);
    await arrived.promise;
    const second = service.add(full);
    const outcome = await first;
    answer.resolve();
    await second;
    expect(outcome).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [{}] } });
  });

  it('a contact that holds more than requested is not taken', async () => {
    const { service } = stages.open({ graceMs: 0 });
    stages.vendor.fault = () => {
      stages.vendor.put(provider, part.customerId, withPhone);
      return 'cut before commit';
    };
    for (const _ of [1, 2, 3]) {
      expect(await service.add(part)).toMatchObject({ failure: { kind: 'unknown', possibleMatches: [{}] } });
    }
    expect(stages.vendor.writes()).toBe(1);
  });
});

describe('at ZUORA', () => {
  it('without the earlier list, an old contact is not taken for a new one', async () => {
    let now = Date.now();
    const store = new MemoryStore(() => now);
    const dying = () => stages.open({ store: storeLostAt(store, 'UNKNOWN') }).service;
    const blind = command('ZUORA', 1, { key: 'key-of-the-one-that-saw-no-list' });
    const seeing = command('ZUORA', 1, { key: 'key-of-the-one-that-saw-the-list' });
    const old = stages.vendor.put('ZUORA', ledgerCustomer('ZUORA', 1), {
      firstName: 'Kuhi1',
      lastName: 'Das1',
      workEmail: emailOf(1),
    });
    stages.play('cut before commit');
    expect(told(await dying().add(seeing))).toBe('unknown');
    stages.vendor.reading = () => ({ status: 500, body: '' });
    stages.play('cut after commit');
    expect(told(await dying().add(blind))).toBe('unknown');
    stages.vendor.reading = () => undefined;
    stages.play();
    now += 60_000;

    // No process has the requests any more, so only the list can decide.
    const late = stages.open({ store, graceMs: 0 });
    expect(await stages.lookAfter(late, blind)).toMatchObject({ state: 'UNKNOWN' });
    expect(await stages.lookAfter(late, seeing)).toMatchObject({ state: 'SUCCEEDED' });
    // One was carried out and reports success; for the other only the old contact is left.
    const outcomes = [await late.service.add(blind), await late.service.add(seeing)];
    expect(outcomes.map(told)).toEqual(['unknown', 'success']);
    const [made] = stages.vendor.ids('ZUORA', blind.customerId).filter((id) => id !== old);
    expect(outcomes[1]).toMatchObject({ value: { contact: { externalId: made } } });
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
  });
});
