/**
 * Chargebee API v2, `POST /customers/{id}/add_contact`.
 *
 * Form-encoded requests (`contact[email]=...`), JSON answers, HTTP Basic with the API key as the user.
 *
 * Unusual: the answer is the whole customer and does not mark the new contact, so we give every contact an id
 * and find it by that. Answers omit unset contact fields. All three flags default to false, so they are
 * always sent. A customer can have ten contacts; the code for the eleventh is not documented.
 */
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn } from '../../mapping/field-table.js';
import { anyOf, objectOf, parserOf, record } from '../../mapping/reply.js';
import type { JsonObject } from '../../model/contact.js';
import { basicAuthorization } from '../../vendor-http/authorization.js';
import type { ProviderCall } from '../call.js';
import { configuredBy, optional, secret, text, url } from '../configure.js';
import type { Provider } from '../driver.js';
import type { ProviderReply, ProviderRequest } from '../exchange.js';
import { digestOf } from '../kit.js';
import { parseErrors } from './errors.js';
import { fields } from './fields.js';
import { options } from './options.js';
import { MAX_CONTACTS, read } from './reads.js';

const SITE = {
  pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  expected: 'a site name of lower-case letters, digits and hyphens',
};
const parseCustomer = parserOf(objectOf({ customer: objectOf({ contacts: anyOf(record) }) }));

export const chargebee: Provider = {
  id: 'CHARGEBEE',
  name: 'Chargebee',
  info: {
    documentationUrl: 'https://apidocs.chargebee.com/docs/api/customers#add_contacts_to_a_customer',
    customerId: {
      format: 'up to 50 visible characters without / \\ ? # % ; and white space',
      example: 'cus_acme',
      pattern: /^(?!\.{1,2}$)[^/\\?#%;\s\p{Cc}\p{Cf}\p{Cs}\uFFFD]{1,50}$/u,
    },
  },
  limits: {
    concurrency: 20,
    maxContactsPerCustomer: MAX_CONTACTS,
  },

  configure: configuredBy(
    'Chargebee',
    {
      CHARGEBEE_API_KEY: secret(),
      CHARGEBEE_SITE: optional(text(SITE), {
        unless: 'CHARGEBEE_URL',
        because: 'Chargebee requires a site or CHARGEBEE_URL',
      }),
      CHARGEBEE_URL: optional(
        url({
          adds: ['customers', 'contacts', 'add_contact'],
          at: { host: /\.chargebee\.com$/, path: '/api/v2' },
        }),
      ),
    },
    ({ CHARGEBEE_API_KEY, CHARGEBEE_SITE: site, CHARGEBEE_URL }) => ({
      baseUrl: CHARGEBEE_URL ?? `https://${site}.chargebee.com/api/v2`,
      // A custom URL may be a proxy for several sites.
      ...(CHARGEBEE_URL !== undefined && site !== undefined && { account: site }),
      authorization: () => basicAuthorization(CHARGEBEE_API_KEY),
    }),
  ),

  fields,
  wireName: (wire) => `contact[${wire}]`,
  omitsUnset: true,

  write: {
    options,

    unwrap: (reply, { externalId, wire }) => contactOf(reply, externalId ?? String(wire.id)),

    add: {
      prepare: (call) => (call.wire.id === undefined ? { id: generatedId(call), ...call.wire } : call.wire),

      request: ({ customerId, wire }) => post('add_contact', customerId, wire),
    },

    update: {
      // An omitted flag may be reset to the vendor's default: the documents do not say.
      resends: ['enabled', 'notifications'],

      request: ({ customerId, externalId, wire }) =>
        post('update_contact', customerId, { id: externalId, ...wire }),
    },

    remove: {
      request: ({ customerId, externalId }) => post('delete_contact', customerId, { id: externalId }),

      confirms: (reply, { externalId }) =>
        parseCustomer(reply.json) !== undefined && contactOf(reply, externalId) === undefined,
    },
  },

  parseErrors,
  read,

  idempotency: {
    graceMs: 60_000,
    vendorKey: {
      header: 'chargebee-idempotency-key',
      // The vendor forgets keys after 30 minutes.
      replayMs: 25 * 60_000,
      // A caller's key belongs to one customer, the vendor's to the whole site: sent as is, the same key for
      // a second customer would be a repeat with another payload. The vendor also accepts only 100
      // characters, fewer than we do.
      keyOf: ({ customerId, idempotencyKey, run = 1 }) => digestOf(customerId, idempotencyKey, String(run)),
      replayed: ({ headers }) => headers['chargebee-idempotency-replayed'] === 'true',
    },
    contactIdOf: ({ wire }) => String(wire.id),
  },
};

/** The vendor uses POST for every write; an empty value clears. */
function post(action: string, customerId: string, contact: JsonObject): ProviderRequest {
  const form = Object.entries(contact).map(
    ([wire, value]) => [`contact[${wire}]`, String(value ?? '')] as const,
  );
  return { method: 'POST', segments: ['customers', customerId, action], body: { form } };
}

function contactOf(reply: ProviderReply, externalId: string): StoredContact | undefined {
  const contacts = parseCustomer(reply.json)?.customer.contacts;
  const record = contacts?.find((contact) => getOwn(contact, 'id') === externalId);
  return record && { externalId, record };
}

/**
 * The id for a contact without one from the caller, derived from the key and the contact: a repeat must send
 * the same payload, and the id still prevents a second contact after the vendor has forgotten the key.
 */
function generatedId(call: ProviderCall): string {
  return digestOf(call.customerId, call.idempotencyKey, JSON.stringify(call.wire));
}
