/** The customers of an emulated vendor with their contacts, and the pages in which they are listed. */

export interface Customer<C, I = undefined> {
  readonly id: string;
  /** The vendor's record of the customer itself. */
  readonly info: I;
  /** Oldest first, so that those from the start stand before those that were added. */
  readonly contacts: C[];
  /** How many of them are there from the start. */
  fromStart: number;
}

/** Contacts that a customer keeps where the vendor has no limit. Their list fits into one reply. */
const MAX_CONTACTS = 500;

interface Limits {
  /** Where more are added, the oldest added ones go: a sandbox serves for days and no example wears out. */
  maxContacts: number;
  /** Rows of a page at most. Tests set it to get smaller pages than the vendor's. */
  pageSize: number;
}

/** What a customer has beside its id when it is opened. */
interface Opening<C> {
  /** Contacts from the start, which are never deleted to make room. */
  readonly contacts?: readonly C[];
  /** Other ids of the customer. */
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

  /** Adds a customer, or starts it over. */
  open(id: string, info: I, { contacts = [], aliases = [] }: Opening<C> = {}): Customer<C, I> {
    for (const contactId of this.contactIds(id)) this.#held.delete(contactId);
    const customer = { id, info, contacts: [], fromStart: contacts.length };
    this.#customers.set(id, customer);
    for (const alias of aliases) this.#aliases.set(alias, customer);
    for (const contact of contacts) this.#insert(customer, contact);
    return customer;
  }

  /** The customer of an id or another id. */
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

  /** Adds a contact, unless the customer is full of contacts from the start; says whether it did. */
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

  /** The rows from the index `from`, `size` at most, and the index of the next page where there is one. */
  page<R>(rows: readonly R[], from: number, size: number): { rows: R[]; next: number | undefined } {
    const end = from + Math.min(size, this.limits.pageSize);
    return { rows: rows.slice(from, end), next: end < rows.length ? end : undefined };
  }

  /** The page of a number, 1 for the first, and how many rows a page has. */
  pageByNumber<R>(rows: readonly R[], number: number, size: number): { rows: R[]; size: number } {
    const actual = Math.min(size, this.limits.pageSize);
    return { rows: rows.slice((number - 1) * actual, number * actual), size: actual };
  }

  #insert(customer: Customer<C, I>, contact: C): void {
    customer.contacts.push(contact);
    this.#held.set(this.idOf(contact), { customer, contact });
  }
}

/** A number in a query: the default when it is missing, undefined when it is out of its bounds. */
export function wholeNumber(
  text: string | null,
  bounds: { readonly default: number; readonly max: number },
): number | undefined {
  if (text === null) return bounds.default;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= bounds.max ? value : undefined;
}
