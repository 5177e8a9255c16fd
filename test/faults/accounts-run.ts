/**
 * Random concurrent operations over twelve accounts. Customers and keys have the same names in all of them,
 * so only the account keeps them apart. Each account's ledger, and each answer, must belong to the account
 * that the operation named.
 */
import { accountPart } from '../../src/model/contact.js';
import { supports } from '../../src/providers/driver.js';
import { describedAs } from '../support/facts.js';
import { type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf } from '../support/keyed-stage.js';
import type { LedgerVendor } from '../support/ledger-vendor.js';
import { type NamedVendors, startNamedVendors } from '../support/named-accounts.js';
import { Random } from '../support/raw-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';
import {
  ADD,
  ATTEMPT,
  GET,
  LIST,
  REMOVE,
  type SeenContact,
  type SeenPage,
  UPDATE,
} from './accounts-documents.js';
import { ACCOUNTS, type Added, makePlaces, type Place } from './accounts-places.js';

const CONCURRENCY = 16;
const CONTACTS_OF_CUSTOMER = 4;
const OPERATIONS = [
  ...Array<Operation>(10).fill('add'),
  ...Array<Operation>(3).fill('update'),
  'remove',
  ...Array<Operation>(5).fill('repeat'),
  ...Array<Operation>(2).fill('get'),
  ...Array<Operation>(2).fill('list'),
  'get elsewhere',
  'page elsewhere',
  'attempt',
] as const;
type Operation =
  | 'add'
  | 'update'
  | 'remove'
  | 'repeat'
  | 'get'
  | 'list'
  | 'get elsewhere'
  | 'page elsewhere'
  | 'attempt';

export interface AccountsCount {
  readonly accounts: number;
  readonly operations: number;
  readonly adds: number;
  readonly updates: number;
  readonly removals: number;
  /** Everything that reached an account, or came from one, that the operation did not name. */
  readonly strays: readonly string[];
}

/** `mistake`: wrong variables, to check that the run detects them. */
export async function runAccounts(
  operations: number,
  seed: number,
  mistake: (environment: Record<string, string>) => Record<string, string> = () => ({}),
): Promise<AccountsCount> {
  const vendors = await startNamedVendors(ACCOUNTS);
  const environment = { ...vendors.environment, ...mistake(vendors.environment) };
  try {
    const subgraph = await startTestSubgraph({ SANDBOX: 'off', ...environment });
    const caller = openGraphqlCaller(subgraph.url, CONCURRENCY);
    try {
      return await new AccountsRun(caller, vendors, seed).play(operations);
    } finally {
      await caller.close();
      await subgraph.close();
    }
  } finally {
    await vendors.close();
  }
}

class AccountsRun {
  readonly #places: readonly Place[];
  readonly #random: Random;
  readonly #strays: string[] = [];
  /** The account of every add and update, by its email address. */
  readonly #placeOf = new Map<string, Place>();
  #number = 0;

