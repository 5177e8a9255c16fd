/**
 * One account of one vendor: write, list, get. The only entry point to a vendor. It does what is the same for
 * all vendors, so that a driver is data and pure functions. Callers see contacts and failures, never a
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

/** LIVE calls the vendor, SANDBOX an emulator on this machine. */
export type AccountMode = 'LIVE' | 'SANDBOX' | 'NOT_CONFIGURED';

/** Everything that the rest of the program sees of an account. */
export type Account = Pick<ProviderAccount, keyof ProviderAccount>;

/** How a configured account is reached. */
export interface AccountAccess {
  /**
   * The provider's id and a digest of what tells accounts apart, the same for all credentials of the account.
   * The state of one account, or of the sandbox, says nothing about another.
   */
  readonly id: string;
  /** Absent for the default account. */
  readonly name?: string | undefined;
  readonly exchange: Exchange;
  /** Options that hold where the caller gives none. */
  readonly optionDefaults?: Readonly<Record<string, unknown>> | undefined;
}

const NOT_CONFIGURED: Promise<Failed> = Promise.resolve(
  failed({ kind: 'access', problem: 'NOT_CONFIGURED' }),
);

export class ProviderAccount {
  readonly #access: AccountAccess | undefined;
  readonly #reads: AccountReads | undefined;
  readonly #writes: AccountWrites | undefined;

  /** Without `access` the account is not configured: all its calls fail. */
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

  /** Undefined when the account is not configured. */
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

  /** As the latest calls showed it. */
  get health(): AccountHealth {
    return this.#access?.exchange.health ?? UNTRIED;
  }

  /** What admission does now; undefined when the account is not configured. */
  get load(): AdmissionLoad | undefined {
    return this.#access?.exchange.load;
  }

  /** The same account for one request, which bounds its calls. A retry of a read is part of its call. */
  guarded(guard: CallGuard): Account {
    return new ProviderAccount(this.provider, this.mode, this.#access, guard);
  }

  /** The call with what the vendor needs beyond the caller's input. Nothing was sent when this fails. */
  prepare(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    return this.#writes?.prepare(call, deadline) ?? NOT_CONFIGURED;
  }

  /** Sends a prepared call once. */
  write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    return this.#writes?.write(call, deadline) ?? NOT_CONFIGURED;
  }

  /** Whether one more write after `waitMs` fits into the deadline and the retry budget, which pays for it. */
  mayRepeatWrite(waitMs: number, attempt: number, deadline: Deadline): boolean {
    return this.#access?.exchange.budget.pays(waitMs, attempt, deadline, MIN_WRITE_BUDGET_MS) ?? false;
  }

  /** A page; null when there is no such customer, undefined when the cursor points at nothing any more. */
  list(
    query: CustomerQuery,
    page: PageRequest,
    deadline: Deadline,
  ): Promise<Outcome<ListedPage | null | undefined>> {
    return this.#reads?.list(query, page, deadline) ?? NOT_CONFIGURED;
  }

  /** One contact by its own id; null when none exists. */
  get(query: CustomerQuery, externalId: string, deadline: Deadline): Promise<Outcome<Contact | null>> {
    return this.#reads?.get(query, externalId, deadline) ?? NOT_CONFIGURED;
  }

  /** All contacts of a customer; null when they are too many to read: half a list confirms nothing. */
  listAll(
    query: CustomerQuery & { readonly idsOnly?: boolean },
    deadline: Deadline,
  ): Promise<Outcome<WholeList | null>> {
    return this.#reads?.listAll(query, deadline) ?? NOT_CONFIGURED;
  }

  /** The contact of a prepared call as the vendor would answer it; of an add as yet without an id. */
  expected(call: ProviderCall): Contact {
    const written = this.provider.idempotency.expected?.(call) ?? call.wire;
    const { externalId = '', record = {}, ...present } = call.present ?? {};
    return this.#decode({ ...present, externalId, record: { ...record, ...written } }, call.customerId);
  }

  /** The contact that a prepared call changes, as it was read. */
  presentOf({ present, customerId }: ChangeCall): Contact {
    return this.#decode(present, customerId);
  }

  /** Lets requests in flight finish, and those that wait for their turn. */
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
