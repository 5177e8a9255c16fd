/**
 * One account of one vendor: write, list, get. The only entry point to a vendor. It does what is the same for
 * all vendors, so that a driver is data and pure functions. Callers see contacts and failures, never a
 * vendor's record.
 */
import { decodeContact, type StoredContact } from '../mapping/decode-contact.js';
import { bodyOf, fatesOf, limitViolations } from '../mapping/folds.js';
import { scopeHeaders } from '../mapping/option-headers.js';
import type { Contact } from '../model/contact.js';
import { done, type Failed, type Failure, failed, type Outcome, type WriteResult } from '../model/outcome.js';
import { listViolations, type Violation } from '../model/violation.js';
import {
  type ChangeCall,
  isChangeCall,
  type PageRequest,
  type Provider,
  type ProviderCall,
  type ProviderReply,
  requestOf,
  type VendorReads,
} from '../providers/driver.js';
import { PageWalk } from '../providers/pages.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { type AccountHealth, UNTRIED } from './account-health.js';
import { type AdmissionLoad, isNotAdmitted } from './admission.js';
import type { CallGuard } from './call-budget.js';
import { contactGone, type SafeReply, toWriteFailure } from './classify.js';
import type { Exchange } from './exchange.js';
import { unknown } from './exchange-failures.js';
import { type ReadCall, readVendor } from './reads.js';
import { MIN_WRITE_BUDGET_MS } from './retry.js';

/** LIVE calls the vendor, SANDBOX an emulator on this machine. */
export type AccountMode = 'LIVE' | 'SANDBOX' | 'NOT_CONFIGURED';

/** Everything that the rest of the program sees of an account. */
export type Account = Pick<ProviderAccount, keyof ProviderAccount>;

/** Whose contacts are read, and for whom. */
export interface CustomerQuery {
  readonly customerId: string;
  readonly requestId: string;
  /** Headers by which the options of a write led to another part of the account. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface ListedPage {
  /** The customer's one id, where callers may name it by others too. */
  readonly customerId: string;
  readonly contacts: readonly Contact[];
  /** The vendor's own, one for each contact. */
  readonly cursors: readonly string[];
  readonly hasNext: boolean;
}

export type WholeList = Pick<ListedPage, 'customerId' | 'contacts'>;

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

/** A longer list is not read to its end, and so confirms nothing. */
const MAX_PAGES = 10;

/** As log lines, metrics and spans name it. */
const OPERATIONS = { ADD: 'addContact', UPDATE: 'updateContact', REMOVE: 'removeContact' } as const;

const NOT_CONFIGURED: Failed = failed({ kind: 'access', problem: 'NOT_CONFIGURED' });

const SENT_TWICE =
  'the provider has a contact of the very id already that was made for this request, which may have been sent twice';

type Duplicate = Extract<Failure, { kind: 'duplicate' }>;

export class ProviderAccount {
  readonly #access: AccountAccess | undefined;
  readonly #guard: CallGuard;

