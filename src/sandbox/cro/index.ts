/**
 * Emulates CRO Software: a customer's contacts, and tokens for a refresh token.
 *
 * Written from the vendor's documents, independent of the driver:
 *
 * - CRO API documentation, current edition: "Getting started" (failures, headers), "Version guide",
 *   "Authentication guide", "Create customer contact", "Get customer contact", "Update customer contact".
 * - CRO API documentation, editions of 2019 to 2021: "List customer contacts", statuses, changelog.
 *
 * "Not documented" marks every gap in these sources, filled with the likeliest answer. Failure reasons are
 * worded like the one that is published ("Unknown field.").
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { AccessTokens } from '../kit/auth.js';
import { Customers, wholeNumber } from '../kit/customers.js';
import {
  type JsonVendorFactory,
  jsonVendor,
  knownMethod,
  knownPath,
  type Params,
} from '../kit/json-vendor.js';
import { isRecord, mediaType, parseJson } from '../kit/request.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import { assign, blankContact, type Contact, findFault } from './contact.js';
import { FAULTS, KNOWN_CUSTOMERS, WRITE_REJECTIONS } from './customers.js';
import { issueToken } from './tokens.js';

const VERSIONS = [
  '2019/02/08',
  '2021/04/07',
  '2021/05/07',
  '2021/08/02',
  '2021/11/04',
  '2023/04/19',
] as const;
/** The vendor's `^bearer [a-z0-9-_=]+.[a-z0-9-_=]+.?[a-z0-9-_.+/=]*$`, rewritten to run in linear time. */
const AUTHORIZATION =
  /^bearer (?:[a-z0-9_=-]{3,}|[a-z0-9_=-]+[^a-z0-9_=\n-][a-z0-9_=-]+)(?:[^a-z0-9_=\n-][a-z0-9_.+/=-]*)?$/i;
const MAX_AUTHORIZATION = 256;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE = { limit: { default: 100, max: 1_000 }, index: { default: 1, max: 10_000 } };
const TOKEN_PATH = '/oauth2/token';

/** CRO with fresh state. Accepts the `CRO_*` credentials in the environment, or published defaults. */
export const createSandbox: JsonVendorFactory = (env) => {
  const accessToken = env.CRO_ACCESS_TOKEN || 'cro.sandbox.token';
  // The user's tenants, comma-separated; tests use several.
  const tenantIds = (env.CRO_TENANT_ID || '7').split(',');
  const client = {
    refreshToken: env.CRO_REFRESH_TOKEN || 'cro-sandbox-refresh-token',
    clientId: env.CRO_CLIENT_ID || 'cro-sandbox-client',
    clientSecret: env.CRO_CLIENT_SECRET || 'cro-sandbox-secret',
  };
  const tokens = new AccessTokens();
  const customers = new Customers<Contact>(({ id }) => String(id));
  /** The version that the client id used last, and the oldest until it names one ("Version guide"). */
  let version: string = VERSIONS[0];

  let lastContactId = 500_000;
  const newContact = (values: Readonly<Record<string, unknown>>): Contact => {
    lastContactId += 1;
    return assign(blankContact(lastContactId), values);
  };
  for (const [id, count] of Object.entries(KNOWN_CUSTOMERS)) {
    const names = Array.from({ length: count }, (_, index) => `Dispatch desk ${index + 1}`);
    customers.open(id, undefined, { contacts: names.map((name) => newContact({ name })) });
  }

  const authenticated = ({ headers: { authorization = '' } }: SandboxRequest): boolean => {
    const token = authorization.slice('bearer '.length);
    return (
      authorization.length <= MAX_AUTHORIZATION &&
      AUTHORIZATION.test(authorization) &&
      (token === accessToken || tokens.accepts(token))
    );
  };

  const list = ({ query }: SandboxRequest, { customerId = '' }: Params): SandboxReply => {
    const limit = wholeNumber(query.get('page_limit'), PAGE.limit);
    if (limit === undefined) return invalid('page_limit', `Must be between 1 and ${PAGE.limit.max}.`);
    const index = wholeNumber(query.get('page_index'), PAGE.index);
    if (index === undefined) return invalid('page_index', `Must be between 1 and ${PAGE.index.max}.`);
    // The list's documented statuses include no 404.
    const contacts = customers.get(customerId)?.contacts ?? [];
    const { rows, size } = customers.pageByNumber(contacts, index, limit);
    return {
      status: 200,
      body: {
        current_limit: size,
        current_page: index,
        results: rows.map((contact) => ({ ...contact })),
        total_count: contacts.length,
        total_pages: Math.ceil(contacts.length / size),
      },
    };
  };

  const create = (request: SandboxRequest, { customerId = '' }: Params): SandboxReply => {
    const body = readBody(request, 'CreateCustomerContactModel');
    if ('error' in body) return body.error;
    const customer = customers.get(customerId);
    if (customer === undefined) return failure(404, 'customer_id', 'Customer not found.');
    const error = WRITE_REJECTIONS[customerId]?.('CreateCustomerContactModel');
    if (error) return error;
    const contact = newContact(body.values);
    customers.add(customer, contact);
    return found(contact);
  };

  const contactAt = ({ customerId, contactId = '' }: Params): Contact | undefined => {
    const found = customers.find(contactId);
    return found?.customer.id === customerId ? found?.contact : undefined;
  };

  const update = (request: SandboxRequest, params: Params): SandboxReply => {
    const body = readBody(request, 'UpdateCustomerContactModel');
    if ('error' in body) return body.error;
    const contact = contactAt(params);
    const error = contact && WRITE_REJECTIONS[params.customerId ?? '']?.('UpdateCustomerContactModel');
    if (error) return error;
    if (contact !== undefined) assign(contact, body.values);
    return found(contact);
  };

  return jsonVendor({
    key: 'cro',
    basePath: '',
    environment: (url) => ({
      CRO_ACCESS_TOKEN: accessToken,
      CRO_TENANT_ID: tenantIds[0] ?? '',
      CRO_URL: url,
    }),
    authenticated,
    checks: [
      (request) => (authenticated(request) ? undefined : unauthorized()),
      ({ headers }) => {
        const error = checkHeaders(headers, tenantIds);
        if (!error) version = String(headers['x-api-version'] ?? version);
        return error;
      },
      knownPath(() => failure(404, '', 'The resource could not be found.')),
      knownMethod((allow) => ({ ...failure(405, '', 'The method is not allowed.'), headers: { allow } })),
    ],
    routes: [
      {
        path: /^\/oauth2\/token$/,
        open: true,
        methods: { ANY: (request) => issueToken(request, client, tokens) },
      },
      // The samples show paths both with and without a trailing slash.
      {
        path: /^\/customers\/(?<customerId>[1-9]\d{0,18})\/contacts\/?$/,
        methods: { GET: list, POST: create },
      },
      {
        path: /^\/customers\/(?<customerId>[1-9]\d{0,18})\/contacts\/(?<contactId>[1-9]\d{0,18})\/?$/,
        methods: { GET: (_request, params) => found(contactAt(params)), PATCH: update },
      },
    ],
    finish: (reply, request) =>
      request?.path === TOKEN_PATH ? reply : withHeaders(reply, version, request?.headers),
    faults: FAULTS,
    faultReplies: {
      // Not documented: neither a limit nor its status. This is what a gateway before the API would answer.
      RATE_LIMITED: () => failure(429, '', 'Too many requests.'),
      RATE_LIMITED_WITH_RETRY_AFTER: () => ({
        ...failure(429, '', 'Too many requests.'),
        headers: { 'retry-after': '30' },
      }),
      SERVER_ERROR: () => failure(500, '', 'The server encountered an unexpected condition.'),
      CREDENTIALS_REFUSED: unauthorized,
      PERMISSION_DENIED: () => failure(403, '', 'The role Dispatcher is required.'),
      // Not documented. When the API is down, something in front of it must answer.
      MAINTENANCE: () => ({
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>Maintenance</title></head><body><h1>Down for maintenance</h1></body></html>',
      }),
      UNKNOWN_CODE: () => failure(422, '', 'Policy 7731 does not allow this.'),
    },
    customers,
    openCustomer: (id) => customers.open(id, undefined),
    newContact,
    record: (contact) => ({ ...contact }),
  });
};

