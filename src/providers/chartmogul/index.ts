/**
 * ChartMogul API v1, `POST /v1/customers/{uuid}/contacts`.
 *
 * JSON both ways, HTTP Basic with the API key as the user.
 *
 * Unusual: every contact belongs to a data source, so `data_source_uuid` is required too: from the option,
 * else the configured one, else the customer's own, which costs a read. Custom attributes are sent as a list
 * and returned as a map, and undefined ones are dropped without an error. Errors have four formats. 503 may
 * mean too many parallel connections, but looks like an outage.
 */
import { textOption } from '../../mapping/options.js';
import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { basicAuthorization } from '../../vendor-http/authorization.js';
import { configuredBy, optional, secret, text, url } from '../configure.js';
import type { Provider } from '../driver.js';
import { get, remove, send } from '../requests.js';
import { parseErrors } from './errors.js';
import { fields } from './fields.js';
import { parseContact, read } from './reads.js';

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const CUSTOMER = new RegExp(`^cus_${UUID}$`, 'u');
const DATA_SOURCE = { pattern: new RegExp(`^ds_${UUID}$`, 'u'), expected: 'ds_ and a UUID' };
const parseCustomer = parserOf(objectOf({ data_source_uuid: maybeText }));

export const chartmogul: Provider = {
  id: 'CHARTMOGUL',
  name: 'ChartMogul',
  info: {
    documentationUrl: 'https://dev.chartmogul.com/reference/customers/add-contact',
    notes: [
      'ChartMogul lists adding a contact as an event after which it may merge customers automatically. Accounts opened since 2024-05-21 merge customers that share an external id or a domain. ChartMogul does not document whether a contact added through the API triggers a merge. A merge cannot be undone: a stored customer id may then belong to a customer that no longer exists.',
      'A merged contact may be returned without its customer. The subgraph then looks for it in the list of the customer in its id.',
      'ChartMogul moved its documentation to `/reference/customers/...` and `/reference/contacts/...`; older URLs may not redirect.',
    ],
    customerId: {
      format: 'cus_ and a UUID',
      example: 'cus_00000000-0000-4000-8000-000000000001',
      pattern: CUSTOMER,
    },
  },
  limits: {
    // The vendor answers 503 above 20 parallel requests and 429 above 40 per second.
    concurrency: 20,
    ratePerSecond: 40,
  },

  configure: configuredBy(
    'ChartMogul',
    {
      CHARTMOGUL_API_KEY: secret(),
      CHARTMOGUL_URL: optional(
        url({ adds: ['customers', 'contacts'], at: { host: /\.chartmogul\.com$/, path: '/v1' } }),
      ),
      CHARTMOGUL_DATA_SOURCE_UUID: optional(text(DATA_SOURCE)),
    },
    ({ CHARTMOGUL_API_KEY, CHARTMOGUL_URL, CHARTMOGUL_DATA_SOURCE_UUID: dataSourceUuid }) => ({
      baseUrl: CHARTMOGUL_URL ?? 'https://api.chartmogul.com/v1',
      authorization: () => basicAuthorization(CHARTMOGUL_API_KEY),
      ...(dataSourceUuid !== undefined && { optionDefaults: { dataSourceUuid } }),
    }),
  ),

  fields,
  wireName: (wire) => wire,
  omitsUnset: false,

  write: {
    options: {
      key: 'chartmogul',
      typeName: 'ChartMogulContactOptions',
      description: "The customer's data source that the contact belongs to.",
      fields: {
        dataSourceUuid: textOption(
          {
            title: 'Data source',
            description: 'Overrides the configured data source, or the one that the customer came from.',
            wire: 'data_source_uuid',
            inBody: true,
            addOnly: true,
            needs: 'SCOPE',
            example: 'ds_00000000-0000-4000-8000-000000000001',
          },
          DATA_SOURCE,
        ),
      },
    },

    unwrap: ({ json }) => parseContact(json),

    add: {
      async prepare(call, vendor) {
        const { dataSourceUuid } = call.options;
        if (dataSourceUuid) return { data_source_uuid: String(dataSourceUuid), ...call.wire };
        const customer = await vendor.read(get(['customers', call.customerId]), parseCustomer);
        if (!customer) return null;
        // The vendor itself rejects a customer without a data source.
        const { data_source_uuid } = customer;
        return { ...(data_source_uuid !== undefined && { data_source_uuid }), ...call.wire };
      },

      request: ({ customerId, wire }) => send('POST', ['customers', customerId, 'contacts'], wire),
    },

    update: {
      request: ({ externalId, wire }) => send('PATCH', ['contacts', externalId], wire),
    },

    remove: {
      request: ({ externalId }) => remove(['contacts', externalId]),

      // Recordings show an empty object, the page on statuses an answer without a body.
      confirms: ({ status, json }) => status === 204 || JSON.stringify(json) === '{}',
    },
  },

  parseErrors,
  read,

  // Not documented; the vendor's own client waits up to 120 seconds for an answer.
  idempotency: {
    graceMs: 120_000,
  },
};
