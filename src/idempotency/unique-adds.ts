/**
 * Adds that first check whether the customer already has the contact. Reading the list and adding the contact
 * share one lease per customer. Of several such adds, at any replicas, one creates the contact and the others
 * find it.
 *
 * A create with an unknown outcome may still be applied after its lease. Until the provider's grace period is
 * over, a second lease blocks further creates for the customer; finding existing contacts stays possible.
 */
import { randomUUID } from 'node:crypto';
import type { WholeList } from '../accounts/account-reads.js';
import type { Account } from '../accounts/provider-account.js';
import { matchesOf, matchValues } from '../mapping/match.js';
import type { Contact } from '../model/contact.js';
import type { DuplicateRule } from '../model/duplicates.js';
import { writeOutcome } from '../model/errors.js';
import { type AddedContact, done, failed, type Outcome, ofUpdate } from '../model/outcome.js';
import type { ProviderCall } from '../providers/call.js';
import { scopeOf } from '../providers/request-of.js';
import { type Clock, systemClock } from '../vendor-http/clock.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { LEASES_DOWN, TOO_MANY_TO_COMPARE, UNDECIDED_BEFORE } from './failures.js';
import { contactLease, createLease, customerLease } from './identity.js';
import type { Leases, Turn } from './leases.js';
import type { LeaseStore } from './store/store.js';
import { inTimeToSend } from './store-clock.js';
import { fatesOfReturned, updateOf } from './update-existing.js';

export interface UniqueAdd {
  readonly account: Account;
  readonly call: ProviderCall;
  readonly rule: DuplicateRule;
}

/** Sends either write that may result from such an add. */
export interface Writes {
  /** Sends the add, with the list read before, if any. */
  create(deadline: Deadline, before?: WholeList): Promise<Outcome<AddedContact>>;
  /** Reads and changes the call's contact. Runs under that contact's lease. */
  update(call: ProviderCall, deadline: Deadline): Promise<Outcome<AddedContact>>;
}

/** A list shared by the requests of one turn. */
interface TurnList extends WholeList {
  readonly startedAt: number;
  /** The part of the account it was read from. */
  readonly scope: string;
  readonly contacts: Contact[];
  /** Ids of the contacts that were read in full. */
  readonly whole: Set<string>;
}

/** The lease to take instead. */
interface OtherLease {
  readonly leaseName: string;
}

const MAX_NAMES = 1000;

export class UniqueAdds {
  readonly #lists = new WeakMap<Turn, TurnList>();
  /** Leases of customers whose id at the provider differs from the caller's. */
  readonly #names = new Map<string, string>();

  constructor(
    private readonly store: LeaseStore,
    private readonly leases: Leases,
    private readonly clock: Clock = systemClock,
  ) {}

  async add(request: UniqueAdd, deadline: Deadline, writes: Writes): Promise<Outcome<AddedContact>> {
    const { account, call, rule } = request;
    if (matchValues(call.input, rule.matchBy).length === 0) return writes.create(deadline);
    const arrivedAt = this.clock.now();
    const given = customerLease(account.id ?? '', call.customerId);
    let name = this.#names.get(given) ?? given;
    for (;;) {
      const outcome = await this.leases.run<AddedContact | OtherLease>(name, deadline, async (left, turn) => {
        const listed = await this.#list(request, turn, arrivedAt, left);
        if (!listed.ok) return listed;
        const leaseName = customerLease(account.id ?? '', listed.value.customerId);
        if (leaseName !== name) return done({ leaseName });
        const found = await this.#find(request, turn, listed.value, left, writes);
        return found ?? this.#create(request, turn, listed.value, left, writes);
      });
      if (!outcome.ok) return outcome;
      if (!('leaseName' in outcome.value)) return done(outcome.value);
      name = outcome.value.leaseName;
      this.#rename(given, name);
    }
  }

