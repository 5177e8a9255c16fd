/**
 * Zuora v1 REST, `POST /v1/contacts`.
 *
 * JSON both ways, OAuth 2.0 client credentials. The customer is an account, named by its id or its number.
 *
 * Unusual: failures come inside HTTP 200 as `success: false` with reason codes, whose last two digits are the
 * category. An `Idempotency-Key` replays the first answer, including failures, for 24 hours and ignores the
 * body. The key sent is therefore derived from both the caller's key and the body. Nothing marks a replayed
 * answer.
 */
import { asObject } from '../../mapping/field-table.js';
import { clientCredentials } from '../../vendor-http/oauth.js';
import { configuredBy, secret, url } from '../configure.js';
import type { Provider } from '../driver.js';
import { digestOf, mapNames, splitChange } from '../kit.js';
import { remove, send } from '../requests.js';
import { isKeyed, parseErrors, parseSave } from './errors.js';
import { fields } from './fields.js';
import { options } from './options.js';
import { ACCOUNT_ID, parseAdded, read } from './reads.js';
import { olderName } from './zoql.js';

export const zuora: Provider = {
  id: 'ZUORA',
  name: 'Zuora',
  info: {
    documentationUrl: 'https://developer.zuora.com/v1-api-reference/api/operation/POST_CreateContact/',
    customerId: {
      format: 'an account id of 32 or more hex digits, or an account number of letters, digits, . _ and -',
      example: 'A00000001',
      // A number of only dots would collapse in a path.
      pattern: /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/u,
    },
  },
  limits: {
    concurrency: 20,
    maxContactsPerCustomer: 2000,
  },

  configure: configuredBy(
    'Zuora',
    {
      ZUORA_CLIENT_ID: secret(),
      ZUORA_CLIENT_SECRET: secret(),
      ZUORA_URL: url({
        adds: ['v1', 'oauth', 'token', 'contacts'],
        at: { host: /\.zuora\.com$/, path: '' },
      }),
    },
    ({ ZUORA_CLIENT_ID: clientId, ZUORA_CLIENT_SECRET: clientSecret, ZUORA_URL: baseUrl }) => {
      const path = `${new URL(baseUrl).pathname.replace(/\/$/, '')}/oauth/token`;
      return {
        baseUrl,
        authorization: (client) => clientCredentials(client, path, { clientId, clientSecret }),
      };
    },
  ),

  fields,
  wireName: (wire) => wire,
  omitsUnset: false,

  write: {
    options,

    unwrap: ({ json }) => parseAdded(json),

    add: {
      request({ customerId, options: { accountNumber }, wire }) {
        const account = ACCOUNT_ID.test(customerId)
          ? { accountId: customerId, ...(accountNumber ? { accountNumber: String(accountNumber) } : {}) }
          : { accountNumber: customerId };
        return send('POST', ['v1', 'contacts'], { ...account, ...wire });
      },
    },

    update: {
      request: ({ externalId, wire }) => send('PUT', ['v1', 'contacts', externalId], wire),

      // Only the older call is documented to clear fields. It has older limits.
      clearing: {
        limits: { country: 32, mobilePhone: 40 },
        clearsEmptyTexts: true,

        request({ externalId: Id, wire }) {
          const { set, cleared } = splitChange(mapNames(wire, olderName));
          const objects = [{ Id, ...set, fieldsToNull: cleared }];
          return send('POST', ['v1', 'action', 'update'], { type: 'Contact', objects });
        },

        confirms: ({ json }) => parseSave(json) !== undefined,
      },
    },

    remove: {
      request: ({ externalId }) => remove(['v1', 'contacts', externalId]),

      confirms: ({ status, json }) => status === 204 || asObject(json)?.success === true,
    },
  },

  parseErrors,
  read,

  idempotency: {
    // The vendor ends requests after about 120 seconds.
    graceMs: 120_000,
    vendorKey: {
      header: 'idempotency-key',
      // The vendor forgets keys after 24 hours.
      replayMs: 23 * 3_600_000,
      // The vendor does not compare bodies under its key, so the key must distinguish them.
      keyOf(call, { body }) {
        const { idempotencyKey, run = 1 } = call;
        if (!isKeyed(call) || !body || !('json' in body)) return undefined;
        return digestOf(idempotencyKey, String(run), JSON.stringify(body.json));
      },
    },
  },
};
