/** ChartMogul's lists: "Pagination", and the recorded cursors. */
import { randomUUID } from 'node:crypto';

import { type Customers, wholeNumber } from '../kit/customers.js';
import type { SandboxReply } from '../kit/vendor.js';
import { failure, wrongValue } from './reply.js';

const MAX_PER_PAGE = 200;

/** A listed item. */
export interface Row {
  /** In microseconds, unique within a sandbox. */
  readonly created: number;
  readonly uuid: string;
}

/** Creates the time and uuid of a new row. */
export type Clock = (prefix: string) => Row;

/** Rows are ordered by time alone, so no two may share a microsecond. */
export function createClock(): Clock {
  let last = 0;
  return (prefix) => {
    last = Math.max(Date.now() * 1000, last + 1);
    return { created: last, uuid: prefix + randomUUID() };
  };
}

/** With nine fractional digits, as in a cursor. */
function timeText({ created }: Row): string {
  const milliseconds = new Date(Math.floor(created / 1000)).toISOString().slice(0, -1);
  return `${milliseconds}${String(created % 1000).padStart(3, '0')}000Z`;
}

/** A page, newest row first. The cursor identifies its last row, and is present on the last page too. */
export function page<R extends Row>(
  customers: Pick<Customers<never>, 'page'>,
  rows: readonly R[],
  query: URLSearchParams,
  record: (row: R) => Readonly<Record<string, unknown>>,
): SandboxReply {
  if (query.has('page')) return failure(400, 'Parameter "page" is deprecated', 'page');
  // Not documented: the answer to a number below one. A number that is too large is silently capped.
  const perPage = wholeNumber(query.get('per_page') || null, {
    default: MAX_PER_PAGE,
    max: Number.POSITIVE_INFINITY,
  });
  if (perPage === undefined) return wrongValue('per_page');
  const cursor = query.get('cursor');
  const before = cursor ? /^(.+Z)&/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1] : undefined;
  if (cursor && before === undefined) return wrongValue('cursor');

  const older = rows
    .filter((row) => before === undefined || timeText(row) < before)
    .sort((one, other) => other.created - one.created);
  const { rows: entries, next } = customers.page(older, 0, Math.min(perPage, MAX_PER_PAGE));
  const last = entries.at(-1);
  return {
    status: 200,
    body: {
      entries: entries.map(record),
      // Not documented: the cursor of an empty page.
      cursor: last ? Buffer.from(`${timeText(last)}&${last.uuid}`).toString('base64') : null,
      has_more: next !== undefined,
    },
  };
}
