/**
 * Random operations over twelve accounts at once. Customers and keys have the same names in all of them, so
 * nothing but the account keeps them apart. What each account's ledger holds, and what callers are answered,
 * has to be of the account that the operation named.
 */
import { accountPart, type ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf } from '../support/keyed-stage.js';
import type { LedgerVendor } from '../support/ledger-vendor.js';
import { type NamedVendors, startNamedVendors } from '../support/named-accounts.js';
import { Random } from '../support/raw-vendor.js';
import { startTestSubgraph } from '../support/subgraph.js';

/** Beside the default account of each: one, and another at every fourth provider. */
export const ACCOUNTS: Readonly<Record<ProviderId, readonly string[]>> = Object.fromEntries(
  providers.map(({ id }, index) => [id, index % 4 === 0 ? ['eu', 'apac'] : ['eu']]),
);
const CONCURRENCY = 16;
const CONTACTS_OF_CUSTOMER = 4;
const OPERATIONS = [
  ...Array<Operation>(10).fill('add'),
  ...Array<Operation>(3).fill('repeat'),
  ...Array<Operation>(2).fill('get'),
  ...Array<Operation>(2).fill('list'),
  'get elsewhere',
  'page elsewhere',
  'attempt',
] as const;
type Operation = 'add' | 'repeat' | 'get' | 'list' | 'get elsewhere' | 'page elsewhere' | 'attempt';

const ARGUMENTS =
  '$provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions!';