  /** Without `access` the account is not configured: all its calls fail. */
  constructor(
    readonly provider: Provider,
    readonly mode: AccountMode,
    access?: AccountAccess,
    guard: CallGuard = (call) => call(),
  ) {
    this.#access = access;
    this.#guard = guard;
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
  async prepare(call: ProviderCall, deadline: Deadline): Promise<Outcome<ProviderCall>> {
    const { add, options } = this.provider.write;
    const { prepare } = add;
    if (!this.#access) return NOT_CONFIGURED;
    if (call.externalId !== undefined) return this.#prepareChange(this.#access.exchange, call, deadline);
    if (!prepare) return done(call);
    const { exchange } = this.#access;
    const headers = scopeHeaders(options, call.options);
    const context = { operation: 'prepare', requestId: call.requestId, kind: 'check', headers } as const;
    const wire = await this.#guard(() =>
      readVendor(exchange, context, deadline, async (vendor) => prepare(call, vendor)),
    );
    if (!wire.ok) return wire;
    if (wire.value === null) return failed({ kind: 'customer-not-found', customerId: call.customerId });
    return done({ ...call, wire: wire.value });
  }

  /** Sends a prepared call once. */
  async write(call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    if (!this.#access) return NOT_CONFIGURED;
    const { exchange } = this.#access;
    return this.#guard(() => this.#write(exchange, call, deadline));
  }

  /** Whether one more write after `waitMs` fits into the deadline and the retry budget, which pays for it. */
  mayRepeatWrite(waitMs: number, attempt: number, deadline: Deadline): boolean {
    return this.#access?.exchange.budget.pays(waitMs, attempt, deadline, MIN_WRITE_BUDGET_MS) ?? false;
  }

  /** A page; null when there is no such customer, undefined when the cursor points at nothing any more. */
  async list(
    query: CustomerQuery,
    page: PageRequest,
    deadline: Deadline,
  ): Promise<Outcome<ListedPage | null | undefined>> {
    if (!this.#access) return NOT_CONFIGURED;
    const call = { operation: 'listContacts', kind: 'read', ...query } as const;
    return this.#read(this.#access.exchange, call, deadline, (vendor) =>
      this.#list(query.customerId, page, vendor),
    );
  }

  /** One contact by its own id; null when none exists. */
  async get(query: CustomerQuery, externalId: string, deadline: Deadline): Promise<Outcome<Contact | null>> {
    if (!this.#access) return NOT_CONFIGURED;
    const { customerId } = query;
    const call = { operation: 'getContact', kind: 'read', ...query } as const;
    return this.#read(this.#access.exchange, call, deadline, async (vendor) => {
      const stored = await this.#find(customerId, externalId, vendor);
      return stored && this.#decode(stored, customerId);
    });
  }

  /** All contacts of a customer; null when they are too many to read: half a list confirms nothing. */
  async listAll(
    query: CustomerQuery & { readonly idsOnly?: boolean },
    deadline: Deadline,
  ): Promise<Outcome<WholeList | null>> {
    if (!this.#access) return NOT_CONFIGURED;
    const { customerId, idsOnly = false, ...asked } = query;
    const { pageSize: first } = this.provider.read;
    const call = { operation: 'listForProof', kind: 'check', ...asked } as const;
    return this.#read(this.#access.exchange, call, deadline, async (vendor) => {
      const contacts: Contact[] = [];
      let after: string | undefined;
      const walk = new PageWalk(Number.POSITIVE_INFINITY);
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const page = { first, after, fullRecord: false, idsOnly };
        const found = await this.#list(customerId, page, vendor);
        // A page that is gone leaves half a list.
        if (found === undefined) return null;
        if (found === null) return { customerId, contacts: [] };
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

  /** Reads the contact that a call is about, and adds to the call what the vendor needs of it. */
  async #prepareChange(
    exchange: Exchange,
    call: ProviderCall,
    deadline: Deadline,
  ): Promise<Outcome<ProviderCall>> {
    const { provider } = this;
    const { customerId, externalId = '', contactId = '', decisions, requestId } = call;
    const { update, options } = provider.write;
    const headers = scopeHeaders(options, call.options);
    const context = { operation: 'readForChange', requestId, kind: 'check', headers } as const;
    const found = await this.#read(exchange, context, deadline, (vendor) =>
      this.#find(customerId, externalId, vendor),
    );
    if (!found.ok) return found;
    if (!found.value) return failed(contactGone(call, contactId));
    const wire = bodyOf(decisions, found.value.record);
    const change: ChangeCall = { ...call, externalId, contactId, present: found.value, wire };
    if (call.operation === 'REMOVE') return done(change);
    const prepared = update?.prepare?.(change) ?? wire;
    const violations = isList(prepared)
      ? prepared
      : limitViolations(decisions, update?.limits?.(wire) ?? {}, provider, wire);
    if (violations.length > 0) return failed({ kind: 'invalid', violations: listViolations(violations) });
    return isList(prepared) ? done(change) : done({ ...change, wire: prepared });
  }

  /** A contact of the customer's; null when it has none of that id. */
  async #find(customerId: string, externalId: string, vendor: VendorReads): Promise<StoredContact | null> {
    const { read } = this.provider;
    if (read.get) return read.get(customerId, externalId, vendor);
    const page = await read.list(customerId, { first: read.pageSize, fullRecord: true }, vendor);
    return page?.contacts.find((contact) => contact.externalId === externalId) ?? null;
  }

