import * as v from 'valibot';
import { contactWith, listOf, objectOf, parserOf } from '../../mapping/reply.js';
import type { JsonValue } from '../../model/contact.js';
import type { ProviderReply } from '../exchange.js';
import { POSITIVE_INT64 } from '../id-rule.js';
import { type NumberedPage, numberedPages } from '../numbered-pages.js';
import type { ReadRules, VendorReads } from '../read-rules.js';
import { get } from '../requests.js';
import { parseError } from './errors.js';

/** The vendor allows 1000; its examples show 100, apparently the default of a list without parameters. */
const PAGE_LIMIT = 100;
const PAGE_PARAMETER = /\bpage_(?:limit|index)\b/;

/**
 * `GET /customers/{id}/contacts/{contact_id}` and the list above it, page by page. The newest edition of the
 * vendor's reference lacks the page parameters. So the answer's own page data counts, not the request's, and
 * a list that rejects the parameters is read without them.
 */
export const read: ReadRules = {
  contactId: POSITIVE_INT64,
  listsFullRecords: true,
  ...numberedPages(PAGE_LIMIT, pagesOf),

  async get(customerId, externalId, vendor) {
    const request = get(['customers', customerId, 'contacts', externalId]);
    return (await vendor.read(request, parseContact)) ?? null;
  },
};

function pagesOf(customerId: string, vendor: VendorReads) {
  let sendsLimit = true;
  return async function readPage(index: number): Promise<NumberedPage | null> {
    const limited = { page_limit: String(PAGE_LIMIT), page_index: String(index) };
    // The first page needs no parameter at all.
    const query = sendsLimit ? limited : index > 1 ? { page_index: String(index) } : undefined;
    const page = await vendor.read<NumberedPage | 'LIMIT_REJECTED'>(
      get(['customers', customerId, 'contacts'], query),
      (json) => parsePage(json, index),
      (rejection) => (sendsLimit && rejectsPaging(rejection) ? 'LIMIT_REJECTED' : undefined),
    );
    if (page !== 'LIMIT_REJECTED') return page ?? null;
    sendsLimit = false;
    return readPage(index);
  };
}

/** A rejection that names a page parameter. */
function rejectsPaging({ status, json }: ProviderReply): boolean {
  const body = status === 400 ? parseError(json) : undefined;
  const named = body ? [body.field, body.title, body.detail] : [];
  return named.some((text = '') => PAGE_PARAMETER.test(text.slice(0, 200)));
}

const contact = contactWith('id');
export const parseContact = parserOf(contact);

const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined);
const parseList = parserOf(
  objectOf({ results: listOf(contact), current_page: count, total_pages: count, current_limit: count }),
);

/** Accepts the requested page, or one that contains everything. Any other page leads nowhere. */
function parsePage(json: JsonValue | undefined, index: number): NumberedPage | undefined {
  const list = parseList(json);
  if (!list) return undefined;
  const { results: contacts, current_page: page = 1, total_pages: pages = page, current_limit = 0 } = list;
  const hasMore = page < pages;
  if (page !== index && hasMore) return undefined;
  const size = Math.max(current_limit, contacts.length, 1);
  return { start: (page - 1) * size, contacts, size, hasMore };
}
