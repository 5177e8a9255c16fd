/**
 * RPM Software (RPM Telco), `POST /rpm/api2.svc/CustomerContactAdd`.
 * https://api.rpmsoftware.com/api/customercontactadd
 *
 * JSON both ways, PascalCase names, the key in the header `RpmApiKey`. The answer is in an envelope `Result`.
 * Unusual: errors are sentences inside HTTP 200, as a text or as an object with `Message`. Whether the
 * contact is the primary one is sent beside it and not answered. An empty phone number reads back as " none".
 * There is no key against repeats. A newer edition of the vendor's page takes only Mr, Ms and Dr as
 * salutation.
 */
import type { Env } from '../../config/env.js';
import { asObjects, getOwn, readText } from '../../mapping/field-table.js';
import type { JsonObject } from '../../model/contact.js';
import type { Violation } from '../../model/violation.js';
import { fixedAuthorization } from '../../vendor-http/authorization.js';
import type { Provider, ProviderSettings, VendorError } from '../driver.js';
import { POSITIVE_INT32 } from '../id-rule.js';
import { parseError, textRules } from './errors.js';
import { changedNumbers, fields, placesIn } from './fields.js';
import { parseAdded, read } from './reads.js';

export const rpm: Provider = {
  id: 'RPM',
  name: 'RPM Software',
  info: {
    documentationUrl: 'https://api.rpmsoftware.com/api/customercontactadd',
    customerId: {
      format: 'a positive 32-bit integer',
      example: '2001',
      ...POSITIVE_INT32,
    },
  },
  limits: {
    concurrency: 5,
  },

  configure(env: Env): ProviderSettings | undefined {
    if (!env.hasAny('RPM_API_KEY', 'RPM_URL')) return undefined;
    const apiKey = env.secret('RPM_API_KEY');
    const baseUrl = env.url('RPM_URL', { adds: ['api2.svc', 'Customer', 'CustomerContactAdd'] });
    env.require({ RPM_API_KEY: apiKey, RPM_URL: baseUrl }, 'RPM Software is configured in part');
    if (apiKey === undefined || baseUrl === undefined) return undefined;
    return { baseUrl, authorization: () => fixedAuthorization({ rpmapikey: apiKey }) };
  },

  fields,
  wireName: (wire) => (wire === 'IsPrimary' ? wire : `Contact.${wire}`),
  omitsUnset: false,

  write: {
    add: {
      request(call) {
        const { IsPrimary, ...contact } = call.wire;
        return {
          method: 'POST',
          segments: ['api2.svc', 'CustomerContactAdd'],
          body: {
            json: {
              Contact: contact,
              CustomerID: Number(call.customerId),
              ...(IsPrimary !== undefined && { IsPrimary }),
            },
          },
        };
      },

      unwrap(reply, call) {
        const added = parseAdded(reply.json)?.Result.Contact;
        return added && { ...added, ...(call.wire.IsPrimary === true && { accepted: { primary: true } }) };
      },
    },

    // What a change leaves out may be emptied, so everything goes back that is there.
    update: {
      also: [
        {
          path: ['input', 'primary'],
          code: 'VALUE',
          when: 'The contact is the primary one of its customer, and the value is false.',
        },
        {
          path: ['input', 'phones'],
          code: 'TOO_MANY',
          when: 'The contact has fewer places for numbers of a kind than the change has numbers, or more than four would change.',
        },
      ],

      prepare: ({ input, present, wire }) => {
        const isPrimary = present.accepted?.primary ?? false;
        if (input.primary === false && isPrimary) return [STAYS_PRIMARY];
        const texts = { ...pick(present.record, TEXTS), ...wire };
        const given = asObjects(getOwn(wire, 'PhoneNumbers'));
        const phones = changedNumbers(present.record, 'PhoneNumbers' in wire ? given : undefined);
        const places = given.length === 0 ? 0 : placesIn(phones, given.length);
        if (given.length > places) return [withoutPlaces(Math.max(0, places), given.length)];
        return {
          ...texts,
          ...(phones.length > 0 && { PhoneNumbers: phones }),
          IsPrimary: wire.IsPrimary ?? isPrimary,
        };
      },

      request({ customerId, externalId, wire }) {
        const { IsPrimary = false, ...contact } = wire;
        // An absent text is emptied.
        const set = Object.entries(contact).filter(([, value]) => value !== null);
        return {
          method: 'POST',
          segments: ['api2.svc', 'CustomerContactEdit'],
          body: {
            json: {
              Contact: { ContactID: Number(externalId), ...Object.fromEntries(set) },
              CustomerID: Number(customerId),
              IsPrimary,
            },
          },
        };
      },

      unwrap(reply, { wire }) {
        const changed = parseAdded(reply.json)?.Result.Contact;
        return changed && { ...changed, accepted: { primary: wire.IsPrimary === true } };
      },
    },
  },

  parseErrors(reply): readonly VendorError[] {
    const text = parseError(reply.json)?.Result.Error.trim();
    if (text === undefined) return [];
    const rule = textRules.find(([pattern]) => pattern.test(text));
    // Of a server error an unknown text tells nothing; inside a 200 it is a rejection.
    if (!rule) return [{ kind: reply.status < 400 ? 'REJECTED' : undefined, message: text }];
    const [pattern, kind, field = pattern.exec(text)?.[1]] = rule;
    return kind === 'RATE_LIMITED'
      ? [{ kind, message: text, retryAfterSeconds: secondsToMidnightUtc(Date.now()) }]
      : [{ kind, message: text, field }];
  },

  read,

  // Not documented.
  idempotency: {
    native: false,
    graceMs: 120_000,
  },
};

const TEXTS = ['FirstName', 'LastName', 'Salutation', 'Title', 'Email'];

function pick(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => [[name, readText(record, name) ?? null]]));
}

const STAYS_PRIMARY: Violation = {
  code: 'VALUE',
  path: ['input', 'primary'],
  allowedValues: ['true'],
  message: 'RPM Software has no way to make the primary contact an ordinary one. Make another one primary.',
  providerField: 'IsPrimary',
};

function withoutPlaces(maxItems: number, items: number): Violation {
  const message = `RPM Software has places for ${maxItems} of ${items} numbers: one change adds one of a kind at most, and changes four.`;
  return {
    code: 'TOO_MANY',
    path: ['input', 'phones'],
    maxItems,
    items,
    message,
    providerField: 'Contact.PhoneNumbers',
  };
}

/** The daily limit starts anew at midnight UTC. */
function secondsToMidnightUtc(now: number): number {
  const day = 86_400_000;
  return Math.ceil((day - (now % day)) / 1000);
}