  async #write(exchange: Exchange, call: ProviderCall, deadline: Deadline): Promise<Outcome<WriteResult>> {
    const { provider } = this;
    if (exchange.needsProbe) await this.#probe(exchange, call, deadline);
    const { operation = 'ADD', requestId } = call;
    const context = { operation: OPERATIONS[operation], requestId, kind: 'write' } as const;
    const read = (answer: SafeReply): Outcome<WriteResult> => {
      const failure = toWriteFailure(provider, answer, call);
      if (!failure) return this.#resultOf(answer.reply, call);
      return failed(failure, { replayed: provider.idempotency.vendorKey?.replayed?.(answer.reply) ?? false });
    };
    const outcome = await exchange.send(context, requestOf(provider, call), deadline, read, call);
    if (isNotAdmitted(outcome)) return failed(outcome.failure);
    if (outcome.ok) exchange.budget.earn();
    if (outcome.ok || outcome.failure.kind !== 'duplicate') return outcome;
    return { ...outcome, failure: await this.#findExisting(exchange, outcome.failure, call, deadline) };
  }

  #resultOf(reply: ProviderReply, call: ProviderCall): Outcome<WriteResult> {
    const { add, update, remove } = this.provider.write;
    const replayed = this.provider.idempotency.vendorKey?.replayed?.(reply) ?? false;
    if (isChangeCall(call) && call.operation === 'REMOVE') {
      if (remove?.confirms(reply, call))
        return done({ contactId: call.contactId, customerId: call.customerId, replayed });
      return failed(unknown('the answer reports success but does not show that the contact is gone'));
    }
    const stored = isChangeCall(call) ? update?.unwrap(reply, call) : add.unwrap(reply, call);
    if (!stored) return failed(unknown('the answer reports success but holds no contact to be read'));
    return done({
      contact: this.#decode(stored, call.customerId),
      replayed,
      fates: fatesOf(call.decisions, this.provider, stored.record),
      ...(call.isOfAdd && { found: 'UPDATED' as const }),
      customerId: call.customerId,
    });
  }

  /** Reads what a write is about, so that admission learns whether the vendor answers again. */
  async #probe(exchange: Exchange, call: ProviderCall, deadline: Deadline): Promise<void> {
    const { customerId, options, requestId } = call;
    const headers = scopeHeaders(this.provider.write.options, options);
    const context = { operation: 'tryOut', requestId, kind: 'check', headers } as const;
    await readVendor(exchange, context, deadline, (vendor) =>
      this.provider.read.list(customerId, { first: 1, fullRecord: false, idsOnly: true }, vendor),
    );
  }

  /**
   * Finds the conflicting record. Only a contact of the customer's own is a duplicate. Another
   * customer's is a violation of the id, and so is one that no list could show: the id is taken in either
   * case.
   */
  async #findExisting(
    exchange: Exchange,
    failure: Duplicate,
    call: ProviderCall,
    deadline: Deadline,
  ): Promise<Failure> {
    const { idempotency, read, write } = this.provider;
    if (isChangeCall(call)) return { kind: 'duplicate', existing: null };
    const id = idempotency.contactIdOf?.(call);
    if (id === undefined) return failure;
    // Only this contact can have an id that we generated: something on the way sent the request twice.
    if (!call.input.externalId) return call.hasCallerKey ? failure : unknown(SENT_TWICE);
    const { customerId, options, requestId } = call;
    const headers = scopeHeaders(write.options, options);
    const context = { operation: 'listForDuplicate', requestId, kind: 'check', headers } as const;
    const listed = await readVendor(exchange, context, deadline, (vendor) =>
      this.#list(customerId, { first: read.pageSize, fullRecord: true }, vendor),
    );
    const existing = listed.ok && listed.value?.contacts.find(({ externalId }) => externalId === id);
    if (existing) return { kind: 'duplicate', existing };
    return failure.violation ? { kind: 'invalid', violations: [failure.violation] } : failure;
  }

  async #list(
    customerId: string,
    page: PageRequest,
    vendor: VendorReads,
  ): Promise<ListedPage | null | undefined> {
    const found = await this.provider.read.list(customerId, page, vendor);
    return (
      found && {
        customerId: found.customerId ?? customerId,
        contacts: found.contacts.map((stored) => this.#decode(stored, customerId)),
        cursors: found.contacts.map(({ cursor }) => cursor),
        hasNext: found.hasNext,
      }
    );
  }

  #read<T>(
    exchange: Exchange,
    call: ReadCall,
    deadline: Deadline,
    work: (vendor: VendorReads) => Promise<T>,
  ): Promise<Outcome<T>> {
    return readVendor(exchange, call, deadline, work, this.#guard);
  }

  #decode(stored: StoredContact, customerId: string): Contact {
    return decodeContact(this.provider, stored, customerId, this.name);
  }
}

function isList(value: object): value is readonly Violation[] {
  return Array.isArray(value);
}
