/**
 * The reading calls of the five vendors over lists of any length, with the quirks that the sandbox does not have.
 * What is asked for is recorded, so that a test can count.
 */
import type { JsonObject } from '../../src/model/contact.js';
import { fixtureEnvironment } from './fixtures.js';
import { type PreparedReply, type RecordedRequest, startRecordingVendor } from './recording-vendor.js';

export type ReadingProvider = 'CHARGEBEE' | 'CHARTMOGUL' | 'CRO' | 'RPM' | 'ZUORA';

/** How CRO Software pages: as its older documents say, or in one of the ways its newest leaves open. */
export type CroPaging = 'AS_ASKED' | 'EVERYTHING_AT_ONCE' | 'OWN_PAGE_SIZE' | 'FIRST_PAGE_ONLY';

export interface ReadingVendor {
  readonly origin: string;
  /** Points the subgraph at this vendor for all providers. */
  readonly environment: Record<string, string>;
  /** Requests but those for a token, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Gives a customer so many contacts and tells their ids in the order of the list. */
  put(provider: ReadingProvider, customerId: string, contacts: number): string[];
  /** Forgets what was asked. */
  forget(): void;
  /** Requests for a list, for one contact, and others such as the one for an account. */
  calls(): { lists: number; singles: number; others: number };
  /** Answers in place of the vendor; undefined lets it answer. */
  instead?: ((request: RecordedRequest) => PreparedReply | undefined) | undefined;
  croPaging: CroPaging;
  /** Rows of one answer to a ZOQL query at most. */
  zoqlRows: number;
  /** Contacts on one page of Chargebee's list at most. */
  chargebeeRows: number;
  close(): Promise<void>;
}

/** The id of the numbered customer, in the form of the provider. */
export function customerOf(provider: ReadingProvider, number: number): string {
  switch (provider) {
    case 'CHARGEBEE':
      return `cus_${number}`;
    case 'CHARTMOGUL':
      return `cus_00000000-0000-4000-8000-${hex(number, 12)}`;
    case 'ZUORA':
      return hex(0xacc0000 + number, 32);
    case 'CRO':
    case 'RPM':
      return String(1000 + number);
  }
}

export async function startReadingVendor(): Promise<ReadingVendor> {
  const server = await startRecordingVendor();
  const lists = new Map<string, string[]>();
  const at = (provider: ReadingProvider, customerId: string) => lists.get(`${provider} ${customerId}`);
  let customers = 0;

  const vendor: ReadingVendor = {
    origin: server.origin,
    environment: fixtureEnvironment(server.origin),
    requests: server.requests,
    croPaging: 'AS_ASKED',
    zoqlRows: 2000,
    chargebeeRows: 100,
    put(provider, customerId, contacts) {
      customers += 1;
      const ids = Array.from({ length: contacts }, (_, index) => contactId(provider, customers, index));
      lists.set(`${provider} ${customerId}`, ids);
      return ids;
    },
    forget() {
      server.requests.length = 0;
    },
    calls() {
      const kinds = server.requests.map(kindOf);
      const count = (kind: Kind) => kinds.filter((candidate) => candidate === kind).length;
      return { lists: count('list'), singles: count('single'), others: count('other') };
    },
    close: () => server.close(),
  };

  server.answer = (request) => vendor.instead?.(request) ?? play(vendor, lists, at, request);
  return vendor;
}

type Kind = 'list' | 'single' | 'other';

function kindOf({ path }: RecordedRequest): Kind {
  if (/\/contacts(\?|$)|\/api2\.svc\/Customer$|\/action\/query(More)?$/.test(path)) return 'list';
  return /\/contacts\/[^/]+$/.test(path) ? 'single' : 'other';
}

