/** The customers a token can access. A claim lists them by their ids in this graph. */
import { accountPart, type CustomerRef } from './contact.js';

/** One account of a provider; the default account if unnamed. */
export type AccountRef = Pick<CustomerRef, 'provider' | 'account'>;

/** Matches any last part: `*`, `CHARGEBEE:*`, `CHARGEBEE@eu:*`. */
const ANY = '*';

export class CustomerReach {
  static readonly ALL = new CustomerReach(true, new Set(), new Map());

  private constructor(
    private readonly isUnlimited: boolean,
    /** Accounts with all their customers. */
    private readonly wholeAccounts: ReadonlySet<string>,
    /** Individual customers, by account. */
    private readonly single: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** Reads a claim: a list of ids, or a string of ids separated by blanks. Invalid entries grant nothing. */
  static fromClaim(claim: unknown): CustomerReach {
    const wholeAccounts = new Set<string>();
    const single = new Map<string, Set<string>>();
    for (const entry of entriesOf(claim)) {
      if (entry === ANY) return CustomerReach.ALL;
      const [account = '', customer = '', ...more] = entry.split(':');
      if (account === '' || customer === '' || more.length > 0) continue;
      if (customer === ANY) {
        wholeAccounts.add(account);
        continue;
      }
      const customerId = decoded(customer);
      if (customerId === undefined) continue;
      const known = single.get(account);
      if (known) known.add(customerId);
      else single.set(account, new Set([customerId]));
    }
    return new CustomerReach(false, wholeAccounts, single);
  }

  customer(customer: CustomerRef): boolean {
    if (this.wholeAccount(customer)) return true;
    return this.single.get(accountPart(customer))?.has(customer.customerId) ?? false;
  }

  /** Whether the token can access all customers of the account. */
  wholeAccount(account: AccountRef): boolean {
    return this.isUnlimited || this.wholeAccounts.has(accountPart(account));
  }

  /** Whether the token can access any customer of the account. */
  account(account: AccountRef): boolean {
    return this.wholeAccount(account) || this.single.has(accountPart(account));
  }
}

function entriesOf(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(/\s+/);
  return Array.isArray(claim) ? claim.filter((entry) => typeof entry === 'string') : [];
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // The escape is not UTF-8.
    return undefined;
  }
}
