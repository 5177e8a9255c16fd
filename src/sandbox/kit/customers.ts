/** An emulated vendor's customers with their contacts, and their pagination. */

export interface Customer<C, I = undefined> {
  readonly id: string;
  /** The vendor's record of the customer itself. */
  readonly info: I;
  /** Oldest first, so preset contacts precede added ones. */
  readonly contacts: C[];
  /** How many of them are preset. */
  fromStart: number;
}

/** Contacts per customer if the vendor has no limit. Their list fits in one reply. */
const MAX_CONTACTS = 500;

interface Limits {
  /**
   * Beyond this, the oldest added ones are deleted: a sandbox runs for days, and its examples must keep
   * working.
   */
  maxContacts: number;
  /** Maximum rows per page. Tests set it for smaller pages than the vendor's. */
  pageSize: number;
}

/** A new customer's data other than its id. */
interface Opening<C> {
  /** Preset contacts, which are never deleted to make room. */
  readonly contacts?: readonly C[];
  /** The customer's other ids. */
  readonly aliases?: readonly string[];
}

interface Held<C, I> {
  readonly customer: Customer<C, I>;
  readonly contact: C;
}

export class Customers<C, I = undefined> {
  readonly limits: Limits;
  readonly idOf: (contact: C) => string;
  readonly #customers = new Map<string, Customer<C, I>>();
  readonly #aliases = new Map<string, Customer<C, I>>();
  /** By contact id. */
  readonly #held = new Map<string, Held<C, I>>();

  constructor(idOf: (contact: C) => string, maxContacts = MAX_CONTACTS) {
    this.idOf = idOf;
    this.limits = { maxContacts, pageSize: Number.POSITIVE_INFINITY };
  }

  /** Adds a customer, or resets it. */
  open(id: string, info: I, { contacts = [], aliases = [] }: Opening<C> = {}): Customer<C, I> {
    for (const contactId of this.contactIds(id)) this.#held.delete(contactId);
    const customer = { id, info, contacts: [], fromStart: contacts.length };
    this.#customers.set(id, customer);
    for (const alias of aliases) this.#aliases.set(alias, customer);
    for (const contact of contacts) this.#insert(customer, contact);
    return customer;
  }

  /** The customer with this id or alias. */
  get(id: string): Customer<C, I> | undefined {
    return this.#customers.get(id) ?? this.#aliases.get(id);
  }

  all(): Customer<C, I>[] {
    return [...this.#customers.values()];
  }

  /** The contact with an id, and its customer. */
  find(contactId: string): Held<C, I> | undefined {
    return this.#held.get(contactId);
  }

  /** Oldest first. */
  contactIds(customerId: string): string[] {
    return this.get(customerId)?.contacts.map(this.idOf) ?? [];
  }

  /** Adds a contact unless the customer is full of preset contacts; returns whether it did. */
  add(customer: Customer<C, I>, contact: C): boolean {
    while (customer.contacts.length >= this.limits.maxContacts) {
      const oldest = customer.contacts[customer.fromStart];
      if (oldest === undefined) return false;
      this.remove(customer, oldest);
    }
    this.#insert(customer, contact);
    return true;
  }

  remove(customer: Customer<C, I>, contact: C): void {
    const index = customer.contacts.indexOf(contact);
    customer.contacts.splice(index, 1);
    if (index < customer.fromStart) customer.fromStart -= 1;
    this.#held.delete(this.idOf(contact));
  }

  /** At most `size` rows starting at index `from`, and the index of the next page if there is one. */
  page<R>(rows: readonly R[], from: number, size: number): { rows: R[]; next: number | undefined } {
    const end = from + Math.min(size, this.limits.pageSize);
    return { rows: rows.slice(from, end), next: end < rows.length ? end : undefined };
  }

  /** The page with a number, starting at 1, and the page size. */
  pageByNumber<R>(rows: readonly R[], number: number, size: number): { rows: R[]; size: number } {
    const actual = Math.min(size, this.limits.pageSize);
    return { rows: rows.slice((number - 1) * actual, number * actual), size: actual };
  }

  #insert(customer: Customer<C, I>, contact: C): void {
    customer.contacts.push(contact);
    this.#held.set(this.idOf(contact), { customer, contact });
  }
}

/** A number in a query: the default if missing, undefined if out of bounds. */
export function wholeNumber(
  text: string | null,
  bounds: { readonly default: number; readonly max: number },
): number | undefined {
  if (text === null) return bounds.default;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= bounds.max ? value : undefined;
}
