/**
 * The five vendors with a memory, by hand over TCP: what is added is listed, a vendor's own idempotency key
 * is honoured, and every write can be made to fail before or after it was carried out. What it keeps is the
 * judge of what callers are told.
 */
import type { Socket } from 'node:net';
import type { JsonObject, JsonValue } from '../../src/model/contact.js';
import { fixtureEnvironment } from './fixtures.js';
import { encodeAnswer, type RawAnswer, type RawRequest, startRawServer } from './raw-vendor.js';

export type LedgerProvider = 'CHARGEBEE' | 'CHARTMOGUL' | 'CRO' | 'RPM' | 'ZUORA';

export const LEDGER_PROVIDERS: readonly LedgerProvider[] = ['CHARGEBEE', 'CHARTMOGUL', 'CRO', 'RPM', 'ZUORA'];

export type WriteFault =
  | 'none'
  | 'cut before commit'
  | 'cut after commit'
  | 'cut in the answer'
  /** The connection breaks at once; `laterMs` says when the request is carried out all the same. */
  | 'cut, carried out later'
  /** The server in front of the vendor answers 500. */
  | 'failure before commit'
  | 'failure after commit'
  | 'rate limited'
  | 'refused'
  /** Carried out, never answered. */
  | 'silence'
  /** Carried out, answered later. */
  | 'late answer';

const LATE_MS = 20;

