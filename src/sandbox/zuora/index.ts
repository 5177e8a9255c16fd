/**
 * Zuora, v1 REST, played for the sandbox: tokens, contacts, accounts and the queries that find them.
 *
 * Written from the vendor's documents and from nothing of this provider's own:
 * - Zuora API reference: "Create an OAuth token", "Create a contact", "Retrieve a contact", "Update a contact",
 *   "Delete a contact", "Retrieve an account", "Query", "QueryMore".
 * - Zuora API guides: "Error handling", "Error codes", "Idempotent requests", "Rate and concurrent request
 *   limits"; "Zuora Object Query Language".
 *
 * "Not documented" marks every place where these are silent; what stands there is the likeliest answer.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { isRecord, mediaType, parseJson } from '../kit/request.js';
import { MAX_CONTACTS } from '../kit/room.js';
import type { SandboxReply, SandboxRequest, SandboxVendor, SandboxVendorFactory } from '../kit/vendor.js';
import { ACCOUNT_WITH_MANY, ACCOUNTS, type Account, FAULTS, MANY, WRITE_REFUSALS } from './accounts.js';
import { assign, type Contact, findFaults, toAccountContact, toRecord } from './contact.js';
import { IdempotentAnswers } from './idempotency.js';
import {
  faultReply,
  isTrackId,
  missing,
  NO_RESOURCE,
  refused,
  refusedCall,
  unauthorized,
  withHeaders,
} from './reply.js';
import { METHODS, type Route, route } from './route.js';
import { Tokens } from './tokens.js';
import { demandedValue, Zoql } from './zoql.js';

/** Which orgs and entities a caller may name is a matter of the tenant. In this one, all but these. */
const FOREIGN_PREFIX = 'foreign';
/** How long the answer to a first request takes, for the conflict of a second one with its key. */
const RUNS_FOR_MS: Readonly<Record<string, number>> = { SLOW: 2_000, HANG: 120_000 };

/** Zuora with fresh state. Accepts `ZUORA_CLIENT_ID` and `ZUORA_CLIENT_SECRET`, or published defaults. */
export const createSandbox: SandboxVendorFactory = (env) => new Zuora(env);

class Zuora implements SandboxVendor {
  readonly key = 'zuora';
  readonly basePath = '';
  readonly faults = FAULTS;
  readonly faultReply = faultReply;

  readonly #clientId: string;
  readonly #clientSecret: string;
  readonly #tokens: Tokens;
  readonly #contacts = new Map<string, Contact>();
  readonly #fromStart: ReadonlySet<string>;
  readonly #answers = new IdempotentAnswers();
  readonly #zoql = new Zoql();

  constructor(env: Parameters<SandboxVendorFactory>[0]) {
    this.#clientId = env.ZUORA_CLIENT_ID || '5a0dbce5-1111-4222-8333-c0ffee000001';
    this.#clientSecret = env.ZUORA_CLIENT_SECRET || 'zuora-sandbox-secret';
    this.#tokens = new Tokens(this.#clientId, this.#clientSecret);
    for (const account of ACCOUNTS) {
      if (account.billToId !== undefined) this.#seed(account.billToId, account, 'Wile', 'Coyote');
      for (let index = 1; account.number === ACCOUNT_WITH_MANY && index <= MANY; index++) {
        this.#seed(newId(), account, 'Peter', `Gibbons ${index}`);
      }
    }
    this.#fromStart = new Set(this.#contacts.keys());
  }

