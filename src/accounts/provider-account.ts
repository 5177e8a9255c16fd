/**
 * One account of one vendor: write, list, get. The only entry point to a vendor. Does everything that all
 * vendors share, so that a driver is data and pure functions. Callers see contacts and failures, never a
 * vendor's record.
 */
import { decodeContact, type StoredContact } from '../mapping/decode-contact.js';
import type { Contact } from '../model/contact.js';
import { type Failed, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import type { ChangeCall, ProviderCall } from '../providers/call.js';
import type { Provider } from '../providers/driver.js';
import type { PageRequest } from '../providers/read-rules.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { type AccountHealth, UNTRIED } from './account-health.js';
import { AccountReads, type CustomerQuery, type ListedPage, type WholeList } from './account-reads.js';
import { AccountWrites } from './account-writes.js';
import type { AdmissionLoad } from './admission.js';
import type { CallGuard } from './call-budget.js';
import type { Exchange } from './exchange.js';
import { MIN_WRITE_BUDGET_MS } from './retry.js';

/** LIVE calls the vendor, SANDBOX a local emulator. */
export type AccountMode = 'LIVE' | 'SANDBOX' | 'NOT_CONFIGURED';

/** The public view of an account. */
export type Account = Pick<ProviderAccount, keyof ProviderAccount>;

/** Access to a configured account. */
export interface AccountAccess {
  /**
   * The provider's id plus a digest of what distinguishes accounts, stable across credential changes. The
   * state of one account, or of the sandbox, says nothing about another.
   */
  readonly id: string;
  /** Absent for the default account. */
  readonly name?: string | undefined;
  readonly exchange: Exchange;
  /** Options that apply if the caller gives none. */
  readonly optionDefaults?: Readonly<Record<string, unknown>> | undefined;
}

const NOT_CONFIGURED: Promise<Failed> = Promise.resolve(
  failed({ kind: 'access', problem: 'NOT_CONFIGURED' }),
);

export class ProviderAccount {
  readonly #access: AccountAccess | undefined;
  readonly #reads: AccountReads | undefined;
  readonly #writes: AccountWrites | undefined;

  /** Without `access` the account is not configured, and all its calls fail. */
  constructor(
    readonly provider: Provider,
    readonly mode: AccountMode,
    access?: AccountAccess,
    guard: CallGuard = (call) => call(),
  ) {
    this.#access = access;
    if (!access) return;
    const calls = { provider, name: access.name, exchange: access.exchange, guard };
    this.#reads = new AccountReads(calls);
    this.#writes = new AccountWrites(calls, this.#reads);
  }

  /** Undefined if the account is not configured. */
  get id(): string | undefined {
    return this.#access?.id;
  }

  /** Undefined for the default account. */
  get name(): string | undefined {
    return this.#access?.name;
  }

  get optionDefaults(): Readonly<Record<string, unknown>> | undefined {
    return this.#access?.optionDefaults;
  }

  /** The health that the latest calls showed. */
  get health(): AccountHealth {
    return this.#access?.exchange.health ?? UNTRIED;
  }

  /** Admission's current load; undefined if the account is not configured. */
  get load(): AdmissionLoad | undefined {
    return this.#access?.exchange.load;
  }

  /** The same account with one request's call guard. A read's retries count as part of its call. */
  guarded(guard: CallGuard): Account {
    return new ProviderAccount(this.provider, this.mode, this.#access, guard);
  }

  /** Adds what the vendor needs beyond the caller's input. On failure, nothing was sent. */
  prepare(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    return this.#writes?.prepare(call, deadline) ?? NOT_CONFIGURED;
  }

  /** Sends a prepared call once. */
  write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    return this.#writes?.write(call, deadline) ?? NOT_CONFIGURED;
  }

  /** Whether another write after `waitMs` fits the deadline and the retry budget, which it then spends. */
  mayRepeatWrite(waitMs: number, attempt: number, deadline: Deadline): boolean {
    return this.#access?.exchange.budget.pays(waitMs, attempt, deadline, MIN_WRITE_BUDGET_MS) ?? false;
  }

  /** A page; null if the customer does not exist, undefined if the cursor is stale. */
  list(
    query: CustomerQuery,
    page: PageRequest,
    deadline: Deadline,
  ): Promise<Outcome<ListedPage | null | undefined>> {
    return this.#reads?.list(query, page, deadline) ?? NOT_CONFIGURED;
  }

  /** One contact by its provider-side id; null if none exists. */
  get(query: CustomerQuery, externalId: string, deadline: Deadline): Promise<Outcome<Contact | null>> {
    return this.#reads?.get(query, externalId, deadline) ?? NOT_CONFIGURED;
  }

  /** All contacts of a customer; null if there are too many to read, because half a list confirms nothing. */
  listAll(
    query: CustomerQuery & { readonly idsOnly?: boolean },
    deadline: Deadline,
  ): Promise<Outcome<WholeList | null>> {
    return this.#reads?.listAll(query, deadline) ?? NOT_CONFIGURED;
  }

  /** The contact that the vendor would return for a prepared call; an add has no id yet. */
  expected(call: ProviderCall): Contact {
    const written = this.provider.idempotency.expected?.(call) ?? call.wire;
    const { externalId = '', record = {}, ...present } = call.present ?? {};
    return this.#decode({ ...present, externalId, record: { ...record, ...written } }, call.customerId);
  }

  /** The contact to change, as read before the change. */
  presentOf({ present, customerId }: ChangeCall): Contact {
    return this.#decode(present, customerId);
  }

  /** Lets requests in flight, and those waiting, finish. */
  async close(): Promise<void> {
    await this.#access?.exchange.close();
  }

  /** Ends requests in flight. */
  async destroy(): Promise<void> {
    await this.#access?.exchange.destroy();
  }

  #decode(stored: StoredContact, customerId: string): Contact {
    return decodeContact(this.provider, stored, customerId, this.name);
  }
}