  /** A list read since the request arrived, by this request or another of the turn. */
  async #list(
    { account, call }: UniqueAdd,
    turn: Turn,
    arrivedAt: number,
    deadline: Deadline,
  ): Promise<Outcome<TurnList>> {
    const headers = scopeOf(account.provider, call);
    const scope = JSON.stringify(headers ?? {});
    const known = this.#lists.get(turn);
    if (known && known.startedAt >= arrivedAt && known.scope === scope) return done(known);
    const startedAt = this.clock.now();
    const { customerId, requestId } = call;
    const listed = await account.listAll({ customerId, requestId, headers }, deadline);
    if (!listed.ok) return listed;
    if (!listed.value) return failed(TOO_MANY_TO_COMPARE);
    const list = {
      startedAt,
      scope,
      ...listed.value,
      contacts: [...listed.value.contacts],
      whole: new Set<string>(),
    };
    this.#lists.set(turn, list);
    return done(list);
  }

  /** Undefined if nothing matches. */
  async #find(
    { account, call, rule }: UniqueAdd,
    turn: Turn,
    list: TurnList,
    deadline: Deadline,
    writes: Writes,
  ): Promise<Outcome<AddedContact> | undefined> {
    const { ifExists, matchBy } = rule;
    const matches = matchesOf(list.contacts, matchValues(call.input, matchBy), matchBy);
    const [match] = matches;
    if (!match) return undefined;
    if (matches.length > 1) return failed({ kind: 'duplicate', existing: null, matches });
    if (ifExists === 'REJECT') return failed({ kind: 'duplicate', existing: match, matches });
    if (ifExists === 'UPDATE_EXISTING') return this.#update(account, call, match, turn, deadline, writes);
    const whole = await this.#whole(account, call, match, list, deadline);
    if (!whole.ok) return whole;
    // It was removed at the vendor since the list was read.
    if (whole.value === null) return undefined;
    const fates = fatesOfReturned(account.provider, call);
    const { customerId } = call;
    return done({ contact: whole.value, replayed: false, found: 'RETURNED', fates, customerId });
  }

  async #update(
    account: Account,
    call: ProviderCall,
    match: Contact,
    turn: Turn,
    deadline: Deadline,
    writes: Writes,
  ): Promise<Outcome<AddedContact>> {
    // Whether or not it succeeds, the list is outdated.
    this.#lists.delete(turn);
    const name = contactLease(account.id ?? '', match.externalId);
    const update = updateOf(account.provider, call, match);
    return ofUpdate(await this.leases.run(name, deadline, (left) => writes.update(update, left)));
  }

  async #whole(
    account: Account,
    call: ProviderCall,
    match: Contact,
    list: TurnList,
    deadline: Deadline,
  ): Promise<Outcome<Contact | null>> {
    const { externalId } = match;
    const { read } = account.provider;
    if (read.listsFullRecords || !read.get || list.whole.has(externalId)) return done(match);
    const query = {
      customerId: list.customerId,
      requestId: call.requestId,
      headers: scopeOf(account.provider, call),
    };
    const got = await account.get(query, externalId, deadline);
    if (!got.ok) return got;
    list.contacts.splice(list.contacts.indexOf(match), 1, ...(got.value ? [got.value] : []));
    list.whole.add(externalId);
    return got;
  }

  async #create(
    { account }: UniqueAdd,
    turn: Turn,
    list: TurnList,
    deadline: Deadline,
    writes: Writes,
  ): Promise<Outcome<AddedContact>> {
    const name = createLease(account.id ?? '', list.customerId);
    const owner = randomUUID();
    const ms = deadline.remainingMs() + account.provider.idempotency.graceMs;
    const release = () => this.store.releaseLease(name, owner).catch(() => undefined);
    const taking = this.store.takeLease(name, owner, ms);
    try {
      if (!(await inTimeToSend(taking, deadline))) return failed(UNDECIDED_BEFORE);
    } catch {
      // The store may have granted it all the same.
      void taking.catch(() => undefined).then(release);
      return failed(LEASES_DOWN);
    }
    // Whether or not it succeeds, the list is outdated.
    this.#lists.delete(turn);
    const outcome = await writes.create(deadline, list);
    if (!outcome.ok && writeOutcome(outcome.failure) === 'UNKNOWN') return outcome;
    // Before the turn's next request.
    await inTimeToSend(release(), deadline).catch(() => undefined);
    if (outcome.ok) this.#note(turn, list, outcome.value.contact);
    return outcome;
  }

  #note(turn: Turn, list: TurnList, created: Contact): void {
    list.contacts.push(created);
    list.whole.add(created.externalId);
    this.#lists.set(turn, list);
  }

  #rename(given: string, name: string): void {
    this.#names.set(given, name);
    const [oldest] = this.#names.keys();
    if (this.#names.size > MAX_NAMES && oldest !== undefined) this.#names.delete(oldest);
  }
}
