/**
 * CRO Software, `POST /customers/{customer_id}/contacts` ("Create Contact").
 *
 * JSON both ways, with the bearer token of a person's login and a tenant id. The token is fixed, or obtained
 * with a refresh token.
 *
 * Unusual: a single full name, several email addresses in one text, one error at a time and no error codes.
 * Without `x-api-version` the vendor uses the version that the client id used last, so one is sent unless the
 * operator opts out. Limits, retries and an idempotency key are not documented.
 */
import { integerOption } from '../../mapping/options.js';
import { bearerToken } from '../bearer-token.js';
import { configuredBy, integer, oneOf, optional, url } from '../configure.js';
import type { Provider } from '../driver.js';
import { POSITIVE_INT64 } from '../id-rule.js';
import { send } from '../requests.js';
import { parseErrors } from './errors.js';
import { fields } from './fields.js';
import { parseContact, read } from './reads.js';

/** Sends no version, so that other programs with the same client id keep theirs. */
const NO_VERSION = 'none';
const API_VERSIONS = [
  '2019/02/08',
  '2021/04/07',
  '2021/05/07',
  '2021/08/02',
  '2021/11/04',
  '2023/04/19',
] as const;

/** The vendor allows 256 characters for the whole header, including "Bearer ". */
const TOKEN = { pattern: /^[\w.+/=-]{1,249}$/, expected: 'a token of at most 249 characters' };

export const cro: Provider = {
  id: 'CRO',
  name: 'CRO Software',
  info: {
    documentationUrl: 'https://docs.crosoftware.net/',
    notes: [
      'The API version sticks to the client id: a request without `x-api-version` gets the version that the client id used last. The subgraph sends `CRO_API_VERSION`, by default `2023/04/19`, which moves every program that shares its client id and sends no version. Give the subgraph its own client id, or set the version that the others use. `CRO_API_VERSION=none` sends no version.',
      'The newest reference lists no page parameters for contacts. The subgraph sends them, and if they are rejected, reads the list again without them.',
    ],
    customerId: { ...POSITIVE_INT64, example: '1001' },
  },
  limits: {
    concurrency: 5,
  },

  configure: configuredBy(
    'CRO Software',
    {
      CRO_TENANT_ID: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      CRO_API_VERSION: optional(oneOf([...API_VERSIONS, NO_VERSION])),
      CRO_URL: optional(url({ adds: ['customers', 'contacts'] })),
      // Whether the vendor rotates refresh tokens is not documented; OAuth 2.0 allows it.
      CRO_ACCESS_TOKEN: bearerToken('CRO', TOKEN),
    },
    ({ CRO_TENANT_ID, CRO_API_VERSION: version = '2023/04/19', CRO_URL, CRO_ACCESS_TOKEN }) => ({
      baseUrl: CRO_URL ?? 'https://api.crosoftware.net',
      account: String(CRO_TENANT_ID),
      headers: {
        ...(version !== NO_VERSION && { 'x-api-version': version }),
        'x-tenant-id': String(CRO_TENANT_ID),
      },
      authorization: CRO_ACCESS_TOKEN,
    }),
  ),

  fields,
  wireName: (wire) => wire,
  omitsUnset: false,

  write: {
    options: {
      key: 'cro',
      typeName: 'CroContactOptions',
      description: 'The tenant of the call.',
      fields: {
        tenantId: integerOption(
          {
            title: 'Tenant',
            description:
              'Overrides the configured tenant. contact(id) reads from the configured tenant, so it does not find a contact that was added to another one.',
            wire: 'x-tenant-id',
            needs: 'WHOLE_ACCOUNT',
            example: 7,
          },
          1,
        ),
      },
    },

    unwrap: ({ json }) => parseContact(json),

    add: {
      request: ({ customerId, wire }) => send('POST', ['customers', customerId, 'contacts'], wire),
    },

    update: {
      request: ({ customerId, externalId, wire }) =>
        send('PATCH', ['customers', customerId, 'contacts', externalId], wire),
    },
  },

  parseErrors,
  read,

  // Not documented.
  idempotency: {
    graceMs: 120_000,
  },
};
