/**
 * Lists whose pages end with a cursor to the next one. The vendor's cursor stands at the end of a page only.
 * A contact's cursor is therefore the vendor's cursor before its page and the contacts to skip from there:
 * `<skip>.<cursor>`, the cursor empty for the first page. The vendor's own may hold any characters.
 */

import { type CursorPage, idsOf, PageWalk } from './pages.js';
import type { ReadRules, StoredPage, VendorReads } from './read-rules.js';

const CURSOR = /^(0|[1-9]\d{0,3})\.(.*)$/s;

export interface EndedPage extends CursorPage {
  /** The cursor behind the page, where the vendor gives one that leads to nothing yet. */
  readonly end?: string | undefined;
}

export interface PlaceInList {
  /** Contacts at most. */
  readonly limit: number;
  /** Absent for the first page. */
  readonly cursor?: string;
}

/** `pageSize` is what the vendor gives at most. */
export function cursorPages(
  pageSize: number,
  read: (customerId: string, place: PlaceInList, vendor: VendorReads) => Promise<EndedPage | undefined>,
): Pick<ReadRules, 'acceptsCursor' | 'pageSize' | 'list'> {
  return {
    acceptsCursor: (cursor) => Number(CURSOR.exec(cursor)?.[1] ?? pageSize) < pageSize,
    pageSize,

    async list(customerId, { first, after }, vendor): Promise<StoredPage | null> {
      let [, skip, from = ''] = CURSOR.exec(after ?? '0.') ?? [];
      const contacts: StoredPage['contacts'][number][] = [];
      // Each page that has another behind it brings one contact at least.
      const walk = new PageWalk(pageSize, from);
      for (;;) {
        const limit = Math.min(pageSize, Number(skip) + first - contacts.length);
        const page = await read(customerId, { limit, ...(from !== '' && { cursor: from }) }, vendor);
        if (!page) return null;
        walk.note(idsOf(page), page.next);
        contacts.push(...placed(page, Number(skip), from));
        // A place deep in the vendor's page leaves less than a page behind it.
        if (contacts.length >= first || page.next === undefined) {
          const hasNext = page.next !== undefined || contacts.length > first;
          return { contacts: contacts.slice(0, first), hasNext };
        }
        [skip, from] = ['0', page.next];
      }
    },
  };
}

function placed(
  { contacts, next, end = next }: EndedPage,
  skip: number,
  from: string,
): StoredPage['contacts'] {
  return contacts.slice(skip).map((contact, index) => {
    const position = skip + index + 1;
    const isLast = position === contacts.length && end !== undefined;
    return { ...contact, cursor: isLast ? `0.${end}` : `${position}.${from}` };
  });
}
