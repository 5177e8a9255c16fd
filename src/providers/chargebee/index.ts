/**
 * Chargebee API v2, `POST /customers/{id}/add_contact`.
 * https://apidocs.chargebee.com/docs/api/customers#add_contacts_to_a_customer
 *
 * Form-encoded requests (`contact[email]=...`), JSON answers, HTTP Basic with the API key as the user.
 * Unusual: the answer is the whole customer and nothing marks the new contact, so every contact gets an id of
 * ours and is found by it. Unset contact fields are left out of answers. All three flags default to false, so
 * they are always sent, with their present values by a change. A customer holds at most ten contacts; the code for the eleventh is not documented.
 */
import type { Env } from '../../config/env.js';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { getOwn, readFlag, wireNamesOf } from '../../mapping/field-table.js';
import { flagOption, textOption } from '../../mapping/options.js';
import { anyOf, objectOf, parserOf, record } from '../../mapping/reply.js';
import type { JsonObject } from '../../model/contact.js';
import { basicAuthorization } from '../../vendor-http/authorization.js';
import type {
  Provider,
  ProviderCall,
  ProviderReply,
  ProviderRequest,
  ProviderSettings,
  VendorError,
} from '../driver.js';
import { digestOf } from '../kit.js';
import { errorKinds, messageText, parameterCodes, parameterText, parseError } from './errors.js';
import { fields } from './fields.js';
import { MAX_CONTACTS, read } from './reads.js';

const wireNames = new Set(wireNamesOf(fields));
const KEY_HEADER = 'chargebee-idempotency-key';
const DISABLED = 'all-disabled';
const flagNames = ['enabled', 'send_account_email', 'send_billing_email'];
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

  configure(env: Env): ProviderSettings | undefined {
    if (!env.hasAny('CHARGEBEE_SITE', 'CHARGEBEE_API_KEY', 'CHARGEBEE_URL')) return undefined;
    const site = env.text('CHARGEBEE_SITE', {
      pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
      expected: 'a site name of lower-case letters, digits and hyphens',
    });
    const apiKey = env.secret('CHARGEBEE_API_KEY');
    const url = env.url('CHARGEBEE_URL', {
      adds: ['customers', 'contacts', 'add_contact'],
      at: { host: /\.chargebee\.com$/, path: '/api/v2' },
    });
    env.require({ CHARGEBEE_API_KEY: apiKey }, 'Chargebee is configured in part');
    if (!env.hasAny('CHARGEBEE_URL')) {
      env.require({ CHARGEBEE_SITE: site }, 'Chargebee needs a site or CHARGEBEE_URL');
    }
    if (apiKey === undefined || (site ?? url) === undefined) return undefined;
    return {
      baseUrl: url ?? `https://${site}.chargebee.com/api/v2`,
      // A URL of its own may be that of a proxy for several sites.
      ...(url !== undefined && site !== undefined && { account: site }),
      authorization: () => basicAuthorization(apiKey),
    };
  },

  fields,
  wireName: (wire) => `contact[${wire}]`,
  omitsUnset: true,

  write: {
    options: {
      key: 'chargebee',
      typeName: 'ChargebeeContactOptions',
      description: 'Sent as the chargebee-* request headers of the same names.',
      fields: {
        // The list takes this header as the write does. What it changes there is not documented: a list
        // without it may lack the contacts of another entity, and then their absence confirms nothing.
        businessEntityId: textOption(
          {
            title: 'Business entity',
            description:
              'The business entity of a multi-entity site. contact(id) names none, and whether it finds a contact that was added to another than the usual one is not documented.',
            wire: 'chargebee-business-entity-id',
            needs: 'WHOLE_ACCOUNT',
            example: '__default__',
          },
          { max: 50 },
        ),
        disableWebhooks: flagOption(
          {
            title: 'Without webhooks',
            description: 'No webhooks for the events of this call.',
            wire: 'chargebee-event-webhook',
            needs: 'SCOPE',
            example: true,
          },
          DISABLED,
        ),
        disableEmails: flagOption(
          {
            title: 'Without emails',
            description: 'No emails for the events of this call.',
            wire: 'chargebee-event-email',
            needs: 'SCOPE',
            example: true,
          },
          DISABLED,
        ),
        disableEventActions: flagOption(
          {
            title: 'Without event actions',
            description: 'Neither webhooks nor emails, nor other actions, for the events of this call.',
            wire: 'chargebee-event-actions',
            needs: 'SCOPE',
            example: true,
          },
          DISABLED,
        ),
        originDevice: textOption({
          title: 'Device',
          help: 'The device that the contact is added from, for the audit log.',
          description: 'The device the request came from, for the audit log.',
          wire: 'chargebee-request-origin-device',
          needs: 'SCOPE',
          example: 'Reception desk',
        }),
        originIp: textOption(
          {
            title: 'Network address',
            help: 'The IP address or host name that the contact is added from, for the audit log.',
            description: 'The IPv4 or IPv6 address or host name the request came from, for the audit log.',
            wire: 'chargebee-request-origin-ip',
            needs: 'SCOPE',
            example: '192.0.2.1',
          },
          {
            pattern: /^(?!-)[A-Za-z0-9.:-]{1,253}$/u,
            expected: 'an IPv4 or IPv6 address or a host name',
          },
        ),
        originUser: textOption(
          {
            title: 'User',
            help: 'The person who adds the contact, for the audit log.',
            description:
              'Who made the request, for the audit log. Base64-encoded on the wire unless it is ASCII.',
            wire: 'chargebee-request-origin-user',
            needs: 'SCOPE',
            headers: userHeader,
            fromToken: 'originUser',
            example: 'agent-7',
          },
          { pattern: /^/u },
        ),
      },
    },

    add: {
      prepare: (call) => (call.wire.id === undefined ? { id: generatedId(call), ...call.wire } : call.wire),

      request: (call) => post('add_contact', call),

      unwrap: (reply, { wire }) => contactOf(reply, String(wire.id)),
    },

    update: {
      // A flag that is left out may be reset to the vendor's default: the documents do not tell.
      prepare: ({ externalId, present, wire }) => ({ id: externalId, ...flagsOf(present.record), ...wire }),

      request: (call) => post('update_contact', call),

      unwrap: (reply, { externalId }) => contactOf(reply, externalId),
    },

    remove: {
      request: (call) => post('delete_contact', { ...call, wire: { id: call.externalId } }),

      confirms: (reply, { externalId }) =>
        parseCustomer(reply.json) !== undefined && contactOf(reply, externalId) === undefined,
    },
  },

  parseErrors(reply, call): readonly VendorError[] {
    const body = reply.status < 400 ? undefined : parseError(reply.json);
    const code = body?.api_error_code ?? body?.error_code;
    if (!body || !code) return [];
    const errorBase = { code, message: body.message ?? body.error_msg };
    // The parameter is often missing where the message names it.
    const param = body.param ?? body.error_param ?? messageText.exec(errorBase.message ?? '')?.[1] ?? '';
    const [, inContact, bare] = parameterText.exec(param) ?? [];
    const field = inContact ?? (wireNames.has(bare ?? '') ? bare : undefined);
    if (code === 'unable_to_process_request' && reply.status === 422) {
      return [{ ...errorBase, kind: 'KEY_OF_OTHER_REQUEST' }];
    }
    // Of an id that is not there the vendor may answer either error.
    if (field === 'id' && call?.externalId !== undefined && parameterCodes.has(code)) {
      return [{ ...errorBase, kind: 'CUSTOMER_NOT_FOUND' }];
    }
    if (field && parameterCodes.has(code)) {
      const missing = body.error_code === 'param_required';
      return [{ ...errorBase, kind: missing ? 'FIELD_REQUIRED' : 'FIELD_REFUSED', field }];
    }
    // Nothing but the id has to be unique for the site.
    if (code === 'duplicate_entry') return [{ ...errorBase, kind: 'DUPLICATE', field: field ?? 'id' }];
    return [{ ...errorBase, kind: getOwn(errorKinds, code) }];
  },

  read,

  idempotency: {
    native: true,
    keyHeader: KEY_HEADER,

    graceMs: 60_000,
    // The vendor forgets keys after 30 minutes.
    replayMs: 25 * 60_000,
    contactIdOf: (call) => String(call.wire.id),
    replayed: (reply) => reply.headers['chargebee-idempotency-replayed'] === 'true',
  },
};

