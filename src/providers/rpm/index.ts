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
import { asObjects, getOwn, readText } from '../../mapping/field-table.js';
import type { JsonObject } from '../../model/contact.js';
import type { Violation } from '../../model/violation.js';
import { fixedAuthorization } from '../../vendor-http/authorization.js';
import type { Provider } from '../driver.js';
import { POSITIVE_INT32 } from '../id-rule.js';
import { splitChange } from '../kit.js';
import { send } from '../requests.js';
import { parseErrors } from './errors.js';
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

  configure(env) {
    if (!env.hasAny('RPM_API_KEY', 'RPM_URL')) return undefined;
    const variables = {
      RPM_API_KEY: env.secret('RPM_API_KEY'),
      RPM_URL: env.url('RPM_URL', { adds: ['api2.svc', 'Customer', 'CustomerContactAdd'] }),
    };
    const set = env.require(variables, 'RPM Software is configured in part');
    if (!set) return undefined;
    return {
      baseUrl: set.RPM_URL,
      authorization: () => fixedAuthorization({ rpmapikey: set.RPM_API_KEY }),
    };
  },

  fields,
  wireName: (wire) => (wire === 'IsPrimary' ? wire : `Contact.${wire}`),
  omitsUnset: false,

  write: {
    add: {
      request({ customerId, wire }) {
        const { IsPrimary, ...contact } = wire;
        return send('POST', ['api2.svc', 'CustomerContactAdd'], {
          Contact: contact,
          CustomerID: Number(customerId),
          ...(IsPrimary !== undefined && { IsPrimary }),
        });
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
        return send('POST', ['api2.svc', 'CustomerContactEdit'], {
          // An absent text is emptied.
          Contact: { ContactID: Number(externalId), ...splitChange(contact).set },
          CustomerID: Number(customerId),
          IsPrimary,
        });
      },

      unwrap(reply, { wire }) {
        const changed = parseAdded(reply.json)?.Result.Contact;
        return changed && { ...changed, accepted: { primary: wire.IsPrimary === true } };
      },
    },
  },

  parseErrors,
  read,

  // Not documented.
  idempotency: {
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
