/** A list that proves something must be complete. */
import { expect, it } from '@jest/globals';
import type { Provider } from '../../src/providers/driver.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';

const stages = useLedgerStages();

/** Removes the contact after which the second page begins before that page is read. */
const losingItsPlace = (provider: Provider): Provider => ({
  ...provider,
  read: {
    ...provider.read,
    list: async (_customerId, { after }) =>
      after === undefined
        ? { contacts: [{ externalId: '1', record: {}, cursor: '1' }], hasNext: true }
        : undefined,
  },
});

it.each(LEDGER_PROVIDERS)(
  'a list of %s whose next page is gone does not pass for complete',
  async (provider) => {
    const { accounts } = stages.open({ otherVersion: losingItsPlace });
    const query = { customerId: ledgerCustomer(provider, 1), requestId: 'test' };
    expect(await accounts.get(provider).listAll(query, new Deadline(2000))).toEqual({
      ok: true,
      value: null,
    });
  },
);
