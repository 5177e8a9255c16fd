/** ChartMogul's facts for tests, docs and examples. */
import type { ProviderFacts } from '../facts.js';
import { inferred } from './inferred-facts.js';

export const facts: ProviderFacts = {
  environment: (origin) => ({
    CHARTMOGUL_API_KEY: 'test_key',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff46',
    CHARTMOGUL_URL: `${origin}/v1`,
  }),
  credentials: (origin) => ({
    CHARTMOGUL_API_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_03cfd2c4-2c7e-11ee-ab23-cb0f008cff46',
    CHARTMOGUL_URL: `${origin}/v1`,
  }),
  settings: [
    [
      '`CHARTMOGUL_API_KEY`, `CHARTMOGUL_DATA_SOURCE_UUID`',
      'The key, and the default data source of contacts. `CHARTMOGUL_URL` overrides `https://api.chartmogul.com/v1`.',
    ],
  ],
  sample: {
    customerId: 'cus_23740208-2c7e-11ee-9ea2-ffd2435982bb',
    input: { emails: [{ address: 'ada@example.com' }] },
  },
  wire: {
    headers: ['authorization', 'content-type'],
    body: ['data_source_uuid', 'key', 'value'],
    changes: ['uuid'],
    answer: ['uuid', 'message', 'param', 'error', 'errors', 'error_details', 'code'],
  },
  fields: [
    'firstName first_name 10000',
    'lastName last_name 10000',
    'jobTitle title 10000',
    'emails.address email 254',
    'phones.number phone 10000',
    'notes notes 65536',
    'position position',
    'socialProfiles.linkedIn linked_in 10000',
    'socialProfiles.twitter twitter 10000',
    'customFields.name custom 10000',
    'customFields.value custom 65536',
  ],
  lists: ['emails.address 1', 'phones.number 1', 'customFields.name 100', 'customFields.value 100'],
  conformance: {
    unasked: {
      body: { data_source_uuid: 'a contact belongs to a data source' },
      headers: { authorization: 'the API key' },
    },
    options: {
      dataSourceUuid: {
        good: [
          {
            value: 'ds_00000000-0000-4000-8000-000000000002',
            customerId: 'cus_00000000-0000-4000-8000-000000000002',
            seen: { member: 'data_source_uuid' },
            as: 'ds_00000000-0000-4000-8000-000000000002',
          },
        ],
        bad: [
          ['ds_1', 'FORMAT'],
          ['00000000-0000-4000-8000-000000000002', 'FORMAT'],
          ['ds_00000000-0000-4000-8000-000000000002\n', 'FORMAT'],
        ],
      },
    },
    customFields: [
      { name: 'Toggle', value: true },
      { name: 'Department', value: 'Engines & Co.' },
      { name: 'Seats', value: 12.5 },
      { name: 'Birthday', value: '1815-12-10' },
    ],
    oddCustomerIds: ['cus_ABCDEF00-0000-4000-8000-00000000ABCD'],
    excused: {
      'required fields': 'all of them are optional',
      'length limits': 'the vendor documents none',
      'addresses at their limit': 'the vendor documents none',
      'fault MAINTENANCE': 'the vendor documents no such response',
      'fault ERROR_IN_200': 'every error has its own status',
    },
  },
  sandbox: {
    about: [
      "Variables: `CHARTMOGUL_API_KEY=chartmogul-sandbox-key`, `CHARTMOGUL_DATA_SOURCE_UUID=ds_00000000-0000-4000-8000-000000000001`, and the printed URL as `CHARTMOGUL_URL`. A data source uuid in the subgraph's own variable replaces the published one.",
    ],
    customers: [
      [
        'cus_00000000-0000-4000-8000-000000000001',
        'an ordinary customer, external id `acme`',
        'AddContactSuccess',
      ],
      [
        'cus_00000000-0000-4000-8000-000000000002',
        'an ordinary customer, external id `globex`, of two data sources',
        'AddContactSuccess',
      ],
      [
        'cus_00000000-0000-4000-8000-000000000003',
        'a customer, external id `initech`, only of another data source: 400, parameter `data_source_uuid`',
        'ContactProviderAccessError',
      ],
      ['cus_00000000-0000-4000-8000-000000000404', 'does not exist: 404', 'ContactCustomerNotFoundError'],
      [
        'cus_fa017000-0000-4000-8000-000009000401',
        '401 `No valid API key provided`',
        'ContactProviderAccessError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000422',
        '402: "request failed though the parameters were valid"',
        'ContactProviderRejectedError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000403',
        '403: the trial account has expired',
        'ContactProviderAccessError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000429',
        '429 without `Retry-After`',
        'ContactProviderRateLimitedError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009001429',
        '429 with `Retry-After: 30`, a header that ChartMogul does not document',
        'ContactProviderRateLimitedError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009001503',
        '503 on writes: too many parallel connections, nothing is stored',
        'ContactOutcomeUnknownError',
      ],
      ['cus_fa017000-0000-4000-8000-000009000500', '500, nothing is stored', 'ContactOutcomeUnknownError'],
      [
        'cus_fa017000-0000-4000-8000-000009001500',
        'stores the contact, then 500',
        'ContactOutcomeUnknownError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000001',
        'cuts the connection, nothing is stored',
        'ContactOutcomeUnknownError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000002',
        'stores the contact, then cuts the connection',
        'ContactOutcomeUnknownError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000004',
        'stores the contact and never answers',
        'ContactOutcomeUnknownError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000005',
        'stores the contact, then answers an HTML page with status 200',
        'ContactOutcomeUnknownError',
      ],
      [
        'cus_fa017000-0000-4000-8000-000009000006',
        'stores the contact, then ends the response halfway',
        'ContactOutcomeUnknownError',
      ],
      ['cus_fa017000-0000-4000-8000-000009000003', 'answers normally after two seconds', 'AddContactSuccess'],
    ],
    notes: [
      'The account has defined these custom attributes. Any other key is silently dropped, as ChartMogul does. Names are case-sensitive.\n\n- `Toggle`, a boolean, also given as `TRUE`, `true`, `t`, `1`, `FALSE`, `false`, `f` or `0`\n- `Department` and `Region`, texts of up to 255 characters\n- `Seats`, a number\n- `Birthday`, a date or time in ISO 8601',
      'ChartMogul has no response for maintenance, no error with status 200, and no duplicates.',
    ],
    assumptions: [
      'a data source that is not one of the customer\'s gets 400 `Parameter "data_source_uuid" does not have a valid value`',
      'a member with an unknown name gets 400',
      'the standard fields have no maximum length, and an email address has no format',
      'the nested form of an add returns 201, like the recorded flat form',
      'attributes that an update does not name do not change',
      'an empty page has the cursor null',
    ],
  },
  emulated: {
    customer: (number) => `cus_00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    contact: (number) => ({ email: `desk-${number}@example.com` }),
    contactId: (number) => `con_00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    absentContact: 'con_ffffffff-0000-4000-8000-000000000000',
    order: 'NEWEST_FIRST',
    paths: { list: /\/customers\/[^/]+\/contacts(?:\?|$)/, single: /\/contacts\/[^/?]+$/ },
    pages: 'BY_CURSOR',
    page: ({ customerId, ids, next }) => ({
      entries: ids.map((uuid) => ({ uuid, customer_uuid: customerId, custom: {} })),
      cursor: next,
      has_more: next !== undefined,
    }),
  },
  inferred,
  readme: {
    customerId: '`cus_` and a UUID',
    needs: 'nothing; the data source comes from the option, the settings or the customer',
    keeps: 'job title, notes, position, LinkedIn, Twitter, custom fields',
  },
  example: {
    about:
      'Adds a contact with notes, profiles, and custom fields; `fields` reports NOT_KEPT for the one that the ChartMogul account has not defined. Next: set `position` to 0.',
    input: {
      firstName: 'Adam',
      lastName: 'Smith',
      jobTitle: 'Chief Executive Officer',
      emails: [{ address: 'adam@smith.example.com' }],
      phones: [{ number: '+1 555 010 0199' }],
      notes: 'Prefers a call before noon.\nDecides about renewals.',
      position: 1,
      socialProfiles: {
        linkedIn: 'https://linkedin.com/in/adam-smith-example',
        twitter: 'https://twitter.com/adam_smith_example',
      },
      customFields: [
        { name: 'Department', value: 'Finance' },
        { name: 'Toggle', value: true },
        { name: 'Shoe size', value: 44 },
      ],
    },
    next: { change: { position: 0 }, member: 'ContactInputInvalidError' },
  },
};
