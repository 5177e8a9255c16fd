/**
 * CRO Software, `POST /customers/{customer_id}/contacts` ("Create Contact").
 *
 * JSON both ways, a bearer token of a person's login and the id of a tenant. The token is fixed, or had from
 * a refresh token.
 * Unusual: one full name, several email addresses in one text, one error at a time and no error codes.
 * Without `x-api-version` the vendor takes the version that the client id used last, so one is sent unless
 * the operator says none. Limits, retries and an idempotency key are not documented.
 */
import type { Env } from '../../config/env.js';
import { integerOption } from '../../mapping/options.js';
import { fixedAuthorization } from '../../vendor-http/authorization.js';
import { refreshTokenGrant } from '../../vendor-http/oauth.js';
import type { Provider } from '../driver.js';
import { POSITIVE_INT64 } from '../id-rule.js';
import { send } from '../requests.js';
import type { ProviderSettings } from '../settings.js';
import { parseErrors } from './errors.js';
import { fields } from './fields.js';
import { parseContact, read } from './reads.js';

/** Sends no version, so that the one stays that other programs with the same client id rely on. */
const NO_VERSION = 'none';
const API_VERSIONS = [
  '2019/02/08',
  '2021/04/07',
  '2021/05/07',
  '2021/08/02',
  '2021/11/04',
  '2023/04/19',
] as const;

/** The vendor allows 256 characters for the whole header, "Bearer " included. */
const TOKEN = { pattern: /^[\w.+/=-]{1,249}$/, expected: 'a token of at most 249 characters' };

export const cro: Provider = {
  id: 'CRO',
  name: 'CRO Software',
  info: {
    documentationUrl: 'https://docs.crosoftware.net/',
    notes: [
      'The API version sticks to the client id: a request without `x-api-version` gets the version that the client id used last. The subgraph sends `CRO_API_VERSION`, by default `2023/04/19`, and so moves every program that shares its client id and sends none. Give the subgraph a client id of its own, or set the version that the others use. `CRO_API_VERSION=none` sends no version.',
      'The newest reference lists no page parameters for contacts. The subgraph sends them, and reads a list that rejects them once more without.',
    ],
    customerId: { ...POSITIVE_INT64, example: '1001' },
  },
  limits: {
    concurrency: 5,
  },

  configure(env: Env): ProviderSettings | undefined {
    const oauth = ['CRO_REFRESH_TOKEN', 'CRO_CLIENT_ID', 'CRO_CLIENT_SECRET', 'CRO_TOKEN_URL'];
    if (!env.hasAny('CRO_ACCESS_TOKEN', 'CRO_TENANT_ID', 'CRO_API_VERSION', 'CRO_URL', ...oauth))
      return undefined;
    const variables = {
      CRO_TENANT_ID: env.integer('CRO_TENANT_ID', { min: 1, max: Number.MAX_SAFE_INTEGER }),
    };
    const version = env.oneOf('CRO_API_VERSION', [...API_VERSIONS, NO_VERSION]) ?? '2023/04/19';
    const baseUrl = env.url('CRO_URL', { adds: ['customers', 'contacts'] }) ?? 'https://api.crosoftware.net';
    const authorization = env.hasAny(...oauth) ? refreshing(env) : fixed(env);
    const set = env.require(variables, 'CRO Software is configured in part');
    if (!authorization || !set) return undefined;
    const tenantId = String(set.CRO_TENANT_ID);
    return {
      baseUrl,
      account: tenantId,
      headers: { ...(version !== NO_VERSION && { 'x-api-version': version }), 'x-tenant-id': tenantId },
      authorization,
    };
  },

  fields,
  wireName: (wire) => wire,
  omitsUnset: false,

  write: {
    options: {
      key: 'cro',
      typeName: 'CroContactOptions',
      description: 'Which tenant the call is for.',
      fields: {
        tenantId: integerOption(
          {
            title: 'Tenant',
            description:
              'Overrides the configured tenant. A contact added to another one cannot be read back through contact(id), which asks the configured tenant.',
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

function fixed(env: Env): ProviderSettings['authorization'] | undefined {
  const token = env.secret('CRO_ACCESS_TOKEN', TOKEN);
  const set = env.require({ CRO_ACCESS_TOKEN: token }, 'CRO Software is configured in part');
  return set && (() => fixedAuthorization({ authorization: `Bearer ${set.CRO_ACCESS_TOKEN}` }));
}

function refreshing(env: Env): ProviderSettings['authorization'] | undefined {
  if (env.hasAny('CRO_ACCESS_TOKEN')) {
    return env.problem('CRO_ACCESS_TOKEN and CRO_REFRESH_TOKEN are both set; keep one');
  }
  const variables = {
    CRO_REFRESH_TOKEN: env.secret('CRO_REFRESH_TOKEN'),
    CRO_CLIENT_ID: env.secret('CRO_CLIENT_ID'),
    CRO_CLIENT_SECRET: env.secret('CRO_CLIENT_SECRET'),
    CRO_TOKEN_URL: env.url('CRO_TOKEN_URL'),
  };
  const set = env.require(variables, 'CRO Software is configured with a refresh token in part');
  if (!set) return undefined;
  const grant = {
    vendor: 'CRO',
    tokenUrl: set.CRO_TOKEN_URL,
    clientId: set.CRO_CLIENT_ID,
    clientSecret: set.CRO_CLIENT_SECRET,
    // Whether the vendor replaces it is not documented; OAuth 2.0 lets it.
    refreshToken: set.CRO_REFRESH_TOKEN,
  };
  return (_client, openClient, tokens) => refreshTokenGrant(grant, openClient, tokens);
}
