/**
 * Emulates Zuora, v1 REST: tokens, contacts, accounts and the queries that find them.
 *
 * Written from the vendor's documents, independent of the driver:
 *
 * - Zuora API reference: "Create an OAuth token", "Create a contact", "Retrieve a contact", "Update a
 *   contact", "Delete a contact", "Retrieve an account", and of the actions "Update", "Delete", "Query",
 *   "QueryMore".
 * - Zuora API guides: "Error handling", "Error codes", "Idempotent requests", "Rate and concurrent request
 *   limits"; "Zuora Object Query Language".
 *
 * "Not documented" marks every gap in these sources, filled with the likeliest answer.
 */
import { AccessTokens } from '../kit/auth.js';
import { type Customer, Customers } from '../kit/customers.js';
import { IdempotentReplies } from '../kit/idempotency.js';
import {
  type JsonVendorFactory,
  jsonVendor,
  knownMethod,
  knownPath,
  type Params,
} from '../kit/json-vendor.js';
import { randomHex } from '../kit/random-hex.js';
import { isRecord, jsonOf, mediaType } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { ACCOUNT_WITH_MANY, ACCOUNTS, type Account, FAULTS, MANY, WRITE_REJECTIONS } from './accounts.js';
import { ContactActions } from './actions.js';
import { assign, blankContact, type Contact, findFaults, toAccountContact, toRecord } from './contact.js';
import { checkHeaders, checkKey } from './headers.js';
import {
  ACTIONS,
  faultReplies,
  message,
  missing,
  NO_RESOURCE,
  type Reason,
  rejected,
  rejectedCall,
  unauthorized,
  withHeaders,
} from './reply.js';
import { issueToken } from './tokens.js';
import { demandedValue, Zoql } from './zoql.js';

type Body = Readonly<Record<string, unknown>>;

/** How long a first request runs, during which a second one with its key is a conflict. */
const RUNS_FOR_MS: Readonly<Record<string, number>> = { SLOW: 2_000, HANG: 120_000 };

