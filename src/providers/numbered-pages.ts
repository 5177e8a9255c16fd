/** Lists with numbered pages: a contact's cursor is the number of contacts up to and including it. */

import { type CursorPage, idsOf, PageWalk } from './pages.js';
import type { ReadRules, StoredPage, VendorReads } from './read-rules.js';

export interface NumberedPage extends Pick<CursorPage, 'contacts'> {
  /** Contacts in the list before this page. */
  readonly start: number;
  /** Contacts on a full page; it may show fewer, if some are hidden from us. */
  readonly size: number;
  /** Undefined if only the next page shows it. */
  readonly hasMore: boolean | undefined;
}

/**
 * `open` returns a reader for the pages of one list, starting at 1. `pageSize` is the requested size; the
 * vendor's pages may have another.
 */
export function numberedPages(
  pageSize: number,
  open: (customerId: string, vendor: VendorReads) => (index: number) => Promise<NumberedPage | null>,
): Pick<ReadRules, 'acceptsCursor' | 'pageSize' | 'list'> {
  return {
    acceptsCursor: (cursor) => /^[1-9][0-9]{0,7}$/.test(cursor),
    pageSize,

    async list(customerId, { first, after }, vendor): Promise<StoredPage | null> {
      const read = open(customerId, vendor);
      const found: StoredPage['contacts'][number][] = [];
      let position = Number(after ?? 0);
      let size = pageSize;
      // A list has at most this many contacts, and each page has at least one.
      const walk = new PageWalk(pageSize);
      for (;;) {
        const page = await read(Math.floor(position / size) + 1);
        if (!page) return walk.missing();
        const offset = position - page.start;
        const isInside = offset >= 0 && offset < page.size;
        if (!isInside && size === pageSize && page.size !== pageSize) {
          // The vendor uses another page size, so the position is on another page.
          size = page.size;
          walk.note([], true);
          continue;
        }
        if (!isInside) return { contacts: found, hasNext: false };
        size = page.size;
        const rest = page.contacts.slice(offset);
        const taken = rest.slice(0, first - found.length);
        found.push(...taken.map((contact, index) => ({ ...contact, cursor: String(position + index + 1) })));
        const hasNext = taken.length < rest.length || page.hasMore;
        const goesOn = hasNext === undefined || (hasNext && found.length < first);
        walk.note(idsOf({ contacts: taken }), goesOn ? true : undefined);
        if (!goesOn) return { contacts: found, hasNext };
        position = page.start + page.size;
      }
    },
  };
}
