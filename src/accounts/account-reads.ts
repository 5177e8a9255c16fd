/** Reads and decodes the contacts of a configured account. */
import { decodeContact, type StoredContact } from '../mapping/decode-contact.js';
import type { Contact } from '../model/contact.js';
import type { Outcome } from '../model/outcome.js';
import type { Provider } from '../providers/driver.js';
import { PageWalk } from '../providers/pages.js';
import type { PageRequest, VendorReads } from '../providers/read-rules.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { CallGuard } from './call-budget.js';
import type { Exchange } from './exchange.js';
import { type ReadCall, readVendor } from './reads.js';

/** Whose contacts to read, and for which request. */
export interface CustomerQuery {
  readonly customerId: string;
  readonly requestId: string;
  /** Headers of write options that select another part of the account. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface ListedPage {
  /** The customer's canonical id, if the vendor accepts several. */
  readonly customerId: string;
  readonly contacts: readonly Contact[];
  /** The vendor's own cursors, one per contact. */
  readonly cursors: readonly string[];
  readonly hasNext: boolean;
}

export type WholeList = Pick<ListedPage, 'customerId' | 'contacts'>;

/** Dependencies of calls to a configured account. */
export interface AccountCalls {
  readonly provider: Provider;
  /** Absent for the default account. */
  readonly name?: string | undefined;
  readonly exchange: Exchange;
  readonly guard: CallGuard;
}

/** A list longer than this is not read to its end, and so confirms nothing. */
const MAX_PAGES = 10;

export class AccountReads {
  constructor(private readonly account: AccountCalls) {}

  /** A page; null if the customer does not exist, undefined if the cursor is stale. */
  async list(
    query: CustomerQuery,
    page: PageRequest,
    deadline: Deadline,
  ): Promise<Outcome<ListedPage | null | undefined>> {
    const call = { operation: 'listContacts', kind: 'read', ...query } as const;
    return this.run(call, deadline, (vendor) => this.page(query.customerId, page, vendor));
  }

  /** One contact by its provider-side id; null if none exists. */
  async get(query: CustomerQuery, externalId: string, deadline: Deadline): Promise<Outcome<Contact | null>> {
    const { customerId } = query;
    const call = { operation: 'getContact', kind: 'read', ...query } as const;
    return this.run(call, deadline, async (vendor) => {
      const stored = await this.find(customerId, externalId, vendor);
      return stored && this.decode(stored, customerId);
    });
  }

  /** All contacts of a customer; null if there are too many to read, because half a list confirms nothing. */
  async listAll(
    query: CustomerQuery & { readonly idsOnly?: boolean },
    deadline: Deadline,
  ): Promise<Outcome<WholeList | null>> {
    const { customerId, idsOnly = false, ...asked } = query;
    const { pageSize: first } = this.account.provider.read;
    const call = { operation: 'listForProof', kind: 'check', ...asked } as const;
    return this.run(call, deadline, async (vendor) => {
      const contacts: Contact[] = [];
      let after: string | undefined;
      const walk = new PageWalk(Number.POSITIVE_INFINITY);
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const page = { first, after, fullRecord: false, idsOnly };
        const found = await this.page(customerId, page, vendor);
        // A page that no longer exists leaves half a list.
        if (!found) return found === null && after === undefined ? { customerId, contacts: [] } : null;
        contacts.push(...found.contacts);
        if (!found.hasNext) return { customerId: found.customerId, contacts };
        after = found.cursors.at(-1);
        walk.note(
          found.contacts.map(({ externalId }) => externalId),
          after ?? true,
        );
      }
      return null;
    });
  }

  /** The customer's contact with this id, or null. */
  async find(customerId: string, externalId: string, vendor: VendorReads): Promise<StoredContact | null> {
    const { read } = this.account.provider;
    if (read.get) return read.get(customerId, externalId, vendor);
    const page = await read.list(customerId, { first: read.pageSize, fullRecord: true }, vendor);
    return page?.contacts.find((contact) => contact.externalId === externalId) ?? null;
  }

  /** Runs reads as part of a call, each request under the guard. */
  run<T>(call: ReadCall, deadline: Deadline, work: (vendor: VendorReads) => Promise<T>): Promise<Outcome<T>> {
    const { exchange, guard } = this.account;
    return readVendor(exchange, call, deadline, work, guard);
  }

  /** Reads one page as part of a running call. */
  async page(
    customerId: string,
    page: PageRequest,
    vendor: VendorReads,
  ): Promise<ListedPage | null | undefined> {
    const found = await this.account.provider.read.list(customerId, page, vendor);
    return (
      found && {
        customerId: found.customerId ?? customerId,
        contacts: found.contacts.map((stored) => this.decode(stored, customerId)),
        cursors: found.contacts.map(({ cursor }) => cursor),
        hasNext: found.hasNext,
      }
    );
  }

  decode(stored: StoredContact, customerId: string): Contact {
    const { provider, name } = this.account;
    return decodeContact(provider, stored, customerId, name);
  }
}