export interface LedgerCall {
  readonly provider: LedgerProvider;
  readonly kind: 'write' | 'list' | 'other';
  readonly customerId: string;
  /** The e-mail address of a write. */
  readonly email: string | undefined;
  /** The vendor's own idempotency key. */
  readonly key: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

type ReadAnswer = RawAnswer | 'cut' | undefined;

export interface LedgerVendor {
  readonly environment: Record<string, string>;
  /** Complete requests but those for a token, oldest first. */
  readonly calls: readonly LedgerCall[];
  /** What becomes of a write; asked once per request. An answer is given in place of the vendor's. */
  fault: (call: LedgerCall) => WriteFault | RawAnswer | Promise<WriteFault | RawAnswer>;
  laterMs: (call: LedgerCall) => number;
  /** What `Retry-After` says in a rate limit; absent where it is not there. */
  retryAfter: string | undefined;
  /** Told each time that a write was carried out; the answer waits for it. */
  carriedOut: ((call: LedgerCall) => void | Promise<void>) | undefined;
  /** Answers a read in place of the vendor; `cut` breaks the connection. */
  reading: (call: LedgerCall) => ReadAnswer | Promise<ReadAnswer>;
  /** Ids of accounts at Zuora by their numbers. */
  readonly accountNumbers: Map<string, string>;
  /** Whether to break a connection, asked when it opens and for the bytes that come in. */
  breaks: (() => boolean) | undefined;
  /** How often contacts with the e-mail address were added. */
  commits(email: string): number;
  /** Ids of a customer's contacts. */
  ids(provider: LedgerProvider, customerId: string): string[];
  /** Places a contact that nobody asked us for, as its record on the wire; gives its id. */
  put(provider: LedgerProvider, customerId: string, record: JsonObject): string;
  writes(email?: string): number;
  /** As time does. */
  forgetKeys(): void;
  close(): Promise<void>;
}

const EMAIL_WIRE: Readonly<Record<LedgerProvider, string>> = {
  CHARGEBEE: 'email',
  CHARTMOGUL: 'email',
  CRO: 'email',
  RPM: 'Email',
  ZUORA: 'workEmail',
};

const KEY_HEADER: Partial<Record<LedgerProvider, string>> = {
  CHARGEBEE: 'chargebee-idempotency-key',
  ZUORA: 'idempotency-key',
};

/** The id of the numbered customer, in the form of the provider. */
export function ledgerCustomer(provider: LedgerProvider, number: number): string {
  const hex = (length: number) => number.toString(16).padStart(length, '0');
  switch (provider) {
    case 'CHARGEBEE':
      return `cus_${number}`;
    case 'CHARTMOGUL':
      return `cus_00000000-0000-4000-8000-${hex(12)}`;
    case 'ZUORA':
      return `acc${hex(29)}`;
    case 'CRO':
    case 'RPM':
      return String(1000 + number);
  }
}

interface Parsed {
  readonly call: LedgerCall;
  readonly record: JsonObject;
  /** Columns of a query, and what else the answer depends on. */
  readonly columns: readonly string[];
}

export async function startLedgerVendor(): Promise<LedgerVendor> {
  const customers = new Map<string, JsonObject[]>();
  const stored = new Map<string, { body: string; answer: RawAnswer }>();
  const commits = new Map<string, number>();
  const calls: LedgerCall[] = [];
  const writes = new Map<string, number>();
  const accountNumbers = new Map<string, string>();
  let added = 0;
  let written = 0;

  const listOf = (provider: LedgerProvider, customerId: string): JsonObject[] => {
    const name = `${provider} ${customerId}`;
    const list = customers.get(name) ?? [];
    customers.set(name, list);
    return list;
  };

  const add = (provider: LedgerProvider, customerId: string, record: JsonObject): JsonObject => {
    added += 1;
    const made = withId(provider, customerId, record, added);
    listOf(provider, customerId).push(made);
    return made;
  };

  /** What the vendor itself answers to a write, its own key honoured. */
  const carryOut = ({ call, record }: Parsed, request: RawRequest): RawAnswer => {
    const { provider, customerId, key, email } = call;
    const name = key === undefined ? undefined : `${provider} ${key}`;
    const earlier = name === undefined ? undefined : stored.get(name);
    if (earlier) return replayed(provider, earlier, request);
    const list = listOf(provider, customerId);
    if (provider === 'CHARGEBEE' && list.some(({ id }) => id === record.id)) return DUPLICATE_ID;
    const made = add(provider, customerId, record);
    if (email !== undefined) commits.set(email, (commits.get(email) ?? 0) + 1);
    const answer = addedAnswer(provider, customerId, made, list);
    if (name !== undefined) stored.set(name, { body: request.body, answer });
    return answer;
  };

  const write = async (parsed: Parsed, request: RawRequest, socket: Socket): Promise<void> => {
    written += 1;
    const { email } = parsed.call;
    if (email !== undefined) writes.set(email, (writes.get(email) ?? 0) + 1);
    const fault = await vendor.fault(parsed.call);
    if (typeof fault === 'object') {
      socket.write(encodeAnswer(fault));
      return;
    }
    switch (fault) {
      case 'cut before commit':
        socket.destroy();
        return;
      case 'failure before commit':
        socket.write(encodeAnswer(GATEWAY_FAILURE));
        return;
      case 'rate limited':
        socket.write(encodeAnswer(rateLimited(parsed.call.provider, vendor.retryAfter)));
        return;
      case 'refused':
        socket.write(encodeAnswer(refused(parsed.call.provider)));
        return;
      case 'cut, carried out later':
        socket.destroy();
        setTimeout(() => carryOut(parsed, request), vendor.laterMs(parsed.call));
        return;
    }
    const answer = encodeAnswer(carryOut(parsed, request));
    if (vendor.carriedOut) await vendor.carriedOut(parsed.call);
    if (fault === 'cut after commit') socket.destroy();
    else if (fault === 'late answer') setTimeout(() => socket.write(answer), LATE_MS);
    else if (fault === 'cut in the answer') socket.end(answer.subarray(0, answer.length >> 1));
    else if (fault === 'failure after commit') socket.write(encodeAnswer(GATEWAY_FAILURE));
    else if (fault !== 'silence') socket.write(answer);
  };

  const read = async ({ call, columns }: Parsed, socket: Socket): Promise<void> => {
    const instead = await vendor.reading(call);
    const { provider, customerId } = call;
    if (instead === 'cut') socket.destroy();
    else if (instead) socket.write(encodeAnswer(instead));
    else if (call.kind === 'other') socket.write(encodeAnswer(accountAnswer(customerId)));
    else socket.write(encodeAnswer(listAnswer(provider, listOf(provider, customerId), columns)));
  };

  const server = await startRawServer({
    connected(socket) {
      if (vendor.breaks?.()) socket.resetAndDestroy();
    },
    bytes(socket) {
      if (vendor.breaks?.()) socket.resetAndDestroy();
    },
    request(request, socket) {
      if (request.path.endsWith('/oauth/token')) {
        const token = { access_token: 'zuora-token', token_type: 'bearer', expires_in: 3599 };
        socket.write(encodeAnswer(json(200, token)));
        return;
      }
      const parsed = parse(request, accountNumbers);
      calls.push(parsed.call);
      if (parsed.call.kind === 'write') {
        void write(parsed, request, socket);
        return;
      }
      void read(parsed, socket);
    },
  });

  const vendor: LedgerVendor = {
    environment: fixtureEnvironment(server.origin),
    calls,
    fault: () => 'none',
    laterMs: () => 0,
    retryAfter: undefined,
    carriedOut: undefined,
    reading: () => undefined,
    accountNumbers,
    breaks: undefined,
    commits: (email) => commits.get(email) ?? 0,
    ids: (provider, customerId) => listOf(provider, customerId).map((record) => idOf(provider, record)),
    put: (provider, customerId, record) => idOf(provider, add(provider, customerId, record)),
    writes: (email) => (email === undefined ? written : (writes.get(email) ?? 0)),
    forgetKeys: () => stored.clear(),
    close: () => server.close(),
  };
  return vendor;
}

function parse(
  { method, path, headers, body }: RawRequest,
  accountNumbers: ReadonlyMap<string, string>,
): Parsed {
  const url = new URL(path, 'http://vendor');
  const parts = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const values = (): JsonObject => (body.startsWith('{') ? (JSON.parse(body) as JsonObject) : {});
  const parsed = (
    provider: LedgerProvider,
    kind: LedgerCall['kind'],
    customerId: JsonValue | undefined,
    record: JsonObject = {},
    columns: readonly string[] = [],
  ): Parsed => {
    const email = kind === 'write' ? record[EMAIL_WIRE[provider]] : undefined;
    return {
      call: {
        provider,
        kind,
        customerId: String(customerId),
        email: typeof email === 'string' ? email : undefined,
        key: headers[KEY_HEADER[provider] ?? ''],
        headers,
      },
      record,
      columns,
    };
  };
  const kind = method === 'POST' ? 'write' : 'list';
  if (parts[0] === 'api') return parsed('CHARGEBEE', kind, parts[3], formRecord(body));
  if (parts[0] === 'customers') return parsed('CRO', kind, parts[1], values());
  if (parts[1] === 'customers') return parsed('CHARTMOGUL', kind, parts[2], values());
  if (parts[0] === 'rpm') {
    const { CustomerID, Contact } = values();
    return Contact
      ? parsed('RPM', 'write', CustomerID, Contact as JsonObject)
      : parsed('RPM', 'list', CustomerID);
  }
  if (parts[1] === 'action') {
    const query = String(values().queryString);
    const columns = /^select (.+) from Contact/.exec(query)?.[1]?.split(', ') ?? [];
    return parsed('ZUORA', 'list', /AccountId = '([^']*)'/.exec(query)?.[1], {}, columns);
  }
  if (parts[1] === 'accounts') return parsed('ZUORA', 'other', accountNumbers.get(parts[2] ?? ''));
  const { accountNumber, ...record } = values();
  const accountId = record.accountId ?? accountNumbers.get(String(accountNumber));
  return parsed('ZUORA', 'write', accountId, accountId === undefined ? record : { ...record, accountId });
}

