/**
 * Emulates Chargebee, API v2: a customer's contacts.
 *
 * Written from the vendor's documents, independent of the driver:
 *
 * - Chargebee API reference: "Add contacts to a customer", "Update contacts for a customer", "Delete
 *   contacts for a customer", "List of contacts for a customer", "Retrieve a customer", "Error handling",
 *   "Idempotency".
 * - Chargebee OpenAPI files (github.com/chargebee/openapi): limits, defaults, statuses and error codes.
 * - Error bodies captured from the live service: github.com/chargebee/chargebee-python issues 54 and 56.
 *
 * "Not documented" marks every gap in these sources, filled with the likeliest answer.
 */
import { basicCredentials } from '../kit/auth.js';
import { type Customer, Customers, wholeNumber } from '../kit/customers.js';
import { IdempotentReplies } from '../kit/idempotency.js';
import {
  type JsonVendorFactory,
  jsonVendor,
  knownMethod,
  knownPath,
  type Params,
} from '../kit/json-vendor.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';
import {
  assign,
  blankContact,
  type Contact,
  checkParams,
  contactRecord,
  formParams,
  generatedId,
  knownContact,
  type WriteAction,
} from './contact.js';
import { FAULTS, faultReplies, WRITE_REJECTIONS } from './faults.js';
import { checkHeaders } from './headers.js';
import { badRequest, failure, notFound, wrongApiKey, wrongMethod, wrongValue } from './reply.js';

/** "A customer can hold 10 contacts": an add requires fewer than ten. */
const MAX_CONTACTS = 10;
const LIST_LIMIT = { default: 10, max: 100 };

/** The preset customers, with the ids of their contacts. */
const CUSTOMERS: Readonly<Record<string, readonly string[]>> = {
  cus_acme: [],
  cus_globex: ['contact_globex_1', 'contact_globex_2'],
  cus_full: Array.from({ length: MAX_CONTACTS }, (_, index) => `contact_full_${index + 1}`),
  ...Object.fromEntries([...Object.keys(FAULTS), ...Object.keys(WRITE_REJECTIONS)].map((id) => [id, []])),
};

/** API reference, "Idempotency". */
const idempotency = () =>
  new IdempotentReplies({
    header: 'chargebee-idempotency-key',
    windowMs: 30 * 60 * 1000,
    applies: ({ method }) => method === 'POST',
    fingerprint: ({ path, body }) => `${path}\n${body}`,
    otherRequest: () =>
      failure(
        422,
        'invalid_request',
        'unable_to_process_request',
        'The idempotency key was used with another request',
      ),
    // Not documented whether an error is stored. Nothing was done, so a retry is allowed.
    stores: ({ status }) => status === 200,
    replayed: { 'chargebee-idempotency-replayed': 'true' },
  });

