/** The accounts of another release's keys, at vendors that now listen elsewhere. */
import { Accounts, accountIdOf } from '../../src/accounts/accounts.js';
import { Exchange } from '../../src/accounts/exchange.js';
import { ProviderAccount } from '../../src/accounts/provider-account.js';
import { Env } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';

/** `graceMs` replaces the providers' own. */
export function keptAccounts(
  kept: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  graceMs: number,
): Accounts {
  return new Accounts(
    providers.map((known) => {
      const provider = { ...known, idempotency: { ...known.idempotency, graceMs } };
      const [then, settings] = [kept, now].map((environment) => known.configure(new Env(environment)));
      if (!then || !settings) throw new Error(`${known.id} is not configured.`);
      return new ProviderAccount(provider, 'SANDBOX', {
        id: accountIdOf(known, then),
        exchange: new Exchange(provider, settings, { sharedFaultState: false }),
        optionDefaults: settings.optionDefaults,
      });
    }),
  );
}