function formRecord(body: string): JsonObject {
  const entries = [...new URLSearchParams(body)].map(([name, value]) => [
    /^contact\[(\w+)\]$/.exec(name)?.[1] ?? name,
    value === 'true' || value === 'false' ? value === 'true' : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function withId(provider: LedgerProvider, customerId: string, record: JsonObject, count: number): JsonObject {
  const hex = count.toString(16);
  switch (provider) {
    case 'CHARGEBEE':
      return { id: `vendor_${count}`, object: 'contact', ...record };
    case 'CHARTMOGUL':
      return {
        uuid: `con_00000000-0000-4000-8000-${hex.padStart(12, '0')}`,
        customer_uuid: customerId,
        position: count,
        custom: {},
        ...record,
      };
    case 'CRO':
      return { id: 107_000 + count, ...record };
    case 'RPM':
      return { ContactID: 400 + count, PhoneNumbers: [], ...record };
    case 'ZUORA':
      return { id: hex.padStart(32, '0'), accountId: customerId, ...record };
  }
}

function idOf(provider: LedgerProvider, record: JsonObject): string {
  const { uuid, ContactID, id } = record;
  return String(provider === 'CHARTMOGUL' ? uuid : provider === 'RPM' ? ContactID : id);
}

function addedAnswer(
  provider: LedgerProvider,
  customerId: string,
  record: JsonObject,
  list: readonly JsonObject[],
): RawAnswer {
  switch (provider) {
    case 'CHARGEBEE':
      return json(200, { customer: { id: customerId, object: 'customer', deleted: false, contacts: list } });
    case 'RPM':
      return json(200, { Result: { Contact: record } });
    case 'ZUORA':
      return json(200, { ...record, success: true });
    case 'CHARTMOGUL':
      return json(201, record);
    case 'CRO':
      return json(200, record);
  }
}

const OLDER_NAMES: Readonly<Record<string, string>> = {
  nickname: 'NickName',
  zipCode: 'PostalCode',
  contactDescription: 'Description',
};

function listAnswer(
  provider: LedgerProvider,
  list: readonly JsonObject[],
  columns: readonly string[],
): RawAnswer {
  switch (provider) {
    case 'CHARGEBEE':
      return json(200, { list: list.map((contact) => ({ contact })) });
    case 'CHARTMOGUL':
      return json(200, { entries: [...list].reverse(), has_more: false, cursor: 'end' });
    case 'CRO':
      return json(200, { results: list, current_page: 1, total_pages: 1, current_limit: 100 });
    case 'RPM':
      return json(200, { Result: { CustomerID: 1, Contacts: list.map((Contact) => ({ Contact })) } });
    case 'ZUORA':
      return json(200, {
        size: list.length,
        done: true,
        records: list.map((record) =>
          Object.fromEntries(
            Object.entries(record).flatMap(([wire, value]) => {
              const name = OLDER_NAMES[wire] ?? wire.charAt(0).toUpperCase() + wire.slice(1);
              return columns.includes(name) && value !== null ? [[name, value]] : [];
            }),
          ),
        ),
      });
  }
}

/** Of Zuora, asked with the account's number. */
function accountAnswer(id: string): RawAnswer {
  return json(200, { success: true, basicInfo: { id } });
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

const GATEWAY_FAILURE: RawAnswer = {
  status: 500,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>500</h1></body></html>',
};

const DUPLICATE_ID = json(400, {
  message: 'The value is already present.',
  type: 'invalid_request',
  api_error_code: 'duplicate_entry',
  param: 'contact[id]',
});

function replayed(
  provider: LedgerProvider,
  { body, answer }: { body: string; answer: RawAnswer },
  request: RawRequest,
): RawAnswer {
  if (provider !== 'CHARGEBEE') return answer;
  if (body !== request.body) {
    const api_error_code = 'unable_to_process_request';
    return json(422, { message: 'Another request has this key', type: 'invalid_request', api_error_code });
  }
  return { ...answer, headers: { ...answer.headers, 'chargebee-idempotency-replayed': 'true' } };
}

function rateLimited(provider: LedgerProvider, retryAfter: string | undefined): RawAnswer {
  const { status, headers, body } = limitOf(provider, retryAfter !== undefined);
  return { status, headers: { ...headers, ...(retryAfter && { 'retry-after': retryAfter }) }, body };
}

function limitOf(provider: LedgerProvider, tellsWhen: boolean): RawAnswer {
  if (provider === 'CHARGEBEE') {
    const api_error_code = 'api_request_limit_exceeded';
    return json(429, { message: 'Too many requests', type: 'operation_failed', api_error_code });
  }
  // Its own words are about the day; a proxy before it may know better.
  if (provider === 'RPM' && !tellsWhen) return json(200, { Result: { Error: 'API daily limit reached' } });
  return json(429, {});
}

function refused(provider: LedgerProvider): RawAnswer {
  switch (provider) {
    case 'CHARGEBEE': {
      const api_error_code = 'resource_limit_exhausted';
      return json(400, { message: 'No more contacts', type: 'invalid_request', api_error_code });
    }
    case 'RPM':
      return json(200, { Result: { Error: { Message: 'Policy 7731 does not allow this' } } });
    case 'ZUORA':
      return json(200, { success: false, reasons: [{ code: 53100020, message: 'It is not allowed.' }] });
    case 'CHARTMOGUL':
      return json(422, { code: 422, message: 'It is not allowed', param: null });
    case 'CRO':
      return json(400, { title: '', detail: 'It is not allowed', status: 400 });
  }
}