const ADD = `mutation (${ARGUMENTS}) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
    __typename
    ... on AddContactSuccess { replayed contact { id account email } customer { id } }
    ... on ContactError { message }
  }
}`;
const GET = 'query ($id: ID!) { contact(id: $id) { id account email } }';
const LIST = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID, $after: String) {
  contacts(provider: $provider, customerId: $customerId, account: $account, first: 2, after: $after) {
    nodes { id account email customer { id account } } pageInfo { endCursor }
  }
}`;
const ATTEMPT = `query ($provider: ContactProvider!, $account: ID, $key: ID!) {
  addContactAttempt(provider: $provider, account: $account, idempotencyKey: $key) {
    result { ... on AddContactSuccess { contact { id account email } } }
  }
}`;

interface Added {
  readonly id: string;
  readonly email: string;
  readonly variables: Readonly<Record<string, unknown>> & { readonly customerId: string };
  readonly key: string;
}

/** One account, what was added to it, and the accounts of the same vendor. */
interface Place {
  readonly provider: ProviderId;
  readonly account: string | undefined;
  readonly part: string;
  readonly added: Added[];
  readonly emails: Set<string>;
  begun: number;
}

interface SeenContact {
  readonly id: string;
  readonly account: string | null;
  readonly email: string;
}

export interface AccountsCount {
  readonly accounts: number;
  readonly operations: number;
  readonly adds: number;
  /** Whatever reached an account, or came from one, that the operation did not name. */
  readonly strays: readonly string[];
}

/** `mistake`: variables that are wrong, to see that the run finds it. */
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
  /** The account of every add, by its email address. */
  readonly #placeOf = new Map<string, Place>();
  #number = 0;

  constructor(
    private readonly caller: GraphqlCaller,
    private readonly vendors: NamedVendors,
    private readonly seed: number,
  ) {
    this.#random = new Random(`${seed}/accounts`);
    this.#places = Object.entries(ACCOUNTS).flatMap(([provider, names]) =>
      [undefined, ...names].map((account): Place => {
        const part = accountPart({ provider, account });
        return { provider, account, part, added: [], emails: new Set(), begun: 0 };
      }),
    );
    for (const account of new Set(this.#places.map((place) => place.account))) {
      // Answers that overtake each other.
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
    const adds = this.#places.reduce((sum, { begun }) => sum + begun, 0);
    return { accounts: this.#places.length, operations, adds, strays: this.#strays };
  }

  /** Every add once at its own account, and nothing else anywhere. */
  #judgeLedger({ calls, commits }: LedgerVendor, account: string | undefined): void {
    for (const { kind, provider, email = '' } of calls) {
      const place = this.#placeOf.get(email);
      if (kind === 'write' && (place?.provider !== provider || place.account !== account)) {
        this.#strays.push(`${accountPart({ provider, account })} got what was for ${place?.part}`);
      }
    }
    for (const place of this.#places.filter((other) => other.account === account)) {
      for (const email of place.emails) {
        if (commits(email) !== 1) this.#strays.push(`${place.part} holds ${commits(email)} of one add`);
      }
    }
  }

  async #operate(place: Place, operation: Operation): Promise<void> {
    const known = place.added.length === 0 ? undefined : this.#random.pick(place.added);
    if (!known || operation === 'add') return this.#add(place);
    const sibling = this.#siblingOf(place);
    switch (operation) {
      case 'repeat': {
        const { addContact } = await this.caller.ask(ADD, known.variables);
        this.#expect(place, 'replayed', addContact.replayed === true && addContact.contact?.id === known.id);
        return;
      }
      case 'get':
        return this.#expectContact(place, (await this.caller.ask(GET, { id: known.id })).contact, known);
      case 'list':
        return this.#list(place, known.variables.customerId);
      case 'get elsewhere': {
        const id = known.id.replace(place.part, sibling.part);
        const { contact } = await this.caller.ask(GET, { id });
        // Short ids may be those of another contact there.
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
    // The same customers and keys in every account, and values of its own in each.
    const { customerId, options } = command(provider, Math.floor(place.begun / CONTACTS_OF_CUSTOMER) + 1, {
      key: `key-of-all-accounts-${place.begun}`,
    });
    place.begun += 1;
    const { input } = command(provider, this.#number);
    const key = options.idempotencyKey ?? '';
    const variables = { provider, customerId, input, options: { account, idempotencyKey: key } };
    this.#placeOf.set(email, place);
    const { addContact } = await this.caller.ask(ADD, variables);
    const { contact, customer, replayed } = addContact;
    this.#expect(place, `added: ${addContact.message}`, replayed === false);
    if (!contact) return;
    this.#expectContact(place, contact, { email });
    this.#expect(place, 'the customer', customer.id === `${place.part}:${encodeURIComponent(customerId)}`);
    place.emails.add(email);
    place.added.push({ id: contact.id, email, variables, key });
  }

  async #list({ provider, account, ...place }: Place, customerId: string): Promise<void> {
    const of = { provider, account, ...place };
    let after: string | null = null;
    for (let page = 0; page < 2; page += 1) {
      const { contacts } = await this.caller.ask(LIST, { provider, customerId, account, after });
      for (const node of contacts.nodes) {
        this.#expectContact(of, node);
        this.#expect(of, 'the account of a customer', node.customer.account === (account ?? null));
      }
      after = contacts.pageInfo.endCursor;
      if (after === null) return;
    }
  }

  async #pageElsewhere({ provider, account }: Place, sibling: Place, customerId: string): Promise<void> {
    const { contacts } = await this.caller.ask(LIST, { provider, customerId, account });
    const { endCursor: after } = contacts.pageInfo;
    const there = { provider, customerId, account: sibling.account, after };
    const code = await this.caller.ask(LIST, there).then(
      () => 'a page',
      (error: Error) => /"code":"([A-Z_]+)"/.exec(error.message)?.[1],
    );
    this.#expect(
      sibling,
      `a cursor of another account: ${code}`,
      after === null || code === 'CURSOR_INVALID',
    );
  }

  #expectContact(
    place: Place,
    contact: SeenContact | null | undefined,
    of?: { readonly email: string },
  ): void {
    const from = contact ? this.#placeOf.get(contact.email) : undefined;
    const isOwn = from?.part === place.part && contact?.account === (place.account ?? null);
    const isNamed = contact?.id.startsWith(`${place.part}:`) && (!of || contact.email === of.email);
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