  constructor(
    private readonly caller: GraphqlCaller,
    private readonly vendors: NamedVendors,
    private readonly seed: number,
  ) {
    this.#random = new Random(`${seed}/accounts`);
    this.#places = makePlaces();
    for (const account of new Set(this.#places.map((place) => place.account))) {
      // Answers overtake each other.
      const late = new Random(`${seed}/${account}/late`);
      vendors.at(account).fault = () => (late.chance(0.2) ? 'late answer' : 'none');
    }
  }

  async play(operations: number): Promise<AccountsCount> {
    let left = operations;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await this.#operate(this.#random.pick(this.#places), this.#random.pick(OPERATIONS));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    for (const account of new Set(this.#places.map((place) => place.account))) {
      this.#judgeLedger(this.vendors.at(account), account);
    }
    const sumOf = (count: (place: Place) => number) =>
      this.#places.reduce((sum, place) => sum + count(place), 0);
    const [adds, removals] = [sumOf(({ begun }) => begun), sumOf(({ removed }) => removed.size)];
    const updates = sumOf(({ begunChanges }) => begunChanges) - removals;
    return { accounts: this.#places.length, operations, adds, updates, removals, strays: this.#strays };
  }

  /** Every write at its own account, each add and removal there once, and nothing anywhere else. */
  #judgeLedger({ calls, commits, ids }: LedgerVendor, account: string | undefined): void {
    for (const { kind, provider, email } of calls) {
      // A removal has no email address: the remaining contacts are counted below.
      if (email === undefined) continue;
      const place = this.#placeOf.get(email);
      if (kind === 'write' && (place?.provider !== provider || place.account !== account)) {
        this.#strays.push(`${accountPart({ provider, account })} got what was for ${place?.part}`);
      }
    }
    for (const place of this.#places.filter((other) => other.account === account)) {
      for (const email of place.emails) {
        if (commits(email) !== 1) this.#strays.push(`${place.part} holds ${commits(email)} of one add`);
      }
      const left = [...place.customers].flatMap((customer) => ids(place.provider, customer));
      this.#expect(
        place,
        `${left.length} contacts of ${place.added.length}`,
        left.length === place.added.length,
      );
    }
  }

  async #operate(place: Place, operation: Operation): Promise<void> {
    const known = place.added.length === 0 ? undefined : this.#random.pick(place.added);
    if (!known || operation === 'add') return this.#add(place);
    const sibling = this.#siblingOf(place);
    switch (operation) {
      case 'update':
        return this.#update(place, known);
      case 'remove':
        if (!supports(describedAs(place.provider).provider, 'REMOVE')) return this.#update(place, known);
        return this.#remove(place, known);
      case 'repeat': {
        const { document, variables, id } = this.#random.pick(place.done);
        const { answer } = await this.caller.ask(document, variables);
        const repeated = answer.contact?.id ?? answer.contactId;
        this.#expect(place, 'replayed', answer.replayed === true && repeated === id);
        return;
      }
      case 'get':
        return this.#expectContact(place, (await this.caller.ask(GET, { id: known.id })).contact, known);
      case 'list':
        return this.#list(place, known.variables.customerId);
      case 'get elsewhere': {
        const id = known.id.replace(place.part, sibling.part);
        const { contact } = await this.caller.ask(GET, { id });
        // A short id may belong to another contact there.
        if (contact) this.#expectContact(sibling, contact);
        return;
      }
      case 'page elsewhere':
        return this.#pageElsewhere(place, sibling, known.variables.customerId);
      case 'attempt': {
        const { provider, account } = place;
        const { addContactAttempt } = await this.caller.ask(ATTEMPT, { provider, account, key: known.key });
        return this.#expectContact(place, addContactAttempt?.result?.contact, known);
      }
    }
  }

  async #add(place: Place): Promise<void> {
    const { provider, account } = place;
    this.#number += 1;
    const email = emailOf(this.#number);
    // The same customers and keys in every account, with different values in each.
    const { customerId, options } = command(provider, Math.floor(place.begun / CONTACTS_OF_CUSTOMER) + 1, {
      key: `key-of-all-accounts-${place.begun}`,
    });
    place.begun += 1;
    place.customers.add(customerId);
    const { input } = command(provider, this.#number);
    const key = options.idempotencyKey ?? '';
    const variables = { provider, customerId, input, options: { account, idempotencyKey: key } };
    this.#placeOf.set(email, place);
    const { answer } = await this.caller.ask(ADD, variables);
    const { contact, customer, replayed } = answer;
    this.#expect(place, `added: ${answer.message}`, replayed === false);
    if (!contact) return;
    this.#expectContact(place, contact, { emails: [email], isRemoved: false });
    this.#expect(place, 'the customer', customer.id === `${place.part}:${encodeURIComponent(customerId)}`);
    place.emails.add(email);
    place.added.push({ id: contact.id, emails: [email], isRemoved: false, variables, key });
    place.done.push({ document: ADD, variables, id: contact.id });
  }

  async #update(place: Place, known: Added): Promise<void> {
    this.#number += 1;
    const email = emailOf(this.#number);
    const { emails } = command(place.provider, this.#number).input;
    this.#placeOf.set(email, place);
    known.emails.push(email);
    const variables = { id: known.id, input: { emails }, key: this.#keyOfChange(place) };
    const { answer } = await this.caller.ask(UPDATE, variables);
    // Another worker may have removed it.
    if (known.isRemoved && !answer.contact) return;
    this.#expect(place, `updated: ${answer.message}`, answer.replayed === false);
    if (!answer.contact) return;
    this.#expectContact(place, answer.contact, { emails: [email], isRemoved: false });
    place.done.push({ document: UPDATE, variables, id: known.id });
  }

  async #remove(place: Place, known: Added): Promise<void> {
    known.isRemoved = true;
    place.added.splice(place.added.indexOf(known), 1);
    place.removed.add(known.id);
    const variables = { id: known.id, key: this.#keyOfChange(place) };
    const { answer } = await this.caller.ask(REMOVE, variables);
    const isDone = answer.replayed === false && answer.contactId === known.id;
    this.#expect(place, `removed: ${answer.message}`, isDone);
    if (isDone) place.done.push({ document: REMOVE, variables, id: known.id });
  }

  /** The same keys in every account. */
  #keyOfChange(place: Place): string {
    place.begunChanges += 1;
    return `change-of-all-accounts-${place.begunChanges}`;
  }

  async #list(place: Place, customerId: string): Promise<void> {
    const { provider, account } = place;
    let after: string | null = null;
    let last = '';
    for (let page = 0; page < 2; page += 1) {
      const list = await this.#page({ provider, customerId, account, after });
      if (typeof list === 'string') {
        const isGone = list === 'CURSOR_INVALID' && place.removed.has(last);
        return this.#expect(place, `a list: ${list}`, isGone);
      }
      for (const node of list.nodes) {
        this.#expectContact(place, node);
        this.#expect(place, 'the account of a customer', node.customer.account === (account ?? null));
        last = node.id;
      }
      after = list.pageInfo.endCursor;
      if (after === null) return;
    }
  }

  async #pageElsewhere({ provider, account }: Place, sibling: Place, customerId: string): Promise<void> {
    const list = await this.#page({ provider, customerId, account });
    if (typeof list === 'string') return this.#expect(sibling, `a list: ${list}`, false);
    const { endCursor: after } = list.pageInfo;
    if (after === null) return;
    const there = await this.#page({ provider, customerId, account: sibling.account, after });
    this.#expect(sibling, 'a cursor of another account', there === 'CURSOR_INVALID');
  }

  /** A page, or the error code in its place. */
  #page(variables: Readonly<Record<string, unknown>>): Promise<SeenPage | string> {
    return this.caller.ask(LIST, variables).then(
      ({ contacts }) => contacts,
      ({ message }: Error) => /"code":"([A-Z_]+)"/.exec(message)?.[1] ?? message,
    );
  }

  #expectContact(
    place: Place,
    contact: SeenContact | null | undefined,
    of?: Pick<Added, 'emails' | 'isRemoved'>,
  ): void {
    if (!contact && of?.isRemoved) return;
    const from = contact ? this.#placeOf.get(contact.email) : undefined;
    const isOwn = from?.part === place.part && contact?.account === (place.account ?? null);
    const isNamed = contact?.id.startsWith(`${place.part}:`) && (!of || of.emails.includes(contact.email));
    this.#expect(place, `a contact of ${from?.part}`, isOwn && isNamed === true);
  }

  #expect({ part }: Place, what: string, holds: boolean): void {
    if (!holds) this.#strays.push(`${part}: ${what}, seed ${this.seed}`);
  }

  #siblingOf(place: Place): Place {
    const siblings = this.#places.filter((other) => other.provider === place.provider && other !== place);
    return this.#random.pick(siblings);
  }
}