  environment(url: string): Record<string, string> {
    return { ZUORA_CLIENT_ID: this.#clientId, ZUORA_CLIENT_SECRET: this.#clientSecret, ZUORA_URL: url };
  }

  authenticated({ headers }: SandboxRequest): boolean {
    const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return token !== undefined && this.#tokens.accepts(token);
  }

  subject(request: SandboxRequest): { customerId: string; write: boolean } | undefined {
    const target = route(request.path);
    switch (target?.kind) {
      case 'contacts': {
        const body = parseJson(request.body);
        return isRecord(body) ? about([body.accountNumber, body.accountId], true) : undefined;
      }
      case 'contact':
        return about([this.#contacts.get(target.key)?.account.number], request.method !== 'GET');
      case 'account':
        return about([target.key], false);
      case 'query': {
        const body = parseJson(request.body);
        const text = isRecord(body) ? body.queryString : undefined;
        return about([demandedValue(text, 'AccountId'), demandedValue(text, 'AccountNumber')], false);
      }
      default:
        return undefined;
    }
  }

  handle(request: SandboxRequest): SandboxReply {
    return withHeaders(this.#answer(request), request.headers);
  }

  #answer(request: SandboxRequest): SandboxReply {
    const target = route(request.path);
    // Not documented. No code of a missing entity: this is a missing page, whatever the entity.
    if (target === undefined) return { status: 404, body: { message: 'HTTP 404 Not Found' } };
    if (!METHODS[target.kind].includes(request.method)) {
      return refusedCall(405, '45', `Request method '${request.method}' is not supported.`);
    }
    if (target.kind === 'token') return this.#tokens.issue(request);
    if (!this.authenticated(request)) return unauthorized(target.kind.startsWith('query'));

    const runsForMs = RUNS_FOR_MS[FAULTS[this.subject(request)?.customerId ?? ''] ?? ''] ?? 0;
    // Headers are stored with an answer, so they have to be on it before it is.
    return this.#answers.once(request, runsForMs, () =>
      withHeaders(checkHeaders(request.headers) ?? this.#run(target, request), request.headers),
    );
  }

  #run(target: Exclude<Route, { kind: 'token' }>, request: SandboxRequest): SandboxReply {
    if (target.kind === 'account') return this.#readAccount(target.key);
    const contact = target.kind === 'contact' ? this.#contacts.get(target.key) : undefined;
    // Of a missing contact, clients have recorded status 404; of a missing account, status 200.
    if (target.kind === 'contact' && contact === undefined) {
      return refused([missing(target.key)], { status: 404, resource: NO_RESOURCE });
    }
    if (contact !== undefined && request.method === 'GET') return { status: 200, body: toRecord(contact) };
    if (contact !== undefined && request.method === 'DELETE') return this.#remove(contact);

    if (mediaType(request.headers) !== 'application/json') {
      return refusedCall(415, '90', 'The content type has to be application/json.');
    }
    const body = parseJson(request.body);
    if (!isRecord(body)) return refusedCall(400, '90', 'The request body is not valid JSON.');
    if (contact !== undefined) return this.#update(contact, body);
    if (target.kind === 'query') return this.#zoql.query(body, ACCOUNTS, this.#contacts.values());
    return target.kind === 'queryMore' ? this.#zoql.queryMore(body) : this.#create(body);
  }

  #create(body: Record<string, unknown>): SandboxReply {
    const reasons = findFaults(body, true);
    const account = findAccount(body);
    if ('category' in account) reasons.push(account);
    if (reasons.length > 0 || 'category' in account) return refused(reasons);
    const refusal = writeRefusal(account, body);
    if (refusal) return refusal;
    const contact: Contact = { id: newId(), account, values: new Map(), custom: new Map() };
    assign(contact, body);
    this.#contacts.set(contact.id, contact);
    const own = [...this.#contacts.values()].filter((other) => other.account === account);
    const oldest = own.find(({ id }) => !this.#fromStart.has(id));
    if (oldest !== undefined && own.length > MAX_CONTACTS) this.#contacts.delete(oldest.id);
    return { status: 200, body: toRecord(contact) };
  }

  #update(contact: Contact, body: Record<string, unknown>): SandboxReply {
    const reasons = findFaults(body, false);
    if (reasons.length > 0) return refused(reasons);
    const refusal = writeRefusal(contact.account, body);
    if (refusal) return refusal;
    assign(contact, body);
    return { status: 200, body: toRecord(contact) };
  }

  #remove(contact: Contact): SandboxReply {
    const refusal = writeRefusal(contact.account, {});
    if (refusal) return refusal;
    if (contact.account.billToId === contact.id) {
      return refusedCall(
        200,
        '30',
        'The contact is the bill-to contact of an account and cannot be deleted.',
      );
    }
    this.#contacts.delete(contact.id);
    return { status: 200, body: { success: true } };
  }

  #readAccount(key: string): SandboxReply {
    const account = accountOf(key);
    if (account === undefined) return refused([missing(key)], { resource: NO_RESOURCE });
    const contact = this.#contacts.get(account.billToId ?? '');
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
  }

  #seed(id: string, account: Account, firstName: string, lastName: string): void {
    const contact: Contact = { id, account, values: new Map(), custom: new Map() };
    assign(contact, { firstName, lastName });
    this.#contacts.set(id, contact);
  }
}

function about(keys: readonly unknown[], write: boolean): { customerId: string; write: boolean } | undefined {
  const given = keys.filter((key) => typeof key === 'string' && key !== '') as string[];
  const [first] = given;
  if (first === undefined) return undefined;
  const account = given.map(accountOf).find((found) => found !== undefined);
  return { customerId: account?.number ?? first, write };
}

function accountOf(key: string): Account | undefined {
  return ACCOUNTS.find(({ id, number }) => id === key || number === key);
}

/** The account that the body of a create names, or what is wrong with how it does. */
function findAccount(body: Record<string, unknown>): Account | ReturnType<typeof missing> {
  const { accountId = null, accountNumber = null } = body;
  // The text is an unresolved one, as in the published example of a failure.
  if (accountId === null && accountNumber === null) {
    return { category: '20', message: ' {com.zuora.constraints.either_or_both}' };
  }
  const byId = ACCOUNTS.find(({ id }) => id === accountId);
  const byNumber = ACCOUNTS.find(({ number }) => number === accountNumber);
  if (accountId !== null && byId === undefined) return missing(String(accountId));
  if (accountNumber !== null && byNumber === undefined) return missing(String(accountNumber));
  if (byId !== undefined && byNumber !== undefined && byId !== byNumber) {
    // "They must correspond to the same account". Not documented which code says that they do not.
    return { category: '20', message: "'accountId' and 'accountNumber' are not of the same account." };
  }
  return byId ?? byNumber ?? missing('');
}

function writeRefusal({ number }: Account, body: Record<string, unknown>): SandboxReply | undefined {
  const refusal = WRITE_REFUSALS[number];
  if (refusal === undefined || (refusal.unlessGiven !== undefined && body[refusal.unlessGiven]))
    return undefined;
  return refused([refusal]);
}

/** Refuses a tracking id, an org or an entity that the caller may not name. Not documented: how. */
function checkHeaders(headers: IncomingHttpHeaders): SandboxReply | undefined {
  const trackId = headers['zuora-track-id'];
  if (trackId !== undefined && !isTrackId(String(trackId))) {
    return refusedCall(400, '20', 'The header Zuora-Track-Id is invalid.');
  }
  const entity = String(headers['zuora-entity-ids'] ?? '');
  if (entity.includes(',')) return refusedCall(400, '20', 'The header Zuora-Entity-Ids takes one id.');
  const orgs = String(headers['zuora-org-ids'] ?? '').split(',');
  if ([entity, ...orgs].some((id) => id.trim().startsWith(FOREIGN_PREFIX))) {
    return refusedCall(200, '10', 'The user has no access to this org or entity.');
  }
  return undefined;
}

function newId(): string {
  return randomUUID().replaceAll('-', '');
}
