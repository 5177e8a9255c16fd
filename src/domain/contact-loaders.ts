/**
 * The loaders of one request. They must not outlive it: they remember what they read, and another caller may not
 * be allowed to see it or may need it fresh.
 */
import DataLoader from 'dataloader';
import {
  type Contact,
  type ContactRef,
  type CustomerRef,
  contactEntityId,
  customerEntityId,
} from './contact.js';
import type { ContactPage, ContactReader, PageArguments, ReadFailure } from './contact-reader.js';
import type { Outcome } from './outcome.js';

/** What a loader is rejected with; the graph turns it into an error with a code. */
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
  /** Whether custom fields and the provider's own record are asked for. */
  readonly wholeRecords: boolean;
}

interface PageKey extends CustomerRef, PageArguments {
  readonly wholeRecords: boolean;
}

export class ContactLoaders {
  readonly #contacts: DataLoader<ContactKey, Contact | null, string>;
  readonly #pages: DataLoader<PageKey, ContactPage | null, string>;

  constructor(private readonly reader: ContactReader) {
    this.#contacts = new DataLoader((keys) => this.#readContacts(keys), { cacheKeyFn: contactCacheKey });
    this.#pages = new DataLoader((keys) => this.#readPages(keys), { cacheKeyFn: pageCacheKey });
  }

  /** Null when there is no such contact. Rejects with a ContactReadError. */
  contact(ref: ContactRef, wholeRecords: boolean): Promise<Contact | null> {
    return this.#contacts.load({ ...ref, wholeRecords });
  }

  /** Null when there is no such customer. Rejects with a ContactReadError. */
  async page(customer: CustomerRef, page: PageArguments, wholeRecords: boolean): Promise<ContactPage | null> {
    const found = await this.#pages.load({ ...customer, ...page, wholeRecords });
    for (const contact of found?.contacts ?? []) {
      this.#contacts.prime({ ...contact, wholeRecords }, contact);
      if (wholeRecords) this.#contacts.prime({ ...contact, wholeRecords: false }, contact);
    }
    return found;
  }

  /** One read per customer, all customers side by side; a failure is that customer's alone. */
  async #readContacts(keys: readonly ContactKey[]): Promise<(Contact | null | Error)[]> {
    const groups = new Map<string, ContactKey[]>();
    for (const key of keys) {
      const group = `${customerEntityId(key.provider, key.customerId)} ${key.wholeRecords}`;
      const members = groups.get(group);
      if (members) members.push(key);
      else groups.set(group, [key]);
    }
    const found = new Map<ContactKey, Contact | null | Error>();
    await Promise.all(
      [...groups.values()].map(async (members) => {
        const [first] = members;
        if (!first) return;
        const ids = members.map(({ externalId }) => externalId);
        const outcomes = await this.reader.several(first, ids, first.wholeRecords);
        members.forEach((member, index) => {
          const outcome = outcomes[index];
          found.set(member, outcome ? this.#unwrap(outcome, member) : null);
        });
      }),
    );
    return keys.map((key) => found.get(key) ?? null);
  }

  #readPages(keys: readonly PageKey[]): Promise<(ContactPage | null | Error)[]> {
    return Promise.all(
      keys.map(async (key) => this.#unwrap(await this.reader.page(key, key, key.wholeRecords), key)),
    );
  }

  #unwrap<T>(
    outcome: Outcome<T> | { readonly ok: false; readonly failure: ReadFailure },
    { provider }: CustomerRef,
  ): T | Error {
    if (outcome.ok) return outcome.value;
    return new ContactReadError(outcome.failure, this.reader.directory.get(provider).provider.name);
  }
}

function contactCacheKey({ provider, customerId, externalId, wholeRecords }: ContactKey): string {
  return `${contactEntityId(provider, customerId, externalId)} ${wholeRecords}`;
}

function pageCacheKey({ provider, customerId, first, after, wholeRecords }: PageKey): string {
  return JSON.stringify([provider, customerId, first, after ?? null, wholeRecords]);
}
