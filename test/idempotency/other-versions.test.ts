/** What two versions of this service may do with one attempt when they write the same request differently. */
import { describe, expect, it } from '@jest/globals';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';
import { storeLostAt } from '../support/failing-store.js';
import { command, emailOf, told } from '../support/keyed-stage.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { MemoryStore } from '../support/stores.js';

const stages = useLedgerStages();

/** The same values in another order: the same request to us, another body to the vendor. */
const reordered = (provider: Provider): Provider => ({
  ...provider,
  write: {
    ...provider.write,
    add: {
      ...provider.write.add,
      request: (call) =>
        provider.write.add.request({
          ...call,
          wire: Object.fromEntries(Object.entries(call.wire).reverse()),
        }),
    },
  },
});

const keyed = providers.filter(({ idempotency }) => idempotency.vendorKey).map(({ id }) => id);
describe.each(keyed)('at %s, a lost outcome', (provider) => {
  it('is not repeated when this version would write the request differently', async () => {
    const store = new MemoryStore();
    const before = stages.open({ store: storeLostAt(store, 'UNKNOWN'), otherVersion: reordered });
    stages.play('cut after commit');
    expect(told(await before.service.add(command(provider, 1)))).toBe('unknown');
    const { id, epoch } = await stages.attemptOf({ ...before, store }, command(provider, 1));
    await store.change(id, epoch, { lease: null });

    const after = stages.open({ store });
    expect(await after.service.add(command(provider, 1))).toMatchObject({
      ok: true,
      value: { replayed: true },
    });
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
    expect(stages.vendor.writes()).toBe(1);
  });

  it('is repeated with the very request that was sent', async () => {
    const store = new MemoryStore();
    const before = stages.open({ store: storeLostAt(store, 'UNKNOWN') });
    stages.play('cut after commit');
    expect(told(await before.service.add(command(provider, 1)))).toBe('unknown');
    const { id, epoch } = await stages.attemptOf({ ...before, store }, command(provider, 1));
    await store.change(id, epoch, { lease: null });

    expect(told(await stages.open({ store }).service.add(command(provider, 1)))).toBe('success');
    expect(stages.vendor.commits(emailOf(1))).toBe(1);
    expect(stages.vendor.writes()).toBe(2);
  });
});
