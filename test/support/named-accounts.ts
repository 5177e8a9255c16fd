/** Several accounts of each vendor, each with its own emulated vendors, and so its own ledger. */
import type { ProviderId } from '../../src/model/contact.js';
import { type LedgerVendor, startLedgerVendor } from './ledger-vendor.js';

export interface NamedVendors {
  /** Configures all of the accounts. */
  readonly environment: Record<string, string>;
  at(account: string | undefined): LedgerVendor;
  close(): Promise<void>;
}

/** The variables of a vendor's account with that name. */
export function ofAccount(
  id: ProviderId,
  account: string,
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = Object.entries(environment).filter(([name]) => name.startsWith(`${id}_`));
  return Object.fromEntries(
    own.map(([name, value]) => [name.replace(`${id}_`, `${id}_${account.toUpperCase()}_`), value]),
  );
}

/** `accounts`: each provider's named ones, beside its default account. There is no rate limit. */
export async function startNamedVendors(
  accounts: Readonly<Record<ProviderId, readonly string[]>>,
): Promise<NamedVendors> {
  const names = [...new Set(Object.values(accounts).flat())];
  const vendors = new Map<string | undefined, LedgerVendor>();
  for (const name of [undefined, ...names]) vendors.set(name, await startLedgerVendor());
  const at = (account: string | undefined): LedgerVendor => {
    const vendor = vendors.get(account);
    if (!vendor) throw new RangeError(`There is no account ${account}.`);
    return vendor;
  };
  const environment = { ...at(undefined).environment };
  for (const [id, own] of Object.entries(accounts)) {
    environment[`${id}_RATE_PER_SECOND`] = '0';
    if (own.length > 0) environment[`${id}_ACCOUNTS`] = own.join();
    for (const account of own) {
      const variables = { ...at(account).environment, [`${id}_RATE_PER_SECOND`]: '0' };
      Object.assign(environment, ofAccount(id, account, variables));
    }
  }
  return {
    environment,
    at,
    close: async () => {
      await Promise.all([...vendors.values()].map((vendor) => vendor.close()));
    },
  };
}