/** Chargebee with fresh state. Accepts `CHARGEBEE_API_KEY`, or `chargebee-sandbox-key`. */
export const createSandbox: JsonVendorFactory = (env) => {
  const site = env.CHARGEBEE_SITE || 'sandbox';
  const apiKey = env.CHARGEBEE_API_KEY || 'chargebee-sandbox-key';
  const customers = new Customers<Contact>(({ id }) => id, MAX_CONTACTS);
  for (const [id, contactIds] of Object.entries(CUSTOMERS)) {
    customers.open(id, undefined, { contacts: contactIds.map(knownContact) });
  }

  const authenticated = ({ headers }: SandboxRequest): boolean => {
    const credentials = basicCredentials(headers);
    return credentials?.user === apiKey && credentials.password === '';
  };

  type Answer = (customer: Customer<Contact>, request: SandboxRequest) => SandboxReply;
  const withCustomer =
    (answer: Answer) =>
    (request: SandboxRequest, { customerId = '' }: Params): SandboxReply => {
      const customer = customers.get(customerId);
      return customer ? answer(customer, request) : notFound();
    };

  const list: Answer = ({ contacts }, { query }) => {
    const unknown = [...query.keys()].find((name) => name !== 'limit' && name !== 'offset');
    if (unknown !== undefined) return wrongValue(unknown, 'unknown parameter');
    const limit = wholeNumber(query.get('limit') || null, LIST_LIMIT);
    if (limit === undefined) return wrongValue('limit', `has to be between 1 and ${LIST_LIMIT.max}`);
    // Opaque to clients. Chargebee's offsets elsewhere look like a JSON list of texts, so this one does too.
    const offset = /^\["(\d{1,4})"\]$/.exec(query.get('offset') || '["0"]')?.[1];
    if (offset === undefined) return wrongValue('offset', 'invalid offset');
    const { rows, next } = customers.page(contacts, Number(offset), limit);
    return {
      status: 200,
      body: {
        list: rows.map((contact) => ({ contact: contactRecord(contact) })),
        ...(next !== undefined && { next_offset: JSON.stringify([String(next)]) }),
      },
    };
  };

  const write = (action: WriteAction) =>
    withCustomer((customer, request) => {
      const params = formParams(request);
      const error = WRITE_REJECTIONS[customer.id] ?? checkParams(params, action);
      if (error) return error;

      const id = params.get('contact[id]') || undefined;
      if (action === 'add_contact') {
        // Not documented: the code says "unique for that site", so other customers' ids count too.
        if (id !== undefined && customers.find(id)) {
          return badRequest('duplicate_entry', `The value ${id} is already present.`, 'contact[id]');
        }
        // Not documented which code the eleventh gets. This one is for "any limit constraint".
        if (!customers.add(customer, assign(blankContact(id ?? generatedId()), params))) {
          return badRequest(
            'resource_limit_exhausted',
            `A customer can have a maximum of ${MAX_CONTACTS} contacts.`,
          );
        }
        return customerReply(customer);
      }
      const contact = customer.contacts.find((candidate) => candidate.id === id);
      // Not documented: an unknown contact gets the same answer as an unknown customer.
      if (contact === undefined) return notFound('contact[id]');
      if (action === 'update_contact') assign(contact, params);
      else customers.remove(customer, contact);
      return customerReply(customer);
    });

  return jsonVendor({
    key: 'chargebee',
    basePath: '/api/v2',
    environment: (url) => ({ CHARGEBEE_SITE: site, CHARGEBEE_API_KEY: apiKey, CHARGEBEE_URL: url }),
    authenticated,
    checks: [
      (request) => (authenticated(request) ? undefined : wrongApiKey()),
      knownPath(notFound),
      knownMethod(wrongMethod),
      ({ headers }) => checkHeaders(headers),
    ],
    routes: [
      { path: /^\/api\/v2\/customers\/(?<customerId>[^/]+)$/, methods: { GET: withCustomer(customerReply) } },
      {
        path: /^\/api\/v2\/customers\/(?<customerId>[^/]+)\/contacts$/,
        methods: { GET: withCustomer(list) },
      },
      ...(['add_contact', 'update_contact', 'delete_contact'] as const).map((action) => ({
        path: new RegExp(`^/api/v2/customers/(?<customerId>[^/]+)/${action}$`),
        methods: { POST: write(action) },
      })),
    ],
    idempotency: idempotency(),
    faults: FAULTS,
    faultReplies,
    customers,
    openCustomer: (id) => customers.open(id, undefined),
    newContact: ({ id = generatedId(), ...values }) => ({ ...blankContact(String(id)), ...values }),
    record: contactRecord,
  });
};

/** The answer of every call but the list: the customer with all contacts. Nothing marks the new one. */
function customerReply({ id, contacts }: Customer<Contact>): SandboxReply {
  const customer = {
    id,
    auto_collection: 'on',
    net_term_days: 0,
    allow_direct_debit: false,
    taxability: 'taxable',
    created_at: 1_760_000_000,
    updated_at: 1_760_000_000,
    resource_version: 1_760_000_000_000,
    deleted: false,
    object: 'customer',
    // Not documented: without contacts the list is omitted, like other unset fields.
    ...(contacts.length > 0 && { contacts: contacts.map(contactRecord) }),
    card_status: 'no_card',
    promotional_credits: 0,
    refundable_credits: 0,
    excess_payments: 0,
    unbilled_charges: 0,
    preferred_currency_code: 'USD',
  };
  return { status: 200, body: { customer } };
}