function found(contact: Contact | undefined): SandboxReply {
  return contact === undefined
    ? failure(404, 'customer_contact_id', 'Customer contact not found.')
    : // A copy: a later change must not show in an answer already in flight.
      { status: 200, body: { ...contact } };
}

function checkHeaders(headers: IncomingHttpHeaders, tenantIds: readonly string[]): SandboxReply | undefined {
  const tenant = headers['x-tenant-id'];
  if (tenant === undefined) return invalid('x-tenant-id', 'Missing data for required field.');
  if (!/^\d+$/.test(String(tenant))) return invalid('x-tenant-id', 'Not a valid integer.');
  if (!tenantIds.includes(String(tenant)))
    return failure(403, 'x-tenant-id', 'The tenant is not assigned to the user.');
  const version = headers['x-api-version'];
  if (version !== undefined && !VERSIONS.some((known) => known === version))
    return invalid('x-api-version', 'Not a valid version.');
  const requestId = headers['x-request-id'];
  if (requestId !== undefined && !UUID.test(String(requestId))) {
    return invalid('x-request-id', 'Not a valid UUID.');
  }
  if (!acceptsJson(headers.accept)) return failure(406, 'accept', 'The only format is application/json.');
  return undefined;
}

function readBody(
  { headers, body }: SandboxRequest,
  model: string,
): { values: Record<string, unknown> } | { error: SandboxReply } {
  const type = mediaType(headers);
  // Not documented which status another type gets. JSON is the only one and the default.
  if (type !== '' && type !== 'application/json') {
    return { error: invalid('content-type', 'The only format is application/json.') };
  }
  const values = parseJson(body);
  if (!isRecord(values)) return { error: invalid(model, 'Invalid input type.') };
  const fault = findFault(values);
  return fault === undefined ? { values } : { error: invalid(`${model}.${fault.field}`, fault.detail) };
}

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /application\/(json|\*)|\*\/\*/i.test(accept);
}

/** Added to every answer, including failures. */
function withHeaders(reply: SandboxReply, version: string, request: IncomingHttpHeaders = {}): SandboxReply {
  const requestId = request['x-request-id'];
  return {
    ...reply,
    headers: {
      'x-api-version': version,
      'x-request-id': typeof requestId === 'string' && UUID.test(requestId) ? requestId : randomUUID(),
      ...reply.headers,
    },
  };
}

/** The current format of a failure. Not documented: the value of `field` if the failure concerns none. */
function failure(status: number, field: string, detail: string): SandboxReply {
  return { status, body: { field, detail, explanation: 'The resource could not be accessed.' } };
}

function invalid(field: string, detail: string): SandboxReply {
  return failure(400, field, detail);
}

function unauthorized(): SandboxReply {
  return failure(401, 'authorization', 'Invalid or missing token.');
}
