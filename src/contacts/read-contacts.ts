/** Reads contacts: one, several of one customer, or a page. Each call has its own deadline. */
import PQueue from 'p-queue';
import type { CustomerQuery, ListedPage } from '../accounts/account-reads.js';
import type { Accounts } from '../accounts/accounts.js';
import { type CallBudget, CallBudgetError } from '../accounts/call-budget.js';
import type { Account } from '../accounts/provider-account.js';
import { accountPart, type Contact, type CustomerRef } from '../model/contact.js';
import { done, type Failure, failed, type Outcome } from '../model/outcome.js';
import { matchesIdRule } from '../providers/id-rule.js';
import type { Clock } from '../vendor-http/clock.js';
import { Deadline } from '../vendor-http/deadline.js';
import { decodeCursor, encodeCursor } from './cursor.js';

export const MAX_PAGE = 100;

/** An invalid argument of a read. No call is made. */
export type InvalidReadArgument =
  | { readonly kind: 'account-unknown' }
  | { readonly kind: 'contact-id-invalid' }
  | { readonly kind: 'customer-id-invalid'; readonly expected: string }
  | { readonly kind: 'cursor-invalid' }
  | { readonly kind: 'page-size-invalid' };

/** The request has used up its calls. No call is made. */
export interface CallBudgetSpent {
  readonly kind: 'call-budget-spent';
  readonly limit: number;
}

export type ReadFailure = Failure | InvalidReadArgument | CallBudgetSpent;

export type ReadOutcome<T> =
  | Outcome<T>
  | { readonly ok: false; readonly failure: InvalidReadArgument | CallBudgetSpent };

export interface ReaderOptions {
  /** Absent if calls are unlimited. */
  readonly calls?: CallBudget;
  /** Whether the client still waits for the result. */
  readonly isWanted?: () => boolean;
  readonly clock?: Clock;
}

export interface ContactPage {
  readonly contacts: readonly Contact[];
  /** One per contact. */
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
   * Limits a request's concurrent calls to the account's concurrency. A hundred entities, or the contacts of
   * a page that are read one by one, queue here; the connection's bounded queue would not admit them.
   */
  readonly #accounts = new Map<string, Account>();

  /** `deadlineMs` is the time budget for all calls of one read. */
  constructor(
    readonly accounts: Accounts,
    private readonly deadlineMs: number,
    private readonly requestId: string,
    private readonly options: ReaderOptions = {},
  ) {}

  /** A page of a customer's contacts; null if the provider does not know the customer. */
  async page(
    customer: CustomerRef,
    { first, after }: PageArguments,
    fullRecord: boolean,
  ): Promise<ReadOutcome<ContactPage | null>> {
    const account = this.accounts.get(customer.provider, customer.account);
    if (!account) return UNKNOWN_ACCOUNT;
    const { read, info } = account.provider;
    const { customerId } = info;
    if (!matchesIdRule(customerId, customer.customerId)) {
      return { ok: false, failure: { kind: 'customer-id-invalid', expected: customerId.format } };
    }
    if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
      return { ok: false, failure: { kind: 'page-size-invalid' } };
    }
    const cursor = typeof after === 'string' ? decodeCursor(after, customer) : undefined;
    if (typeof after === 'string' && (cursor === undefined || !read.acceptsCursor(cursor))) {
      return { ok: false, failure: { kind: 'cursor-invalid' } };
    }
    const outcome = await this.#read(customer, (limited, query, deadline) =>
      limited.list(query, { first, after: cursor, fullRecord }, deadline),
    );
    if (!outcome.ok) return outcome;
    if (outcome.value === undefined) return { ok: false, failure: { kind: 'cursor-invalid' } };
    return done(outcome.value && toPage(customer, outcome.value));
  }

  /**
   * A customer's contacts by provider-side id, in the given order, null for missing ones. If one list can
   * save single reads, lists first, then reads what the list lacks.
   */
  async several(
    customer: CustomerRef,
    externalIds: readonly string[],
    fullRecord: boolean,
  ): Promise<readonly ReadOutcome<Contact | null>[]> {
    const { read } = this.accounts.get(customer.provider).provider;
    const canList = !read.get || (externalIds.length > 1 && (read.listsFullRecords || !fullRecord));
    if (!canList) return Promise.all(externalIds.map((id) => this.#one(customer, id)));
    const listed = await this.#read(customer, (account, query, deadline) =>
      account.list(query, { first: read.pageSize, fullRecord }, deadline),
    );
    if (!listed.ok) return externalIds.map(() => listed);
    const byId = new Map((listed.value?.contacts ?? []).map((contact) => [contact.externalId, contact]));
    const isComplete = !listed.value?.hasNext;
    return Promise.all(
      externalIds.map((id): ReadOutcome<Contact | null> | Promise<ReadOutcome<Contact | null>> => {
        const contact = byId.get(id);
        if (contact) return done(contact);
        return isComplete || !read.get ? done(null) : this.#one(customer, id);
      }),
    );
  }

  #one(customer: CustomerRef, externalId: string): Promise<ReadOutcome<Contact | null>> {
    return this.#read(customer, (account, query, deadline) => account.get(query, externalId, deadline));
  }

  async #read<T>(
    customer: CustomerRef,
    work: (account: Account, query: CustomerQuery, deadline: Deadline) => Promise<Outcome<T>>,
  ): Promise<ReadOutcome<T>> {
    const query = { customerId: customer.customerId, requestId: this.requestId };
    const account = this.#limited(customer);
    if (!account) return UNKNOWN_ACCOUNT;
    try {
      return await work(account, query, new Deadline(this.deadlineMs, this.options.clock));
    } catch (error) {
      if (error instanceof CallBudgetError) {
        return { ok: false, failure: { kind: 'call-budget-spent', limit: error.limit } };
      }
      if (error instanceof NobodyWaits) return failed(CLIENT_GONE);
      throw error;
    }
  }

  #limited(customer: CustomerRef): Account | undefined {
    const part = accountPart(customer);
    const known = this.#accounts.get(part);
    if (known) return known;
    const account = this.accounts.get(customer.provider, customer.account);
    if (!account) return undefined;
    const turns = new PQueue({ concurrency: account.provider.limits.concurrency });
    const limited = account.guarded((call) =>
      turns.add(() => {
        this.#admitCall();
        return call();
      }),
    );
    this.#accounts.set(part, limited);
    return limited;
  }

  /** Throws if the next call must not be made. */
  #admitCall(): void {
    const { calls, isWanted } = this.options;
    if (isWanted && !isWanted()) throw new NobodyWaits();
    if (calls?.isSpent) throw new CallBudgetError(calls.limit);
    calls?.count();
  }
}

/** Carries the end of a read past the provider's code; nothing else catches it. */
class NobodyWaits extends Error {}

const CLIENT_GONE: Failure = {
  kind: 'unavailable',
  reason: 'the client disconnected before the provider was called',
  retryAfterSeconds: null,
};

const UNKNOWN_ACCOUNT = { ok: false, failure: { kind: 'account-unknown' } } as const;

function toPage(customer: CustomerRef, { contacts, cursors, hasNext }: ListedPage): ContactPage {
  return { contacts, cursors: cursors.map((cursor) => encodeCursor(customer, cursor)), hasNext };
}
