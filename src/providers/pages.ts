/** Follows a vendor's pages as long as they lead to something new. */
import type { StoredContact } from '../mapping/decode-contact.js';

/**
 * Ends the read that follows the pages. The connection reports an unavailable provider; no call is repeated.
 */
export class EndlessList extends Error {
  constructor(readonly problem: string) {
    super(problem);
    this.name = 'EndlessList';
  }
}

export interface CursorPage {
  readonly contacts: readonly StoredContact[];
  /** Leads to the next page; absent on the last one. */
  readonly next: string | undefined;
}

/**
 * The contacts of all pages, or of the pages until `isEnough`, each read with the cursor that led to it; null
 * if the list does not exist.
 */
export async function readPages(
  maxPages: number,
  read: (cursor: string | undefined) => Promise<CursorPage | null | undefined>,
  isEnough: (contacts: readonly StoredContact[]) => boolean = () => false,
): Promise<StoredContact[] | null> {
  const contacts: StoredContact[] = [];
  const walk = new PageWalk(maxPages);
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    if (!page) return walk.missing();
    contacts.push(...page.contacts);
    cursor = page.next;
    walk.note(idsOf(page), cursor);
  } while (cursor !== undefined && !isEnough(contacts));
  return contacts;
}

export function idsOf({ contacts }: { readonly contacts: readonly StoredContact[] }): string[] {
  return contacts.map(({ externalId }) => externalId);
}

export class PageWalk {
  readonly #contacts = new Set<string>();
  readonly #cursors = new Set<string>();
  #pages = 0;

  /**
   * `maxPages` follows from the maximum contacts per customer. `start` is the cursor that led to the first
   * page.
   */
  constructor(
    private readonly maxPages: number,
    start?: string,
  ) {
    if (start !== undefined) this.#cursors.add(start);
  }

  /** The next page does not exist. After a first page, the contacts read so far are half a list. */
  missing(): null {
    if (this.#pages > 0) throw new EndlessList('a page of its list does not exist');
    return null;
  }

  /**
   * Notes a page that was read, before the next one is requested. `next` is the next page's cursor, absent on
   * the last page; `true` stands for pages without cursors. Throws an EndlessList.
   */
  note(ids: readonly string[], next: string | true | undefined): void {
    this.#pages += 1;
    if (ids.length > 0 && ids.every((id) => this.#contacts.has(id))) {
      throw new EndlessList('its list holds a page twice');
    }
    for (const id of ids) this.#contacts.add(id);
    if (next === undefined) return;
    if (next !== true && this.#cursors.has(next)) {
      throw new EndlessList('its list leads back to a page that was read');
    }
    if (next !== true) this.#cursors.add(next);
    if (this.#pages >= this.maxPages) {
      throw new EndlessList('its list has more pages than a customer can have contacts');
    }
  }
}