function play(
  vendor: ReadingVendor,
  lists: ReadonlyMap<string, readonly string[]>,
  at: (provider: ReadingProvider, customerId: string) => readonly string[] | undefined,
  { path, body }: RecordedRequest,
): PreparedReply {
  const url = new URL(path, 'http://vendor');
  const parts = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const json = body === '' ? {} : JSON.parse(body);
  if (parts[0] === 'api') {
    return chargebeeList(at('CHARGEBEE', parts[3] ?? ''), url.searchParams, vendor.chargebeeRows);
  }
  if (parts[0] === 'rpm') return rpmCustomer(at('RPM', String(json.CustomerID)), json.CustomerID);
  if (parts[0] === 'customers') {
    const ids = at('CRO', parts[1] ?? '');
    return parts[3] === undefined
      ? croList(ids ?? [], url.searchParams, vendor.croPaging)
      : ids?.includes(parts[3])
        ? ok(croContact(parts[3]))
        : reply(404, { field: 'customer_contact_id', detail: 'Customer contact not found.' });
  }
  if (parts[1] === 'customers') {
    const ids = at('CHARTMOGUL', parts[2] ?? '');
    return ids
      ? chartmogulList(ids, parts[2] ?? '', url.searchParams)
      : reply(404, { code: 404, message: "Can't find any customers", param: 'customer_uuid' });
  }
  if (parts[1] === 'contacts' && parts[2]?.startsWith('con_')) {
    const owner = ownerOf(lists, 'CHARTMOGUL', parts[2]);
    return owner
      ? ok(chartmogulContact(parts[2], owner))
      : reply(404, { code: 404, message: "Can't find any contacts", param: 'uuid' });
  }
  if (parts[1] === 'contacts') {
    const owner = ownerOf(lists, 'ZUORA', parts[2] ?? '');
    return owner ? ok(zuoraContact(parts[2] ?? '', owner)) : reply(404, zuoraMissing);
  }
  if (parts[1] === 'accounts') {
    const accountNumber = parts[2] ?? '';
    const id = ownerOf(lists, 'ZUORA', accountNumber) ?? accountOf(lists, accountNumber);
    return id ? ok({ basicInfo: { id, accountNumber }, success: true }) : ok(zuoraMissing);
  }
  if (parts[2] === 'query') {
    const accountId = /AccountId = '([^']*)'/.exec(json.queryString)?.[1] ?? '';
    const columns = /^select (.+) from Contact/.exec(json.queryString)?.[1]?.split(', ') ?? [];
    const limit = Math.min(vendor.zoqlRows, json.conf?.batchSize ?? 2000);
    return zoqlRows(at('ZUORA', accountId) ?? [], { accountId, columns, from: 0, limit });
  }
  const [accountId = '', from = '0', columns = ''] = String(json.queryLocator).split('|');
  const limit = Math.min(vendor.zoqlRows, json.conf?.batchSize ?? 2000);
  return zoqlRows(at('ZUORA', accountId) ?? [], {
    accountId,
    columns: columns.split(','),
    from: Number(from),
    limit,
  });
}

/** Account `NUM-<account id>`: the number says the id. */
function accountOf(lists: ReadonlyMap<string, readonly string[]>, accountNumber: string): string | undefined {
  const id = accountNumber.replace(/^NUM-/, '');
  return lists.has(`ZUORA ${id}`) ? id : undefined;
}

function ownerOf(
  lists: ReadonlyMap<string, readonly string[]>,
  provider: ReadingProvider,
  id: string,
): string | undefined {
  const found = [...lists].find(([key, ids]) => key.startsWith(`${provider} `) && ids.includes(id));
  return found?.[0].slice(provider.length + 1);
}

