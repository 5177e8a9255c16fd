/** Operations over twelve accounts, in short; `npm run test:faults` is the long form. */
import { describe, expect, it } from '@jest/globals';
import { SEED } from '../support/seed.js';
import { runAccounts } from './accounts-run.js';

describe(`twelve accounts, seed ${SEED}`, () => {
  it('keep their contacts, keys, cursors and answers apart', async () => {
    const { accounts, adds, updates, removals, strays } = await runAccounts(800, SEED);
    expect(strays).toEqual([]);
    expect([accounts, adds > 200, updates > 80, removals > 10]).toEqual([12, true, true, true]);
  });

  it.each([
    ['another account', 'CHARGEBEE_APAC_URL'],
    ['the default account', 'CHARGEBEE_URL'],
  ])('are detected as mixed when one has the address of %s', async (_title, address) => {
    const { strays } = await runAccounts(300, SEED, (environment) => ({
      CHARGEBEE_EU_URL: environment[address] ?? '',
      // One account under two names would be a problem at start.
      CHARGEBEE_EU_SITE: 'another-site',
    }));
    expect(strays).not.toEqual([]);
  });
});
