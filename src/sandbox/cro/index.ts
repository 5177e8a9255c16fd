/**
 * CRO Software played for the sandbox: the contacts of a customer, and tokens for a refresh token.
 *
 * Written from the vendor's documents and from nothing of this provider's own:
 * - CRO API documentation, current edition: "Getting started" (failures, versions, headers), "Authentication
 *   guide", "Create customer contact", "Get customer contact", "Update customer contact".
 * - CRO API documentation, editions of 2019 to 2021: "List customer contacts", statuses, changelog.
 *
 * "Not documented" marks every place where these are silent; what stands there is the likeliest answer. The
 * reasons in the failures are worded like the one that is published ("Unknown field.").
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { isRecord, mediaType, parseJson } from '../kit/request.js';
import { makeRoom } from '../kit/room.js';
import type {
  ReplyFault,
  SandboxReply,
  SandboxRequest,
  SandboxVendor,
  SandboxVendorFactory,
} from '../kit/vendor.js';
import { assign, blankContact, type Contact, findFault } from './contact.js';
import { CREATE_REFUSALS, FAULTS, KNOWN_CUSTOMERS } from './customers.js';
import { Tokens } from './tokens.js';

const VERSIONS = [
  '2019/02/08',
  '2021/04/07',
  '2021/05/07',
  '2021/08/02',
  '2021/11/04',
  '2023/04/19',
] as const;
/** The published samples send no version and are answered with this one, the oldest. */
const DEFAULT_VERSION = VERSIONS[0];
/** The vendor's `^bearer [a-z0-9-_=]+.[a-z0-9-_=]+.?[a-z0-9-_.+/=]*$`, written so that it takes linear time. */
const AUTHORIZATION =
  /^bearer (?:[a-z0-9_=-]{3,}|[a-z0-9_=-]+[^a-z0-9_=\n-][a-z0-9_=-]+)(?:[^a-z0-9_=\n-][a-z0-9_.+/=-]*)?$/i;
const MAX_AUTHORIZATION = 256;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE = { limit: { default: 100, max: 1_000 }, index: { default: 1, max: 10_000 } };

interface Route {
  readonly customerId: string;
  readonly contactId: string | undefined;
}

/** CRO with fresh state. Accepts the `CRO_*` credentials of the environment, or published defaults. */
export const createSandbox: SandboxVendorFactory = (env) => new Cro(env);

class Cro implements SandboxVendor {
  readonly key = 'cro';
  readonly basePath = '';
  readonly faults = FAULTS;

  readonly #accessToken: string;
  readonly #tenantId: string;
  readonly #tokens: Tokens;
  readonly #customers = new Map<string, Contact[]>();
  #lastContactId = 500_000;
  readonly #lastKnownId: number;

