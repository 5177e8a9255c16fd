/**
 * One request's loaders. They must not outlive it: they cache what they read, which another caller may not be
 * allowed to see or may need fresh.
 */
import DataLoader from 'dataloader';
import type { ContactPage, ContactReader, PageArguments, ReadFailure } from '../contacts/read-contacts.js';
import {
  type Contact,
  type ContactRef,
  type CustomerRef,
  contactEntityId,
  customerEntityId,
} from '../model/contact.js';
import type { Outcome } from '../model/outcome.js';

/** Rejection of a loader; the graph converts it into an error with a code. */
export class ContactReadError extends Error {
  constructor(
    readonly failure: ReadFailure,
    readonly providerName: string,
  ) {
    super(`reading contacts failed: ${failure.kind}`);
    this.name = 'ContactReadError';
  }
}

interface ContactKey extends ContactRef {
  /** Whether the query selects custom fields or the provider's own record. */
  readonly fullRecord: boolean;
}

interface PageKey extends CustomerRef, PageArguments {
  readonly fullRecord: boolean;
}

export class ContactLoaders {
  readonly #contacts: DataLoader<ContactKey, Contact | null, string>;
  readonly #pages: DataLoader<PageKey, ContactPage | null, string>;

  constructor(private readonly reader: ContactReader) {
    this.#contacts = new DataLoader((keys) => this.#readContacts(keys), { cacheKeyFn: contactCacheKey });
    this.#pages = new DataLoader((keys) => this.#readPages(keys), { cacheKeyFn: pageCacheKey });
  }

  /** Null if the contact does not exist. Rejects with a ContactReadError. */
  contact(ref: ContactRef, fullRecord: boolean): Promise<Contact | null> {
    return this.#contacts.load({ ...ref, fullRecord: this.#isReadWhole(ref, fullRecord) });
  }

  /** Null if the customer does not exist. Rejects with a ContactReadError. */
  async page(customer: CustomerRef, page: PageArguments, fullIsAsked: boolean): Promise<ContactPage | null> {
    const fullRecord = this.#isReadWhole(customer, fullIsAsked);
    const found = await this.#pages.load({ ...customer, ...page, fullRecord });
    for (const contact of found?.contacts ?? []) {
      this.#contacts.prime({ ...contact, fullRecord }, contact);
      if (fullRecord) this.#contacts.prime({ ...contact, fullRecord: false }, contact);
    }
    return found;
  }

  /** Call after a write: the operation may go on to read what it has changed. */
  forget(): void {
    this.#contacts.clearAll();
    this.#pages.clearAll();
  }

  /** If every read returns full records, the selection must not split one read into two. */
  #isReadWhole({ provider }: CustomerRef, fullIsAsked: boolean): boolean {
    return fullIsAsked || this.reader.accounts.get(provider).provider.read.listsFullRecords;
  }

  /** One read per customer, concurrently for all customers; a failure affects only its customer. */
  async #readContacts(keys: readonly ContactKey[]): Promise<(Contact | null | Error)[]> {
    const whole = new Set(keys.filter(({ fullRecord }) => fullRecord).map(contactEntityId));
    // A contact read in full for one field serves the others too.
    const groups = Map.groupBy(keys, (key) => `${customerEntityId(key)} ${whole.has(contactEntityId(key))}`);
    const found = new Map<ContactKey, Contact | null | Error>();
    await Promise.all(
      [...groups.values()].map(async (members) => {
        const [first] = members;
        if (!first) return;
        const ids = [...new Set(members.map(({ externalId }) => externalId))];
        const outcomes = await this.reader.several(first, ids, whole.has(contactEntityId(first)));
        for (const member of members) {
          const outcome = outcomes[ids.indexOf(member.externalId)];
          found.set(member, outcome ? this.#unwrap(outcome, member) : null);
        }
      }),
    );
    return keys.map((key) => found.get(key) ?? null);
  }

  #readPages(keys: readonly PageKey[]): Promise<(ContactPage | null | Error)[]> {
    return Promise.all(
      keys.map(async (key) => this.#unwrap(await this.reader.page(key, key, key.fullRecord), key)),
    );
  }

  #unwrap<T>(
    outcome: Outcome<T> | { readonly ok: false; readonly failure: ReadFailure },
    { provider }: CustomerRef,
  ): T | Error {
    if (outcome.ok) return outcome.value;
    return new ContactReadError(outcome.failure, this.reader.accounts.get(provider).provider.name);
  }
}

function contactCacheKey(key: ContactKey): string {
  return `${contactEntityId(key)} ${key.fullRecord}`;
}

function pageCacheKey({ first, after, fullRecord, ...customer }: PageKey): string {
  return JSON.stringify([customerEntityId(customer), first, after ?? null, fullRecord]);
}
