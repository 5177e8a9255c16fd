/** Reads contacts back: one, several of one customer, or a page. Each call has a deadline of its own. */
import PQueue from 'p-queue';
import { type CallBudget, CallBudgetError } from '../accounts/call-budget.js';
import type { DirectoryEntry, ProviderDirectory } from '../accounts/directory.js';
import { decodeContact } from '../mapping/decode-contact.js';
import type { Contact, CustomerRef, ProviderId } from '../model/contact.js';
import { done, type Failure, failed, type Outcome } from '../model/outcome.js';
import type { StoredPage, VendorReads } from '../providers/driver.js';
import type { Clock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { decodeCursor, encodeCursor } from './cursor.js';

export const MAX_PAGE = 100;

/** What a caller asked for that cannot be asked for. No call is made. */
export type ReadMistake =
  | { readonly kind: 'contact-id-invalid' }
  | { readonly kind: 'customer-id-invalid'; readonly expected: string }
  | { readonly kind: 'cursor-invalid' }
  | { readonly kind: 'page-size-invalid' };

/** The request has made all the calls that it may. No call is made. */
export interface CallBudgetSpent {
  readonly kind: 'call-budget-spent';
  readonly limit: number;
}

export type ReadFailure = Failure | ReadMistake | CallBudgetSpent;

export type ReadOutcome<T> =
  | Outcome<T>
  | { readonly ok: false; readonly failure: ReadMistake | CallBudgetSpent };

export interface ReaderOptions {
  /** Absent where nothing bounds the calls. */
  readonly calls?: CallBudget;
  /** Whether anybody still waits for what is read. */
  readonly isWanted?: () => boolean;
  readonly clock?: Clock;
}

export interface ContactPage {
  readonly contacts: readonly Contact[];
  /** One for each contact. */
  readonly cursors: readonly string[];
  readonly hasNext: boolean;
}

export interface PageArguments {
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null | undefined;
}

export class ContactReader {
  /**
   * One request has no more calls under way at a provider than that serves at once. A hundred entities of one request,
   * or the contacts of one page that are read singly, wait here for each other; in the connection's queue, which is
   * bounded, they would be refused.
   */
  readonly #turns = new Map<ProviderId, PQueue>();

  /** `deadlineMs` is the budget for all calls of one read. */
  constructor(
    readonly directory: ProviderDirectory,
    private readonly deadlineMs: number,
    private readonly requestId: string,
    private readonly options: ReaderOptions = {},
  ) {}

  /** A page of a customer's contacts; null when the provider knows no such customer. */
  async page(
    customer: CustomerRef,
    { first, after }: PageArguments,
    wholeRecords: boolean,
  ): Promise<ReadOutcome<ContactPage | null>> {
    const entry = this.directory.get(customer.provider);
    const { reading, customerId } = entry.provider;
    if (!customerId.accepts(customer.customerId)) {
      return { ok: false, failure: { kind: 'customer-id-invalid', expected: customerId.format } };
    }
    if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
      return { ok: false, failure: { kind: 'page-size-invalid' } };
    }
    const cursor = typeof after === 'string' ? decodeCursor(after, customer) : undefined;
    if (typeof after === 'string' && (cursor === undefined || !reading.acceptsCursor(cursor))) {
      return { ok: false, failure: { kind: 'cursor-invalid' } };
    }
    const outcome = await this.#read(entry, 'listContacts', (vendor) =>
      reading.list(customer.customerId, { first, after: cursor, wholeRecords }, vendor),
    );
    if (!outcome.ok) return outcome;
    if (outcome.value === undefined) return { ok: false, failure: { kind: 'cursor-invalid' } };
    return done(outcome.value && toPage(entry, customer, outcome.value));
  }

  /**
   * Contacts of one customer by their own ids, in the order asked for, null for those that are not there. Where one
   * list can spare single reads it is asked first; what it does not hold is then read singly.
   */
  async several(
    customer: CustomerRef,
    externalIds: readonly string[],
    wholeRecords: boolean,
  ): Promise<readonly ReadOutcome<Contact | null>[]> {
    const entry = this.directory.get(customer.provider);
    const { reading } = entry.provider;
    const canList = !reading.get || (externalIds.length > 1 && (reading.listsWholeRecords || !wholeRecords));
    if (!canList) return Promise.all(externalIds.map((id) => this.#one(entry, customer, id)));
    const listed = await this.#read(entry, 'listContacts', (vendor) =>
      reading.list(customer.customerId, { first: reading.pageSize, wholeRecords }, vendor),
    );
    if (!listed.ok) return externalIds.map(() => listed);
    const byId = new Map((listed.value?.contacts ?? []).map((stored) => [stored.externalId, stored]));
    const isComplete = !listed.value?.hasNext;
    return Promise.all(
      externalIds.map((id): ReadOutcome<Contact | null> | Promise<ReadOutcome<Contact | null>> => {
        const stored = byId.get(id);
        if (stored) return done(decodeContact(entry.provider, stored, customer.customerId));
        return isComplete || !reading.get ? done(null) : this.#one(entry, customer, id);
      }),
    );
  }

  async #one(
    entry: DirectoryEntry,
    customer: CustomerRef,
    externalId: string,
  ): Promise<ReadOutcome<Contact | null>> {
    const { provider } = entry;
    const outcome = await this.#read(
      entry,
      'getContact',
      async (vendor) => (await provider.reading.get?.(customer.customerId, externalId, vendor)) ?? null,
    );
    if (!outcome.ok) return outcome;
    return done(outcome.value && decodeContact(provider, outcome.value, customer.customerId));
  }

  async #read<T>(
    { provider, access }: DirectoryEntry,
    operation: string,
    work: (vendor: VendorReads) => Promise<T>,
  ): Promise<ReadOutcome<T>> {
    if (!access) return failed({ kind: 'access', problem: 'NOT_CONFIGURED' });
    const about = { operation, requestId: this.requestId };
    const deadline = new Deadline(this.deadlineMs, this.options.clock);
    const turns = this.#turns.get(provider.id) ?? new PQueue({ concurrency: provider.concurrency });
    this.#turns.set(provider.id, turns);
    const read = (vendor: VendorReads): VendorReads => ({
      read: (request, holds, expects) =>
        turns.add(() => {
          this.#admitCall();
          return vendor.read(request, holds, expects);
        }),
    });
    try {
      return await access.connection.read(about, deadline, (vendor) => work(read(vendor)));
    } catch (error) {
      if (error instanceof CallBudgetError) {
        return { ok: false, failure: { kind: 'call-budget-spent', limit: error.limit } };
      }
      if (error instanceof NobodyWaits) return failed(CLIENT_GONE);
      throw error;
    }
  }

  /** Throws where the next call is not to be made. */
  #admitCall(): void {
    const { calls, isWanted } = this.options;
    if (isWanted && !isWanted()) throw new NobodyWaits();
    if (calls?.isSpent) throw new CallBudgetError(calls.limit);
    calls?.count();
  }
}

/** Carries the end of a read past the provider's own code; nothing else catches it. */
class NobodyWaits extends Error {}

const CLIENT_GONE: Failure = {
  kind: 'unavailable',
  reason: 'the client hung up before the provider was called',
  retryAfterSeconds: null,
};

function toPage(entry: DirectoryEntry, customer: CustomerRef, page: StoredPage): ContactPage {
  return {
    contacts: page.contacts.map((stored) => decodeContact(entry.provider, stored, customer.customerId)),
    cursors: page.contacts.map(({ cursor }) => encodeCursor(customer, cursor)),
    hasNext: page.hasNext,
  };
}
