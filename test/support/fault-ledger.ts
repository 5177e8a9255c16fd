/**
 * What an emulated vendor carried out for each operation, and which other client changed its contact
 * meanwhile. It compares the vendor's state before and after a request, and trusts no answer.
 */
import type { ContactRef, ProviderId } from '../../src/model/contact.js';
import type { WriteOperation } from '../../src/model/outcome.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { customerOf } from './emulated-vendors.js';
import { describedAs } from './facts.js';
import { emailOf } from './keyed-stage.js';
import { FOREIGN_INPUTS, presentRecord } from './keyed-writes.js';
import { OtherClient } from './other-client.js';
import { Random } from './raw-vendor.js';

/** Numbers of contacts to change start here: lower ones are customers of the emulators. */
const FIRST_CUSTOMER = 100_000;
/** The share of contacts that another client changes. */
const FOREIGN_SHARE = 0.3;
/** Before the read, before the write, after it, and later, when reads are repeated. */
const FOREIGN_PLACES = 4;

export interface LedgerEntry {
  /** Whose writes were carried out, oldest first. */
  readonly history: readonly ('ours' | 'elsewhere')[];
  /** Faults, oldest first; more than one if the request arrived more than once. */
  readonly faults: readonly string[];
}

/** An operation, and the contact that it changes; an add has none. */
export interface Subject {
  readonly operation: WriteOperation;
  /** The email address that the operation writes, and its name for a removal. */
  readonly address: string;
  readonly contact?: ContactRef;
  readonly history: ('ours' | 'elsewhere')[];
  readonly faults: string[];
  passed: number;
}

export class FaultLedger {
  readonly #subjects = new Map<string, Subject>();
  readonly #byCustomer = new Map<string, Subject>();
  readonly #answeredKeys = new Set<string>();

  constructor(
    private readonly vendor: JsonVendor,
    private readonly provider: ProviderId,
    /** The customer of all adds. */
    private readonly customerId: string,
    private readonly seed: number,
  ) {}

  /** Opens the page of an add. */
  add(number: number): void {
    this.#open({ operation: 'ADD', address: emailOf(number) });
  }

  /** Puts a contact with its own customer, for the numbered change or removal. */
  place(number: number, operation: 'UPDATE' | 'REMOVE'): ContactRef {
    const { provider, vendor } = this;
    const customerId = customerOf(provider, FIRST_CUSTOMER + number);
    const externalId = vendor.put(customerId, presentRecord(provider, number));
    const contact = { provider, customerId, externalId };
    this.#byCustomer.set(customerId, this.#open({ operation, address: emailOf(number), contact }));
    return contact;
  }

  entry(address: string): LedgerEntry {
    return this.#subjects.get(address) ?? { history: [], faults: [] };
  }

  /** The operation of a request; undefined for a token request, and for reads of adds. */
  subjectOf(request: SandboxRequest): { readonly subject: Subject; readonly isWrite: boolean } | undefined {
    const target = this.vendor.subject(request);
    const isWrite = target?.write ?? false;
    const address = isWrite ? /op-\d+@example\.com/.exec(decodeURIComponent(request.body))?.[0] : undefined;
    // One vendor knows its customers by a number too.
    const customerId = target?.customerId.replace(/^NUM-/, '') ?? '';
    const subject = this.#subjects.get(address ?? '') ?? this.#byCustomer.get(customerId);
    return subject && { subject, isWrite };
  }

  /** Lets the vendor carry out the request, and notes whether it did. */
  carryOut({ operation, address, contact, history }: Subject, request: SandboxRequest): SandboxReply {
    const { vendor, customerId } = this;
    const seen = () =>
      contact ? vendor.contact(contact.externalId) : { newest: vendor.contactIds(customerId).at(-1) };
    const isAgain = this.#isAnswered(request);
    const before = seen();
    const reply = vendor.handle(request);
    const after = seen();
    const isDone = {
      ADD: () => before?.newest !== after?.newest,
      UPDATE: () => before !== undefined && !isAgain && JSON.stringify(after).includes(address),
      REMOVE: () => before !== undefined && after === undefined,
    };
    if (isDone[operation]()) history.push('ours');
    return reply;
  }

  /** A moment at which another client may change the operation's contact. */
  async pass(subject: Subject, { headers }: SandboxRequest): Promise<void> {
    const { contact, history, address } = subject;
    if (!contact) return;
    subject.passed += 1;
    const random = new Random(`${this.seed}/${address}/elsewhere`);
    if (!random.chance(FOREIGN_SHARE) || subject.passed !== 1 + random.below(FOREIGN_PLACES)) return;
    const { customerId, externalId: contactId } = contact;
    const { provider } = describedAs(this.provider);
    const isRemoval = provider.write.remove !== undefined && random.chance(0.2);
    const input = random.pick(Object.values(FOREIGN_INPUTS));
    const client = new OtherClient(provider, this.vendor, headers);
    const change = { customerId, contactId, ...(!isRemoval && { input }) };
    if (await client.change(change)) history.push('elsewhere');
  }

  #open(subject: Pick<Subject, 'operation' | 'address' | 'contact'>): Subject {
    const opened = { ...subject, history: [], faults: [], passed: 0 };
    this.#subjects.set(subject.address, opened);
    return opened;
  }

  /** Whether the vendor's own key was answered before; notes it. */
  #isAnswered({ headers }: SandboxRequest): boolean {
    const key = Object.entries(headers).find(([name]) => name.endsWith('idempotency-key'))?.[1];
    if (typeof key !== 'string') return false;
    const isAgain = this.#answeredKeys.has(key);
    this.#answeredKeys.add(key);
    return isAgain;
  }
}
