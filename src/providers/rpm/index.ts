/**
 * RPM Software (RPM Telco), `POST /rpm/api2.svc/CustomerContactAdd`.
 *
 * JSON both ways, PascalCase names, the key in the header `RpmApiKey`. The answer has an envelope `Result`.
 *
 * Unusual: errors are sentences inside HTTP 200, as a text or as an object with `Message`. The primary flag
 * is sent beside the contact and not returned. An empty phone number reads back as " none". There is no
 * idempotency key.
 */
import type { JsonObject } from '../../model/contact.js';
import { fixedAuthorization } from '../../vendor-http/authorization.js';
import { configuredBy, secret, url } from '../configure.js';
import type { Provider } from '../driver.js';
import type { ProviderRequest } from '../exchange.js';
import { POSITIVE_INT32 } from '../id-rule.js';
import { splitChange } from '../kit.js';
import { send } from '../requests.js';
import { parseErrors } from './errors.js';
import { fields } from './fields.js';
import { parseSaved, read } from './reads.js';

export const rpm: Provider = {
  id: 'RPM',
  name: 'RPM Software',
  info: {
    documentationUrl: 'https://api.rpmsoftware.com/api/customercontactadd',
    customerId: { ...POSITIVE_INT32, example: '2001' },
  },
  limits: {
    concurrency: 5,
  },

  configure: configuredBy(
    'RPM Software',
    {
      RPM_API_KEY: secret(),
      RPM_URL: url({ adds: ['api2.svc', 'Customer', 'CustomerContactAdd'] }),
    },
    ({ RPM_API_KEY, RPM_URL }) => ({
      baseUrl: RPM_URL,
      authorization: () => fixedAuthorization({ rpmapikey: RPM_API_KEY }),
    }),
  ),

  fields,
  wireName: (wire) => (wire === 'IsPrimary' ? wire : `Contact.${wire}`),
  omitsUnset: false,

  write: {
    unwrap({ json }, { wire: { IsPrimary } }) {
      const contact = parseSaved(json)?.Result.Contact;
      return contact && { ...contact, ...(IsPrimary !== undefined && { beside: { IsPrimary } }) };
    },

    add: {
      request: ({ customerId, wire }) => post('CustomerContactAdd', customerId, wire),
    },

    // A change may empty what it omits, so all existing values are resent.
    update: {
      resends: 'ALL',

      request: ({ customerId, externalId, wire }) =>
        post('CustomerContactEdit', customerId, { ContactID: Number(externalId), ...wire }),
    },
  },

  parseErrors,
  read,

  // Not documented.
  idempotency: {
    graceMs: 120_000,
  },
};

/** Omits cleared texts, which the vendor then empties. */
function post(action: string, customerId: string, wire: JsonObject): ProviderRequest {
  const { IsPrimary, ...Contact } = splitChange(wire).set;
  return send('POST', ['api2.svc', action], {
    Contact,
    CustomerID: Number(customerId),
    ...(IsPrimary !== undefined && { IsPrimary }),
  });
}