/** The index stands in the middle, so that the order of ids is not that of the list. */
function contactId(provider: ReadingProvider, customer: number, index: number): string {
  switch (provider) {
    case 'CHARGEBEE':
      return `contact_${customer}_${index}`;
    case 'CHARTMOGUL':
      return `con_${hex(index, 8)}-0000-4000-8000-${hex(customer, 12)}`;
    case 'ZUORA':
      return hex((index * 7919) % 65_536, 4) + hex(index, 12) + hex(customer, 16);
    case 'CRO':
    case 'RPM':
      return String(customer * 100_000 + index + 1);
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function chargebeeList(
  ids: readonly string[] | undefined,
  query: URLSearchParams,
  rows: number,
): PreparedReply {
  if (!ids) return reply(404, { message: 'not found', api_error_code: 'resource_not_found' });
  const from = Number(JSON.parse(query.get('offset') ?? '["0"]')[0]);
  const end = from + Math.min(rows, Number(query.get('limit') ?? 10));
  return ok({
    list: ids.slice(from, end).map((id) => ({
      contact: {
        id,
        email: `${id}@example.com`,
        enabled: true,
        send_account_email: false,
        send_billing_email: false,
        object: 'contact',
      },
    })),
    ...(end < ids.length && { next_offset: JSON.stringify([String(end)]) }),
  });
}

function chartmogulList(ids: readonly string[], customerId: string, query: URLSearchParams): PreparedReply {
  const perPage = Math.min(200, Number(query.get('per_page') ?? 200));
  const last = Buffer.from(query.get('cursor') ?? '', 'base64').toString('utf8');
  const from = last === '' ? 0 : ids.indexOf(last) + 1;
  const page = ids.slice(from, from + perPage);
  return ok({
    entries: page.map((id) => chartmogulContact(id, customerId)),
    // Filled on the last page too, as recorded.
    cursor: Buffer.from(page.at(-1) ?? last).toString('base64'),
    has_more: from + page.length < ids.length,
  });
}

function chartmogulContact(uuid: string, customerUuid: string): JsonObject {
  return {
    uuid,
    customer_uuid: customerUuid,
    customer_external_id: 'acme',
    data_source_uuid: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff46',
    position: 1,
    first_name: null,
    last_name: null,
    title: null,
    email: `${uuid}@example.com`,
    phone: null,
    linked_in: null,
    twitter: null,
    notes: null,
    custom: {},
  };
}

function croList(ids: readonly string[], query: URLSearchParams, paging: CroPaging): PreparedReply {
  const asked = { limit: Number(query.get('page_limit') ?? 100), page: Number(query.get('page_index') ?? 1) };
  const limit = paging === 'EVERYTHING_AT_ONCE' ? 1000 : paging === 'AS_ASKED' ? asked.limit : 30;
  const page = paging === 'EVERYTHING_AT_ONCE' || paging === 'FIRST_PAGE_ONLY' ? 1 : asked.page;
  return ok({
    current_limit: limit,
    current_page: page,
    results: ids.slice((page - 1) * limit, page * limit).map(croContact),
    total_count: ids.length,
    total_pages: Math.ceil(ids.length / limit),
  });
}

function croContact(id: string): JsonObject {
  return { id: Number(id), name: `Desk ${id}`, email: null, number: null, fax: null };
}

function rpmCustomer(ids: readonly string[] | undefined, customerId: number): PreparedReply {
  if (!ids) return ok({ Result: { Error: { Message: 'Customer not found' } } });
  const Contacts = ids.map((id, index) => ({
    Contact: { ContactID: Number(id), FirstName: 'Milton', LastName: `Waddams ${id}`, PhoneNumbers: [] },
    IsPrimary: index === 0,
  }));
  return ok({ Result: { CustomerID: customerId, Name: 'Initech', Contacts } });
}

const zuoraMissing = {
  success: false,
  processId: '34D1B2A7C8E9F001',
  reasons: [{ code: 50000040, message: 'Cannot find entity by key.' }],
};

/** Every text at a third of its limit, which is more than most contacts have. */
const ZOQL_TEXTS: Readonly<Record<string, number>> = {
  FirstName: 33,
  LastName: 33,
  NickName: 33,
  WorkEmail: 25,
  PersonalEmail: 25,
  WorkPhone: 13,
  HomePhone: 13,
  MobilePhone: 33,
  OtherPhone: 13,
  Fax: 13,
  Address1: 85,
  Address2: 85,
  City: 13,
  State: 13,
  County: 10,
  Country: 21,
  PostalCode: 7,
  TaxRegion: 10,
  Description: 33,
};

function zoqlRows(
  ids: readonly string[],
  at: { accountId: string; columns: readonly string[]; from: number; limit: number },
): PreparedReply {
  const end = at.from + at.limit;
  const texts = Object.entries(ZOQL_TEXTS).filter(([name]) => at.columns.includes(name));
  const records = ids.slice(at.from, end).map((Id) => ({
    Id,
    ...Object.fromEntries(texts.map(([name, length]) => [name, 'x'.repeat(length)])),
  }));
  const done = end >= ids.length;
  const queryLocator = [at.accountId, end, at.columns.join(',')].join('|');
  return ok({ records, size: records.length, done, ...(!done && { queryLocator }) });
}

function zuoraContact(id: string, accountId: string): JsonObject {
  return {
    id,
    accountId,
    accountNumber: `NUM-${accountId}`,
    firstName: 'Peter',
    lastName: 'Gibbons',
    Department__c: 'TPS',
    success: true,
  };
}

function ok(json: unknown): PreparedReply {
  return reply(200, json);
}

function reply(status: number, json: unknown): PreparedReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}
