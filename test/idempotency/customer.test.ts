/** An answer names the customer by the id of the request, whichever process found the outcome. */
import { expect, it } from '@jest/globals';
import { providers } from '../../src/providers/registry.js';
import { command, keyOf } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

it.each(providers.map(({ id }) => id))(
  'a contact at %s that another process finds belongs to the requested customer',
  async (provider) => {
    const store = new MemoryStore();
    const [sender, seeker] = [stages.open({ store }), stages.open({ store })];
    const add = command(provider, 1);
    stages.play('cut after commit', 'cut after commit');
    // Reads fail too, so that the outcome stays unknown to the sender.
    let reads = 0;
    stages.vendor.reading = () => {
      if (stages.vendor.writes() === 0) return undefined;
      reads += 1;
      return { status: 500, body: '' };
    };
    expect(await sender.service.add(add)).toMatchObject({ failure: { kind: 'unknown' } });
    expect(reads).toBeGreaterThan(0);
    stages.vendor.reading = () => undefined;
    expect((await stages.lookAfter(seeker, add)).state).toBe('SUCCEEDED');
    expect(await seeker.service.attempt(provider, keyOf(1))).toMatchObject({
      outcome: { ok: true, value: { customerId: add.customerId } },
    });
    expect(await seeker.service.add(add)).toMatchObject({
      value: { replayed: true, customerId: add.customerId },
    });
  },
);