/** The vendor writes with POST whatever is done; an empty value clears. */
function post(action: string, call: ProviderCall): ProviderRequest {
  const form = Object.entries(call.wire).map(
    ([wire, value]) => [`contact[${wire}]`, String(value ?? '')] as const,
  );
  return {
    method: 'POST',
    segments: ['customers', call.customerId, action],
    headers: keyHeader(call),
    body: { form },
  };
}

function contactOf(reply: ProviderReply, externalId: string): StoredContact | undefined {
  const contacts = parseCustomer(reply.json)?.customer.contacts;
  const record = contacts?.find((contact) => getOwn(contact, 'id') === externalId);
  return record && { externalId, record };
}

function flagsOf(record: JsonObject): JsonObject {
  return Object.fromEntries(flagNames.map((wire) => [wire, readFlag(record, wire) ?? false]));
}

/**
 * The id for a contact the caller gave none. It follows from the key and the contact: a repeat
 * has to send the same payload, and the id still prevents a second contact when the vendor has forgotten the
 * key.
 */
function generatedId(call: ProviderCall): string {
  return digestOf(call.customerId, call.idempotencyKey, JSON.stringify(call.wire));
}

/**
 * A caller's key is of one customer, the vendor's of the whole site: sent as it is, the same key at a second
 * customer would be a repeat with another payload. The vendor takes 100 characters, fewer than callers may
 * give us.
 */
function keyHeader({ customerId, idempotencyKey, run = 1 }: ProviderCall): Record<string, string> {
  return { [KEY_HEADER]: digestOf(customerId, idempotencyKey, String(run)) };
}

/** HTTP takes blanks at the ends of a header for no part of its value. */
function userHeader(user: unknown): Record<string, string> {
  const name = 'chargebee-request-origin-user';
  return /^(?! )[\x20-\x7e]+(?<! )$/.test(String(user))
    ? { [name]: String(user) }
    : { [`${name}-encoded`]: Buffer.from(String(user), 'utf8').toString('base64') };
}
