/** What keyed adds need of the vendors, in outcomes. */
import type { Deadline } from '../../http/deadline.js';
import type { ProviderCall, StoredContact } from '../../providers/provider.js';
import { decodeContact } from '../../providers/table/decode-contact.js';
import type { Plan } from '../../providers/table/plan.js';
import type { Contact, ProviderId } from '../contact.js';
import type { DirectoryEntry, ProviderDirectory } from '../directory.js';
import { type AddedContact, done, failed, type Outcome } from '../outcome.js';

/** Pages of a list at most. What is longer is not read to its end, and so proves nothing. */
const MAX_PAGES = 10;

export class VendorAccess {
  constructor(private readonly directory: ProviderDirectory) {}

  entry(provider: ProviderId): DirectoryEntry | undefined {
    return this.directory.has(provider) ? this.directory.get(provider) : undefined;
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

  /** Sends a prepared call; see ProviderConnection.addContact for when more than once. */
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

  /** All contacts of a customer; null when there are too many to read, so that nothing is proved by half a list. */
  async listAll(
    { provider, access }: DirectoryEntry,
    customerId: string,
    requestId: string,
    deadline: Deadline,
  ): Promise<Outcome<readonly Contact[] | null>> {
    if (!access) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const { pageSize: first } = provider.reading;
    const about = { operation: 'listForProof', requestId };
    return access.connection.read(about, deadline, async (vendor) => {
      const stored: StoredContact[] = [];
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const found = await provider.reading.list(customerId, { first, after, wholeRecords: false }, vendor);
        // A page that cannot be had any more leaves half a list.
        if (found === undefined) return null;
        if (found === null) return [];
        stored.push(...found.contacts);
        if (!found.hasNext) return stored.map((contact) => decodeContact(provider, contact, customerId));
        after = found.contacts.at(-1)?.cursor;
      }
      return null;
    });
  }
}
