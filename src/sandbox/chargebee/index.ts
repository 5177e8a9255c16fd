/**
 * Chargebee, API v2, played for the sandbox: the contacts of a customer.
 *
 * Written from the vendor's documents and from nothing of this provider's own:
 * - Chargebee API reference: "Add contacts to a customer", "Update contacts for a customer", "Delete contacts
 *   for a customer", "List of contacts for a customer", "Retrieve a customer", "Error handling", "Idempotency".
 * - Chargebee OpenAPI files (github.com/chargebee/openapi): limits, defaults, statuses and error codes.
 * - Error bodies captured from the live service: github.com/chargebee/chargebee-python issues 54 and 56.
 *
 * "Not documented" marks every place where these are silent; what stands there is the likeliest answer.
 */
import { basicCredentials, decodePathPart } from '../kit/request.js';
import { makeRoom } from '../kit/room.js';
import type { SandboxReply, SandboxRequest, SandboxVendor, SandboxVendorFactory } from '../kit/vendor.js';
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
import { FAULTS, faultReply, WRITE_REFUSALS } from './faults.js';
import { checkHeaders } from './headers.js';
import { IdempotentAnswers } from './idempotency.js';
import { badRequest, notFound, wrongApiKey, wrongMethod, wrongValue } from './reply.js';

type Action = WriteAction | 'contacts' | 'customer';

/** "A customer can hold 10 contacts": the add call needs fewer than ten to be there. */
const MAX_CONTACTS = 10;
const LIST_LIMIT = { default: 10, max: 100 };

/** The customers there are from the start, with the ids of their contacts. */
const CUSTOMERS: Readonly<Record<string, readonly string[]>> = {
  cus_acme: [],
  cus_globex: ['contact_globex_1', 'contact_globex_2'],
  cus_full: Array.from({ length: MAX_CONTACTS }, (_, index) => `contact_full_${index + 1}`),
  ...Object.fromEntries([...Object.keys(FAULTS), ...Object.keys(WRITE_REFUSALS)].map((id) => [id, []])),
};

/** Chargebee with fresh state. Accepts `CHARGEBEE_API_KEY`, or `chargebee-sandbox-key`. */
export const createSandbox: SandboxVendorFactory = (env) => {
  const site = env.CHARGEBEE_SITE || 'sandbox';
  const apiKey = env.CHARGEBEE_API_KEY || 'chargebee-sandbox-key';
  const answers = new IdempotentAnswers();
  const customers = new Map<string, Contact[]>(
    Object.entries(CUSTOMERS).map(([id, contactIds]) => [id, contactIds.map(knownContact)]),
  );

  const authenticated: NonNullable<SandboxVendor['authenticated']> = ({ headers }) => {
    const credentials = basicCredentials(headers);
    return credentials?.user === apiKey && credentials.password === '';
  };

  const handle = (request: SandboxRequest): SandboxReply => {
    if (!authenticated(request)) return wrongApiKey();
    const call = route(request.path);
    if (call === undefined) return notFound();
    const { action, customerId } = call;
    const isRead = action === 'contacts' || action === 'customer';
    if (request.method !== (isRead ? 'GET' : 'POST')) return wrongMethod();
    const refusal = checkHeaders(request.headers);
    if (refusal) return refusal;

    const contacts = customers.get(customerId);
    if (contacts === undefined) return notFound();
    if (action === 'contacts') return listContacts(contacts, request.query);
    if (action === 'customer') return customerReply(customerId, contacts);
    return answers.once(
      request,
      () => WRITE_REFUSALS[customerId] ?? write(action, customerId, contacts, request),
    );
  };

  const write = (
    action: WriteAction,
    customerId: string,
    contacts: Contact[],
    request: SandboxRequest,
  ): SandboxReply => {
    const params = formParams(request);
    const refusal = checkParams(params, action);
    if (refusal) return refusal;

    const id = params.get('contact[id]') || undefined;
    if (action === 'add_contact') {
      // Not documented: the code says "unique for that site", so an id counts at other customers as well.
      if ([...customers.values()].flat().some((contact) => contact.id === id)) {
        return badRequest('duplicate_entry', `The value ${id} is already present.`, 'contact[id]');
      }
      const fromStart = CUSTOMERS[customerId] ?? [];
      makeRoom(contacts, (contact) => fromStart.includes(contact.id), MAX_CONTACTS);
      // Not documented which code the eleventh gets. This one is for "any limit constraint".
      if (contacts.length >= MAX_CONTACTS) {
        return badRequest(
          'resource_limit_exhausted',
          `A customer can have a maximum of ${MAX_CONTACTS} contacts.`,
        );
      }
      contacts.push(assign(blankContact(id ?? generatedId()), params));
    } else {
      const contact = contacts.find((candidate) => candidate.id === id);
      // Not documented: the answer for an unknown contact is taken to be that for an unknown customer.
      if (contact === undefined) return notFound('contact[id]');
      if (action === 'update_contact') assign(contact, params);
      else contacts.splice(contacts.indexOf(contact), 1);
    }
    return customerReply(customerId, contacts);
  };

  return {
    key: 'chargebee',
    basePath: '/api/v2',
    faults: FAULTS,
    authenticated,
    handle,
    subject: ({ method, path }) => {
      const call = route(path);
      return call && { customerId: call.customerId, write: method === 'POST' };
    },
    faultReply,
    environment: (url) => ({ CHARGEBEE_SITE: site, CHARGEBEE_API_KEY: apiKey, CHARGEBEE_URL: url }),
  };
};

function route(path: string): { customerId: string; action: Action } | undefined {
  const parts =
    /^\/api\/v2\/customers\/([^/]+)(?:\/(add_contact|update_contact|delete_contact|contacts))?$/.exec(path);
  const customerId = decodePathPart(parts?.[1] ?? '');
  return customerId ? { customerId, action: (parts?.[2] ?? 'customer') as Action } : undefined;
}

function listContacts(contacts: readonly Contact[], query: URLSearchParams): SandboxReply {
  const unknown = [...query.keys()].find((name) => name !== 'limit' && name !== 'offset');
  if (unknown !== undefined) return wrongValue(unknown, 'unknown parameter');
  const limit = Number(query.get('limit') || LIST_LIMIT.default);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIST_LIMIT.max) {
    return wrongValue('limit', `has to be between 1 and ${LIST_LIMIT.max}`);
  }
  // Opaque to a client. Elsewhere Chargebee's offsets look like a JSON list of texts, so this one does too.
  const offset = /^\["(\d{1,4})"\]$/.exec(query.get('offset') || '["0"]')?.[1];
  if (offset === undefined) return wrongValue('offset', 'invalid offset');
  const end = Number(offset) + limit;
  return {
    status: 200,
    body: {
      list: contacts.slice(Number(offset), end).map((contact) => ({ contact: contactRecord(contact) })),
      ...(end < contacts.length && { next_offset: JSON.stringify([String(end)]) }),
    },
  };
}

/** What every call but the list answers: the customer with all contacts. Nothing marks the new one. */
function customerReply(id: string, contacts: readonly Contact[]): SandboxReply {
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
    // Not documented: without contacts there is taken to be no list, as with other fields that are not set.
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