  constructor(env: Parameters<SandboxVendorFactory>[0]) {
    this.#accessToken = env.CRO_ACCESS_TOKEN || 'cro.sandbox.token';
    this.#tenantId = env.CRO_TENANT_ID || '7';
    this.#tokens = new Tokens({
      accessToken: this.#accessToken,
      refreshToken: env.CRO_REFRESH_TOKEN || 'cro-sandbox-refresh-token',
      clientId: env.CRO_CLIENT_ID || 'cro-sandbox-client',
      clientSecret: env.CRO_CLIENT_SECRET || 'cro-sandbox-secret',
    });
    for (const [id, count] of Object.entries(KNOWN_CUSTOMERS)) {
      const contacts = Array.from({ length: count }, (_, index) =>
        assign(this.#newContact(), { name: `Dispatch desk ${index + 1}` }),
      );
      this.#customers.set(id, contacts);
    }
    this.#lastKnownId = this.#lastContactId;
  }

  environment(url: string): Record<string, string> {
    return { CRO_ACCESS_TOKEN: this.#accessToken, CRO_TENANT_ID: this.#tenantId, CRO_URL: url };
  }

  authenticated({ headers }: SandboxRequest): boolean {
    const { authorization = '' } = headers;
    return (
      authorization.length <= MAX_AUTHORIZATION &&
      AUTHORIZATION.test(authorization) &&
      this.#tokens.accepts(authorization.slice('bearer '.length))
    );
  }

  subject({ path, method }: SandboxRequest): { customerId: string; write: boolean } | undefined {
    const target = route(path);
    return target && { customerId: target.customerId, write: method === 'POST' || method === 'PATCH' };
  }

  faultReply(fault: ReplyFault): SandboxReply | undefined {
    const reply = plainFaultReply(fault);
    return reply && withHeaders(reply, {});
  }

  handle(request: SandboxRequest): SandboxReply {
    if (request.path === '/oauth2/token') return this.#tokens.issue(request);
    return withHeaders(this.#answer(request), request.headers);
  }

  #answer(request: SandboxRequest): SandboxReply {
    if (!this.authenticated(request)) return unauthorized();
    const refusal = this.#checkHeaders(request.headers);
    if (refusal) return refusal;
    const target = route(request.path);
    if (target === undefined) return failure(404, '', 'The resource could not be found.');
    return target.contactId === undefined
      ? this.#collection(target.customerId, request)
      : this.#item(target.customerId, target.contactId, request);
  }

  #checkHeaders(headers: IncomingHttpHeaders): SandboxReply | undefined {
    const tenant = headers['x-tenant-id'];
    if (tenant === undefined) return invalid('x-tenant-id', 'Missing data for required field.');
    if (!/^\d+$/.test(String(tenant))) return invalid('x-tenant-id', 'Not a valid integer.');
    if (tenant !== this.#tenantId) {
      return failure(403, 'x-tenant-id', 'The tenant is not assigned to the user.');
    }
    const version = headers['x-api-version'];
    if (version !== undefined && !isVersion(version)) return invalid('x-api-version', 'Not a valid version.');
    const requestId = headers['x-request-id'];
    if (requestId !== undefined && !UUID.test(String(requestId))) {
      return invalid('x-request-id', 'Not a valid UUID.');
    }
    if (!acceptsJson(headers.accept)) return failure(406, 'accept', 'The only format is application/json.');
    return undefined;
  }

  #collection(customerId: string, request: SandboxRequest): SandboxReply {
    const contacts = this.#customers.get(customerId);
    // The list has no 404 among its statuses.
    if (request.method === 'GET') return list(contacts ?? [], request.query);
    if (request.method !== 'POST') return wrongMethod('GET,POST');

    const body = readBody(request, 'CreateCustomerContactModel');
    if ('refusal' in body) return body.refusal;
    if (contacts === undefined) return failure(404, 'customer_id', 'Customer not found.');
    const refusal = CREATE_REFUSALS[customerId];
    if (refusal) return refusal;
    makeRoom(contacts, ({ id }) => id <= this.#lastKnownId);
    const contact = assign(this.#newContact(), body.values);
    contacts.push(contact);
    return { status: 200, body: contact };
  }

  #item(customerId: string, contactId: string, request: SandboxRequest): SandboxReply {
    if (request.method !== 'GET' && request.method !== 'PATCH') return wrongMethod('GET,PATCH');
    const contact = this.#customers.get(customerId)?.find(({ id }) => String(id) === contactId);
    if (request.method === 'PATCH') {
      const body = readBody(request, 'UpdateCustomerContactModel');
      if ('refusal' in body) return body.refusal;
      if (contact !== undefined) assign(contact, body.values);
    }
    if (contact === undefined) return failure(404, 'customer_contact_id', 'Customer contact not found.');
    return { status: 200, body: contact };
  }

  #newContact(): Contact {
    this.#lastContactId += 1;
    return blankContact(this.#lastContactId);
  }
}

/** The samples have the slash at the end of a path and do not have it. */
function route(path: string): Route | undefined {
  const [, customerId, contactId] =
    /^\/customers\/([1-9]\d{0,18})\/contacts(?:\/([1-9]\d{0,18}))?\/?$/.exec(path) ?? [];
  return customerId === undefined ? undefined : { customerId, contactId };
}

