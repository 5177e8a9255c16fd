/**
 * The part of ZOQL that contact lookups need (Zuora Object Query Language; "Query", "QueryMore"): `select A,
 * B from Contact where AccountId = '...' and ...`. Keywords are lowercase, names case-sensitive.
 */
import type { Customer, Customers } from '../kit/customers.js';
import { LatestMap } from '../kit/latest-map.js';
import { randomHex } from '../kit/random-hex.js';
import { isRecord } from '../kit/request.js';
import type { SandboxReply } from '../kit/vendor.js';
import type { Account } from './accounts.js';
import { CONTACT_FIELDS, type Contact, CUSTOM_FIELD, objectName } from './contact.js';
import { actionFault } from './reply.js';

/** A record by ZOQL names. Omits nulls: "Fields with NULL values are not returned". */
type Row = ReadonlyMap<string, unknown>;

interface Query {
  readonly fields: readonly string[];
  readonly object: string;
  readonly conditions: readonly {
    readonly field: string;
    readonly equals: boolean;
    readonly value: string;
  }[];
}

interface Cursor {
  readonly records: readonly Record<string, unknown>[];
  readonly batchSize: number;
  readonly diesAt: number;
}

const MAX_BATCH = 2_000;
const KEPT_CURSORS = 100;
const CURSOR_LIFE_MS = 15 * 60 * 1000;

const CONTACT_NAMES = new Set(['Id', 'AccountId', ...CONTACT_FIELDS.map(objectName)]);
const ACCOUNT_NAMES = new Set(['Id', 'AccountNumber', 'Name', 'Status', 'BillToId', 'SoldToId']);

/** The value that a query requires of a field; undefined if it is not a query or requires none. */
export function demandedValue(queryString: unknown, field: string): string | undefined {
  const query = typeof queryString === 'string' ? parse(queryString) : undefined;
  return query && demandedIn(query, field);
}

function demandedIn({ conditions }: Query, field: string): string | undefined {
  return conditions.find((condition) => condition.equals && condition.field === field)?.value;
}

/** Answers `/v1/action/query` and `/v1/action/queryMore` from the current state. */
export class Zoql {
  readonly #customers: Customers<Contact, Account>;
  readonly #cursors = new LatestMap<Cursor>(KEPT_CURSORS);

  constructor(customers: Customers<Contact, Account>) {
    this.#customers = customers;
  }

  query(body: unknown): SandboxReply {
    const query =
      isRecord(body) && typeof body.queryString === 'string' ? parse(body.queryString) : undefined;
    if (query === undefined) return actionFault('MALFORMED_QUERY', 'You have an error in your ZOQL syntax');
    const batchSize = readBatchSize(body);
    if (batchSize === undefined) return actionFault('INVALID_VALUE', 'The batch size has to be 1 to 2000');

    const accountId = demandedIn(query, 'AccountId');
    const accounts = this.#accounts(accountId);
    const rows =
      query.object === 'Contact'
        ? accounts.flatMap(({ contacts }) => contacts.map(contactRow))
        : accounts.map(({ info }) => accountRow(info));
    const known = query.object === 'Contact' ? CONTACT_NAMES : ACCOUNT_NAMES;
    const unknown = [...query.fields, ...query.conditions.map(({ field }) => field)].find(
      (field) => !known.has(field) && !CUSTOM_FIELD.test(field),
    );
    if (unknown !== undefined) {
      return actionFault('INVALID_FIELD', `invalid field for query: ${query.object}.${unknown}`);
    }

    const records = rows
      .filter((row) =>
        query.conditions.every(
          ({ field, equals, value }) => (String(row.get(field) ?? '') === value) === equals,
        ),
      )
      .map((row) => pick(row, query.fields));
    return this.#page(records, 0, batchSize);
  }

