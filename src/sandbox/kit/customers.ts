/** The customers of an emulated vendor with their contacts, and the pages in which they are listed. */

export interface Customer<C, I = undefined> {
  readonly id: string;
  /** The vendor's record of the customer itself. */
  readonly info: I;
  /** Oldest first. */
  readonly contacts: C[];
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

export class Customers<C, I = undefined> {
  readonly limits: Limits;
  readonly idOf: (contact: C) => string;
  readonly #customers = new Map<string, Customer<C, I>>();
  /** Contact id to its customer. */
  readonly #holders = new Map<string, Customer<C, I>>();
  readonly #fromStart = new Set<C>();

  constructor(idOf: (contact: C) => string, maxContacts = MAX_CONTACTS) {
    this.idOf = idOf;
    this.limits = { maxContacts, pageSize: Number.POSITIVE_INFINITY };
  }

  /** Adds a customer, or starts it over. */
  open(id: string, info: I, { contacts = [], aliases = [] }: Opening<C> = {}): Customer<C, I> {
    for (const contactId of this.contactIds(id)) this.#holders.delete(contactId);
    const customer = { id, info, contacts: [] };
    for (const name of [id, ...aliases]) this.#customers.set(name, customer);
    for (const contact of contacts) {
      this.#fromStart.add(contact);
      this.#insert(customer, contact);
    }
    return customer;
  }

  get(id: string): Customer<C, I> | undefined {
    return this.#customers.get(id);
  }

  all(): Customer<C, I>[] {
    return [...new Set(this.#customers.values())];
  }

  /** The contact with an id, and its customer. */
  find(contactId: string): { readonly customer: Customer<C, I>; readonly contact: C } | undefined {
    const customer = this.#holders.get(contactId);
    const contact = customer?.contacts.find((candidate) => this.idOf(candidate) === contactId);
    return customer && contact && { customer, contact };
  }

  /** Oldest first. */
  contactIds(customerId: string): string[] {
    return this.get(customerId)?.contacts.map(this.idOf) ?? [];
  }

  /** Adds a contact, unless the customer is full of contacts from the start; says whether it did. */
  add(customer: Customer<C, I>, contact: C): boolean {
    while (customer.contacts.length >= this.limits.maxContacts) {
      const oldest = customer.contacts.find((candidate) => !this.#fromStart.has(candidate));
      if (oldest === undefined) return false;
      this.remove(customer, oldest);
    }
    this.#insert(customer, contact);
    return true;
  }

  remove(customer: Customer<C, I>, contact: C): void {
    customer.contacts.splice(customer.contacts.indexOf(contact), 1);
    this.#holders.delete(this.idOf(contact));
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
    this.#holders.set(this.idOf(contact), customer);
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