/** Zuora with fresh state. Accepts `ZUORA_CLIENT_ID` and `ZUORA_CLIENT_SECRET`, or published defaults. */
export const createSandbox: JsonVendorFactory = (env) => {
  const clientId = env.ZUORA_CLIENT_ID || '5a0dbce5-1111-4222-8333-c0ffee000001';
  const clientSecret = env.ZUORA_CLIENT_SECRET || 'zuora-sandbox-secret';
  const tokens = new AccessTokens();
  /** By account number, and by account id. */
  const customers = new Customers<Contact, Account>(({ id }) => id);
  const zoql = new Zoql(customers);
  const actions = new ContactActions(customers);

  const openAccount = (account: Account, contacts: readonly Contact[] = []): Customer<Contact, Account> =>
    customers.open(account.number, account, { contacts, aliases: [account.id] });
  for (const account of ACCOUNTS) {
    const seed = (id: string, firstName: string, lastName: string): Contact =>
      newContact({ firstName, lastName }, account, id);
    const count = account.number === ACCOUNT_WITH_MANY ? MANY : 0;
    const many = Array.from({ length: count }, (_, index) =>
      seed(randomHex(), 'Peter', `Gibbons ${index + 1}`),
    );
    const billTo = account.billToId === undefined ? [] : [seed(account.billToId, 'Wile', 'Coyote')];
    openAccount(account, [...billTo, ...many]);
  }

  const authenticated = ({ headers }: SandboxRequest): boolean => {
    const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return token !== undefined && tokens.accepts(token);
  };

  /** The customer with one of the keys, else the first key. */
  const customerIdOf = (...keys: readonly unknown[]): string | undefined => {
    const given = keys.filter((key) => typeof key === 'string' && key !== '') as string[];
    return given.map((key) => customers.get(key)?.id).find((id) => id !== undefined) ?? given[0];
  };

  /** The account that a create's body names, or the error in how it does. */
  const findAccount = (body: Body): Customer<Contact, Account> | Reason => {
    const { accountId = null, accountNumber = null } = body;
    // An unresolved placeholder, as in the published example of a failure.
    if (accountId === null && accountNumber === null) {
      return { category: '20', message: ' {com.zuora.constraints.either_or_both}' };
    }
    const byId = customers.get(String(accountId));
    const byNumber = customers.get(String(accountNumber));
    if (accountId !== null && byId?.info.id !== accountId) return missing(String(accountId));
    if (accountNumber !== null && byNumber?.id !== accountNumber) return missing(String(accountNumber));
    if (byId !== undefined && byNumber !== undefined && byId !== byNumber) {
      // "They must correspond to the same account". Not documented: the code of that error.
      return { category: '20', message: "'accountId' and 'accountNumber' are not of the same account." };
    }
    return byId ?? byNumber ?? missing('');
  };

  const create = (body: Body): SandboxReply => {
    const reasons = findFaults(body, true);
    const account = findAccount(body);
    if ('category' in account) reasons.push(account);
    if (reasons.length > 0 || 'category' in account) return rejected(reasons);
    const error = writeError(account.info, body);
    if (error) return error;
    const contact = newContact(body, account.info);
    customers.add(account, contact);
    return { status: 200, body: toRecord(contact) };
  };

  const update = (contact: Contact, body: Body): SandboxReply => {
    const reasons = findFaults(body, false);
    if (reasons.length > 0) return rejected(reasons);
    const error = writeError(contact.account, body);
    if (error) return error;
    assign(contact, body);
    return { status: 200, body: toRecord(contact) };
  };

  const remove = (contact: Contact): SandboxReply => {
    const error = writeError(contact.account, {});
    if (error) return error;
    if (contact.account.billToId === contact.id) {
      return rejectedCall(
        200,
        '30',
        'The contact is the bill-to contact of an account and cannot be deleted.',
      );
    }
    const account = customers.get(contact.account.number);
    if (account) customers.remove(account, contact);
    return { status: 200, body: { success: true } };
  };

  const readAccount = (key: string): SandboxReply => {
    const account = customers.get(key)?.info;
    if (account === undefined) return rejected([missing(key)], { resource: NO_RESOURCE });
    const contact = customers.find(account.billToId ?? '')?.contact;
    const billTo = contact === undefined ? null : toAccountContact(contact);
    return {
      status: 200,
      body: {
        basicInfo: { id: account.id, name: account.name, accountNumber: account.number, status: 'Active' },
        billToContact: billTo,
        soldToContact: billTo,
        success: true,
      },
    };
  };

  const withContact =
    (answer: (contact: Contact, request: SandboxRequest) => SandboxReply) =>
    (request: SandboxRequest, { contactId = '' }: Params): SandboxReply => {
      const contact = customers.find(contactId)?.contact;
      // Clients have recorded status 404 for a missing contact, and 200 for a missing account.
      return contact
        ? answer(contact, request)
        : rejected([missing(contactId)], { status: 404, resource: NO_RESOURCE });
    };

  const idempotency = new IdempotentReplies({
    header: 'idempotency-key',
    windowMs: 24 * 60 * 60 * 1000,
    check: checkKey,
    // The request's body is not compared, and every reply is stored, a success or not.
    fingerprint: ({ method, path }) => `${method} ${path}`,
    otherRequest: () => message(422, 'Idempotency-Key was used with another URL or method'),
    running: {
      forMs: (request) => RUNS_FOR_MS[FAULTS[vendor.subject(request)?.customerId ?? ''] ?? ''] ?? 0,
      reply: () => message(409, 'A request with this Idempotency-Key is in progress'),
    },
  });

  const vendor = jsonVendor({
    key: 'zuora',
    basePath: '',
    environment: (url) => ({ ZUORA_CLIENT_ID: clientId, ZUORA_CLIENT_SECRET: clientSecret, ZUORA_URL: url }),
    authenticated,
    checks: [
      // Not documented. Not the code of a missing entity: the page itself is missing.
      knownPath(() => message(404, 'HTTP 404 Not Found')),
      knownMethod((_allow, method) =>
        rejectedCall(405, '45', `Request method '${method}' is not supported.`),
      ),
      (request) => (authenticated(request) ? undefined : unauthorized(request.path.startsWith(ACTIONS))),
    ],
    routes: [
      {
        path: /^\/oauth\/token$/,
        open: true,
        methods: { POST: (request) => issueToken(request, { clientId, clientSecret }, tokens) },
      },
      { path: /^\/v1\/contacts$/, methods: { POST: withHeaderCheck(withBody(create)) } },
      {
        path: /^\/v1\/contacts\/(?<contactId>[^/]+)$/,
        methods: {
          GET: withHeaderCheck(withContact((contact) => ({ status: 200, body: toRecord(contact) }))),
          PUT: withHeaderCheck(
            withContact((contact, request) => withBody((body) => update(contact, body))(request)),
          ),
          DELETE: withHeaderCheck(withContact(remove)),
        },
      },
      {
        path: /^\/v1\/accounts\/(?<customerId>[^/]+)$/,
        methods: { GET: withHeaderCheck((_request, { customerId = '' }) => readAccount(customerId)) },
      },
      {
        path: /^\/v1\/action\/update$/,
        methods: { POST: withHeaderCheck(withBody((body, { query }) => actions.update(body, query))) },
      },
      {
        path: /^\/v1\/action\/delete$/,
        methods: { POST: withHeaderCheck(withBody((body) => actions.delete(body))) },
      },
      {
        path: /^\/v1\/action\/query$/,
        reads: true,
        methods: { POST: withHeaderCheck(withBody((body) => zoql.query(body))) },
      },
      {
        path: /^\/v1\/action\/queryMore$/,
        reads: true,
        methods: { POST: withHeaderCheck(withBody((body) => zoql.queryMore(body))) },
      },
    ],
    idempotency,
    finish: withHeaders,
    customerOf: (request, { customerId }) => {
      const body = bodyOf(request) ?? {};
      if (customerId !== undefined) return customerIdOf(customerId);
      if (request.path === '/v1/contacts') return customerIdOf(body.accountNumber, body.accountId);
      if (!request.path.startsWith(ACTIONS)) return undefined;
      const { queryString } = body;
      if (queryString === undefined) return actions.accountOf(body);
      return customerIdOf(
        demandedValue(queryString, 'AccountId'),
        demandedValue(queryString, 'AccountNumber'),
      );
    },
    faults: FAULTS,
    faultReplies,
    customers,
    openCustomer: (key) => {
      const id = /^(?:NUM-)?([0-9a-f]{32})$/i.exec(key)?.[1];
      const number = id === undefined ? key : `NUM-${id}`;
      return openAccount({ id: id ?? randomHex(), number, name: key });
    },
    newContact: (values, { info }) => newContact(values, info),
    record: toRecord,
  });
  return vendor;
};

function newContact(values: Body, account: Account, id = randomHex()): Contact {
  const contact = blankContact(id, account);
  assign(contact, values);
  return contact;
}

type Handler = (request: SandboxRequest, params: Params) => SandboxReply;

function withHeaderCheck(handler: Handler): Handler {
  return (request, params) => checkHeaders(request.headers) ?? handler(request, params);
}

function withBody(
  answer: (body: Body, request: SandboxRequest) => SandboxReply,
): (request: SandboxRequest) => SandboxReply {
  return (request) => {
    if (mediaType(request.headers) !== 'application/json') {
      return rejectedCall(415, '90', 'The content type has to be application/json.');
    }
    const body = bodyOf(request);
    return body ? answer(body, request) : rejectedCall(400, '90', 'The request body is not valid JSON.');
  };
}

function bodyOf(request: SandboxRequest): Body | undefined {
  const body = jsonOf(request);
  return isRecord(body) ? body : undefined;
}

function writeError({ number }: Account, body: Body): SandboxReply | undefined {
  const reason = WRITE_REJECTIONS[number];
  const isMet = reason?.unlessGiven !== undefined && body[reason.unlessGiven];
  return reason === undefined || isMet ? undefined : rejected([reason]);
}