  queryMore(body: unknown): SandboxReply {
    const locator = isRecord(body) && typeof body.queryLocator === 'string' ? body.queryLocator : '';
    const [, id = '', offset = ''] = /^([0-9a-f]{32})-(\d+)$/.exec(locator) ?? [];
    const cursor = this.#cursors.get(id);
    if (cursor === undefined || Date.now() > cursor.diesAt) {
      return actionFault('INVALID_VALUE', 'The query locator is invalid or has expired');
    }
    const batchSize = isRecord(body) && isRecord(body.conf) ? readBatchSize(body) : cursor.batchSize;
    if (batchSize === undefined) return actionFault('INVALID_VALUE', 'The batch size has to be 1 to 2000');
    return this.#page(cursor.records, Number(offset), batchSize, id);
  }

  /** The account with an id, or all accounts. */
  #accounts(id: string | undefined): Customer<Contact, Account>[] {
    if (id === undefined) return this.#customers.all();
    const account = this.#customers.get(id);
    return account?.info.id === id ? [account] : [];
  }

  #page(records: Cursor['records'], offset: number, batchSize: number, id = randomHex()): SandboxReply {
    const { rows: page, next } = this.#customers.page(records, offset, batchSize);
    // "The number of the returned query results": not documented whether in this answer or in total.
    const body = { records: page, size: page.length, done: next === undefined };
    if (next === undefined) return { status: 200, body };
    this.#cursors.set(id, { records, batchSize, diesAt: Date.now() + CURSOR_LIFE_MS });
    return { status: 200, body: { ...body, queryLocator: `${id}-${next}` } };
  }
}

function parse(text: string): Query | undefined {
  const [, list, object, where] =
    /^select\s([\w\s,]+)\sfrom\s+(Contact|Account)(?:\s+where\s(.+))?$/s.exec(text.trim()) ?? [];
  if (list === undefined || object === undefined) return undefined;
  const fields = list.split(',').map((field) => field.trim());
  if (fields.some((field) => !/^\w+$/.test(field))) return undefined;
  const conditions = where === undefined ? [] : parseConditions(where);
  return conditions && { fields, object, conditions };
}

function parseConditions(where: string): Query['conditions'] | undefined {
  const condition = /\s*(\w+)\s*(=|!=)\s*'((?:[^'\\]|\\.)*)'\s*(and\s|$)/sy;
  const conditions: { field: string; equals: boolean; value: string }[] = [];
  for (;;) {
    const match = condition.exec(where);
    const [, field, operator, value] = match ?? [];
    if (match === null || field === undefined || value === undefined) return undefined;
    // A backslash escapes a quote or backslash within a value.
    conditions.push({ field, equals: operator === '=', value: value.replace(/\\(.)/gs, '$1') });
    if (match[4] === '') return conditions;
  }
}

/** More than the maximum counts as the maximum ("Query", `batchSize`). Undefined if invalid. */
function readBatchSize(body: unknown): number | undefined {
  const size = isRecord(body) && isRecord(body.conf) ? (body.conf.batchSize ?? MAX_BATCH) : MAX_BATCH;
  return typeof size === 'number' && Number.isInteger(size) && size >= 1
    ? Math.min(size, MAX_BATCH)
    : undefined;
}

function contactRow(contact: Contact): Row {
  return new Map<string, unknown>([
    ['Id', contact.id],
    ['AccountId', contact.account.id],
    ...CONTACT_FIELDS.map((field) => [objectName(field), contact.values[field]] as const).filter(isGiven),
    ...Object.entries(contact.custom).filter(isGiven),
  ]);
}

function isGiven([, value]: readonly [name: string, value: unknown]): boolean {
  return value !== null;
}

function accountRow({ id, number, name, billToId }: Account): Row {
  const row = new Map<string, unknown>([
    ['Id', id],
    ['AccountNumber', number],
    ['Name', name],
    ['Status', 'Active'],
  ]);
  return billToId === undefined ? row : row.set('BillToId', billToId).set('SoldToId', billToId);
}

/** The selected fields of a row. Always includes the id, as in the published example. */
function pick(row: Row, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries([...row].filter(([name]) => name === 'Id' || fields.includes(name)));
}