function readBody(
  { headers, body }: SandboxRequest,
  model: string,
): { values: Record<string, unknown> } | { refusal: SandboxReply } {
  const type = mediaType(headers);
  // Not documented which status another type gets. JSON is the only one and the default.
  if (type !== '' && type !== 'application/json') {
    return { refusal: invalid('content-type', 'The only format is application/json.') };
  }
  const values = parseJson(body);
  if (!isRecord(values)) return { refusal: invalid(model, 'Invalid input type.') };
  const fault = findFault(values);
  return fault === undefined ? { values } : { refusal: invalid(`${model}.${fault.field}`, fault.detail) };
}

function list(contacts: readonly Contact[], query: URLSearchParams): SandboxReply {
  const limit = pageNumber(query.get('page_limit'), PAGE.limit);
  if (limit === undefined) return invalid('page_limit', `Must be between 1 and ${PAGE.limit.max}.`);
  const index = pageNumber(query.get('page_index'), PAGE.index);
  if (index === undefined) return invalid('page_index', `Must be between 1 and ${PAGE.index.max}.`);
  return {
    status: 200,
    body: {
      current_limit: limit,
      current_page: index,
      results: contacts.slice((index - 1) * limit, index * limit),
      total_count: contacts.length,
      total_pages: Math.ceil(contacts.length / limit),
    },
  };
}

function pageNumber(text: string | null, bounds: { default: number; max: number }): number | undefined {
  if (text === null) return bounds.default;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= bounds.max ? value : undefined;
}

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /application\/(json|\*)|\*\/\*/i.test(accept);
}

function isVersion(value: unknown): value is (typeof VERSIONS)[number] {
  return VERSIONS.some((version) => version === value);
}

/** Every answer has these, a failure too. */
function withHeaders(reply: SandboxReply, request: IncomingHttpHeaders): SandboxReply {
  const requestId = request['x-request-id'];
  const version = request['x-api-version'];
  return {
    ...reply,
    headers: {
      'x-api-version': isVersion(version) ? version : DEFAULT_VERSION,
      'x-request-id': typeof requestId === 'string' && UUID.test(requestId) ? requestId : randomUUID(),
      ...reply.headers,
    },
  };
}

/** The current shape of a failure. Not documented: what `field` holds when the failure is about no field. */
function failure(status: number, field: string, detail: string): SandboxReply {
  return { status, body: { field, detail, explanation: 'The resource could not be accessed.' } };
}

function invalid(field: string, detail: string): SandboxReply {
  return failure(400, field, detail);
}

function unauthorized(): SandboxReply {
  return failure(401, 'authorization', 'Invalid or missing token.');
}

function wrongMethod(allow: string): SandboxReply {
  return { ...failure(405, '', 'The method is not allowed.'), headers: { allow } };
}

function plainFaultReply(fault: ReplyFault): SandboxReply | undefined {
  switch (fault) {
    // Not documented: neither a limit nor its status. What a gateway before the API would answer.
    case 'RATE_LIMITED':
      return failure(429, '', 'Too many requests.');
    case 'RATE_LIMITED_WITH_RETRY_AFTER':
      return { ...failure(429, '', 'Too many requests.'), headers: { 'retry-after': '30' } };
    case 'SERVER_ERROR':
      return failure(500, '', 'The server encountered an unexpected condition.');
    case 'CREDENTIALS_REFUSED':
      return unauthorized();
    case 'PERMISSION_DENIED':
      return failure(403, '', 'The role Dispatcher is required.');
    case 'MAINTENANCE':
      // Not documented, and not the API's own: when it is down, something else has to say so.
      return {
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>Maintenance</title></head><body><h1>Down for maintenance</h1></body></html>',
      };
    case 'UNKNOWN_CODE':
      return failure(422, '', 'Policy 7731 does not allow this.');
    case 'ERROR_IN_200':
      return undefined;
  }
}
