/**
 * Lists whose pages end with a cursor to the next one. The vendor has a cursor only at the end of a page.
 *
 * A contact's cursor is therefore the vendor's cursor before its page, plus the contacts to skip from there:
 * `<skip>.<cursor>`, with an empty cursor for the first page. The vendor's own may contain any characters.
 */

import { type CursorPage, idsOf, PageWalk } from './pages.js';
import type { ReadRules, StoredPage, VendorReads } from './read-rules.js';

const CURSOR = /^(0|[1-9]\d{0,3})\.(.*)$/s;

export interface EndedPage extends CursorPage {
  /** The cursor after the page, if the vendor gives one even when nothing follows yet. */
  readonly end?: string | undefined;
}

export interface PlaceInList {
  /** Maximum contacts. */
  readonly limit: number;
  /** Absent for the first page. */
  readonly cursor?: string;
}

/** `pageSize` is the vendor's maximum. */
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
      // Each page that has a next one contains at least one contact.
      const walk = new PageWalk(pageSize, from);
      for (;;) {
        const limit = Math.min(pageSize, Number(skip) + first - contacts.length);
        const page = await read(customerId, { limit, ...(from !== '' && { cursor: from }) }, vendor);
        if (!page) return walk.missing();
        walk.note(idsOf(page), page.next);
        contacts.push(...placed(page, Number(skip), from));
        // Starting deep in a vendor page leaves less than a full page.
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
