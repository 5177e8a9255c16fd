/**
 * CRO Software, `POST /customers/{customer_id}/contacts`.
 * https://docs.crosoftware.net/ (Customer contacts, Create Contact)
 *
 * JSON both ways, a bearer token of a person's login and the id of a tenant. The token is fixed, or had from
 * a refresh token.
 * Unusual: one full name, several email addresses in one text, one error at a time and no error codes.
 * Without `x-api-version` the vendor takes the version that the client id used last, so one is sent unless
 * the operator says none. Limits, retries and an idempotency key are not documented.
 */
import type { Env } from '../../config/env.js';
import { getOwn } from '../../mapping/field-table.js';
import { integerOption } from '../../mapping/options.js';
import { fixedAuthorization, TokenAuthorization } from '../../vendor-http/authorization.js';
import { RotatingToken } from '../../vendor-http/rotating-token.js';
import type { Provider, ProviderSettings, VendorError } from '../driver.js';
import { POSITIVE_INT64 } from '../id-rule.js';
import { detailText, errorKinds, fieldText, parseError } from './errors.js';
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
    customerId: {
      format: 'a positive 64-bit integer',
      example: '1001',
      ...POSITIVE_INT64,
    },
  },
  limits: {
    concurrency: 5,
  },

  configure(env: Env): ProviderSettings | undefined {
    const oauth = ['CRO_REFRESH_TOKEN', 'CRO_CLIENT_ID', 'CRO_CLIENT_SECRET', 'CRO_TOKEN_URL'];
    if (!env.hasAny('CRO_ACCESS_TOKEN', 'CRO_TENANT_ID', 'CRO_API_VERSION', 'CRO_URL', ...oauth))
      return undefined;
    const tenantId = env.integer('CRO_TENANT_ID', { min: 1, max: Number.MAX_SAFE_INTEGER });
    const version = env.oneOf('CRO_API_VERSION', [...API_VERSIONS, NO_VERSION]) ?? '2023/04/19';
    const baseUrl = env.url('CRO_URL', { adds: ['customers', 'contacts'] }) ?? 'https://api.crosoftware.net';
    const authorization = env.hasAny(...oauth) ? refreshing(env) : fixed(env);
    env.require({ CRO_TENANT_ID: tenantId }, 'CRO Software is configured in part');
    if (!authorization || tenantId === undefined) return undefined;
    return {
      baseUrl,
      account: String(tenantId),
      headers: {
        ...(version !== NO_VERSION && { 'x-api-version': version }),
        'x-tenant-id': String(tenantId),
      },
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

    add: {
      request: (call) => ({
        method: 'POST',
        segments: ['customers', call.customerId, 'contacts'],
        body: { json: call.wire },
      }),

      unwrap: ({ json }) => parseContact(json),
    },

    update: {
      request: ({ customerId, externalId, wire }) => ({
        method: 'PATCH',
        segments: ['customers', customerId, 'contacts', externalId],
        body: { json: wire },
      }),

      unwrap: ({ json }) => parseContact(json),
    },
  },

  parseErrors(reply): readonly VendorError[] {
    const kind = getOwn(errorKinds, String(reply.status));
    const body = kind && parseError(reply.json);
    if (!body) return [];
    const message = body.detail ?? body.explanation;
    const field = fieldText.exec(body.field ?? body.title ?? '')?.[1] ?? detailText.exec(message ?? '')?.[1];
    const errorBase = { code: String(reply.status), message };
    return reply.status === 400 && field
      ? [{ ...errorBase, kind: 'FIELD_REFUSED', field }]
      : [{ ...errorBase, kind }];
  },

  read,

  // Not documented.
  idempotency: {
    native: false,
    graceMs: 120_000,
  },
};

function fixed(env: Env): ProviderSettings['authorization'] | undefined {
  const token = env.secret('CRO_ACCESS_TOKEN', TOKEN);
  env.require({ CRO_ACCESS_TOKEN: token }, 'CRO Software is configured in part');
  return token === undefined ? undefined : () => fixedAuthorization({ authorization: `Bearer ${token}` });
}

function refreshing(env: Env): ProviderSettings['authorization'] | undefined {
  if (env.hasAny('CRO_ACCESS_TOKEN')) {
    return env.problem('CRO_ACCESS_TOKEN and CRO_REFRESH_TOKEN are both set; keep one');
  }
  const first = env.secret('CRO_REFRESH_TOKEN');
  const clientId = env.secret('CRO_CLIENT_ID');
  const clientSecret = env.secret('CRO_CLIENT_SECRET');
  const tokenUrl = env.url('CRO_TOKEN_URL');
  env.require(
    {
      CRO_REFRESH_TOKEN: first,
      CRO_CLIENT_ID: clientId,
      CRO_CLIENT_SECRET: clientSecret,
      CRO_TOKEN_URL: tokenUrl,
    },
    'CRO Software is configured with a refresh token in part',
  );
  if (!first || !clientId || !clientSecret || !tokenUrl) return undefined;
  const { origin, pathname } = new URL(tokenUrl);
  return (_client, openClient, tokens) =>
    new TokenAuthorization({
      client: openClient(origin),
      path: pathname,
      // Whether the vendor replaces refresh tokens is not documented; OAuth 2.0 lets it.
      refreshToken: new RotatingToken(tokens, { vendor: 'CRO', tokenUrl, clientId, clientSecret }, first),
      form: (refreshToken = first) => ({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
}
