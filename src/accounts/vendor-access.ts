/** What keyed adds need of the vendors, in outcomes. */

import type { StoredContact } from '../mapping/decode-contact.js';
import { decodeContact } from '../mapping/decode-contact.js';
import type { Plan } from '../mapping/plan.js';
import type { Contact } from '../model/contact.js';
import { type AddedContact, done, failed, type Outcome } from '../model/outcome.js';
import type { ProviderCall } from '../providers/driver.js';
import { PageWalk } from '../providers/pages.js';
import type { Deadline } from '../vendor-http/deadline.js';
import type { DirectoryEntry, ProviderDirectory } from './directory.js';

/** Pages of a list at most. What is longer is not read to its end, and so proves nothing. */
const MAX_PAGES = 10;

export interface ListQuestion {
  readonly customerId: string;
  readonly requestId: string;
  /** Nothing but the ids of the contacts is needed. */
  readonly idsOnly?: boolean;
  /** Those by which the options of the write led to another part of the account. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface WholeList {
  /** The customer's one id, where callers may name it by others too. */
  readonly customerId: string;
  readonly contacts: readonly Contact[];
}

export class VendorAccess {
  constructor(private readonly directory: ProviderDirectory) {}

  /** The provider whose account it is; undefined when it is not configured any more. */
  entry(account: string): DirectoryEntry | undefined {
    return this.directory.ofAccount(account);
  }

  /** The call with what the vendor needs beyond the caller's input. Nothing was sent when it fails. */
  prepare(
    call: ProviderCall,
    { access }: DirectoryEntry,
    deadline: Deadline,
  ): Promise<Outcome<ProviderCall>> {
    if (!access) return Promise.resolve(failed({ kind: 'access', problem: 'NOT_CONFIGURED' }));
    return access.connection.prepare(call, deadline);
  }

  /** Sends a prepared call once. */
  async add(
    { provider, access }: DirectoryEntry,
    call: ProviderCall,
    plan: Plan,
    deadline: Deadline,
  ): Promise<Outcome<AddedContact>> {
    if (!access) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const outcome = await access.connection.addContact(call, plan, deadline);
    if (!outcome.ok) return outcome;
    const { stored, replayed } = outcome.value;
    return done({
      contact: decodeContact(provider, stored, call.customerId),
      replayed,
      fates: plan.fates(stored.record),
    });
  }

  /** Whether a write may go out once more after `waitMs`; see ProviderConnection.mayRepeatWrite. */
  mayRepeat({ access }: DirectoryEntry, waitMs: number, attempt: number, deadline: Deadline): boolean {
    return access?.connection.mayRepeatWrite(waitMs, attempt, deadline) ?? false;
  }

  /** All contacts of a customer; null when there are too many to read, so that nothing is proved by half a list. */
  async listAll(
    { provider, access }: DirectoryEntry,
    { customerId, requestId, headers, idsOnly = false }: ListQuestion,
    deadline: Deadline,
  ): Promise<Outcome<WholeList | null>> {
    if (!access) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const { pageSize: first } = provider.reading;
    const about = { operation: 'listForProof', requestId, kind: 'proof', headers } as const;
    return access.connection.read(about, deadline, async (vendor) => {
      const stored: StoredContact[] = [];
      let after: string | undefined;
      const walk = new PageWalk(Number.POSITIVE_INFINITY);
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const found = await provider.reading.list(
          customerId,
          { first, after, wholeRecords: false, idsOnly },
          vendor,
        );
        // A page that cannot be had any more leaves half a list.
        if (found === undefined) return null;
        if (found === null) return { customerId, contacts: [] };
        stored.push(...found.contacts);
        if (!found.hasNext) {
          const contacts = stored.map((contact) => decodeContact(provider, contact, customerId));
          return { customerId: found.customerId ?? customerId, contacts };
        }
        after = found.contacts.at(-1)?.cursor;
        walk.note(
          found.contacts.map(({ externalId }) => externalId),
          after ?? true,
        );
      }
      return null;
    });
  }
}
