/** CRO Software's facts for tests, docs and examples. */
import type { ProviderFacts } from '../facts.js';
import { inferred } from './inferred-facts.js';

export const facts: ProviderFacts = {
  environment: (origin) => ({ CRO_ACCESS_TOKEN: 'aaa.bbb.ccc', CRO_TENANT_ID: '7', CRO_URL: origin }),
  account: '7',
  credentials: (origin) => ({
    CRO_REFRESH_TOKEN: 'cro-refresh-7Hq2',
    CRO_CLIENT_ID: 'cro-client-91Xz',
    CRO_CLIENT_SECRET: 'cro-client-secret-55Ab',
    CRO_TOKEN_URL: `${origin}/cro/token`,
    CRO_TENANT_ID: '7',
    CRO_URL: origin,
  }),
  settings: [
    [
      '`CRO_ACCESS_TOKEN`, `CRO_TENANT_ID`',
      'A fixed token and a tenant. `CRO_URL` defaults to `https://api.crosoftware.net`.',
    ],
    [
      '`CRO_REFRESH_TOKEN`, `CRO_CLIENT_ID`, `CRO_CLIENT_SECRET`, `CRO_TOKEN_URL`',
      'Instead of a fixed token: OAuth with a refresh token. See [refresh tokens](store.md#refresh-tokens).',
    ],
    [
      '`CRO_API_VERSION`',
      '`2023/04/19` by default. `none` sends no version. CRO remembers the version per client id: every program that shares the id and sends no version moves to it.',
    ],
  ],
  sample: { customerId: '1', input: { name: 'Ada' } },
  wire: {
    headers: ['authorization', 'content-type', 'x-tenant-id', 'x-api-version'],
    body: [],
    changes: ['id', 'field'],
    answer: ['id', 'field', 'title'],
  },
  fields: [
    'name name 128',
    'firstName name 128',
    'lastName name 128',
    'emails.address email 256',
    'phones.number number 90',
    'phones.number FAX fax 15 7',
    'phones.kind fax',
    'notifications notify_on_new_request, notify_on_acknowledged_request, notify_on_dispatched_request, notify_on_completed_request, notify_on_failed_request',
  ],
  lists: [
    'emails.address 100',
    'phones.number 2',
    'phones.kind 2 FAX',
    'notifications 100 NEW_REQUEST ACKNOWLEDGED_REQUEST DISPATCHED_REQUEST COMPLETED_REQUEST FAILED_REQUEST',
  ],
  conformance: {
    unasked: {
      body: {},
      headers: {
        authorization: 'the access token',
        'x-api-version': 'without it the vendor uses its oldest version',
        'x-tenant-id': 'the vendor needs it',
      },
    },
    options: {
      tenantId: {
        good: [{ value: 7, seen: { header: 'x-tenant-id' }, as: '7' }],
        bad: [
          [0, 'RANGE'],
          [-1, 'RANGE'],
        ],
      },
    },
    oddCustomerIds: ['1', '2147483648', '9223372036854775807'],
    excused: {
      'required fields': 'all of them are optional',
      'addresses at their limit': 'the limit applies to all addresses together',
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      'fault ERROR_IN_200': 'every error has its own status',
    },
  },
  sandbox: {
    about: [
      'Variables: `CRO_ACCESS_TOKEN=cro.sandbox.token`, `CRO_TENANT_ID=7`, and the printed URL as `CRO_URL`. Instead of the access token: `CRO_REFRESH_TOKEN=cro-sandbox-refresh-token`, `CRO_CLIENT_ID=cro-sandbox-client`, `CRO_CLIENT_SECRET=cro-sandbox-secret`, and the printed URL followed by `/oauth2/token` as `CRO_TOKEN_URL`. A token issued there is valid for an hour. Emulated: `/customers/{id}/contacts` and `/customers/{id}/contacts/{id}`.',
      'Customer `1002` has two contacts, `1003` has 120, and every other customer starts empty.',
    ],
    customers: [
      ['1001', 'Stores the contact', 'AddContactSuccess'],
      ['1002', 'Stores the contact', 'AddContactSuccess'],
      ['1003', 'Stores the contact', 'AddContactSuccess'],
      ['404404', 'Status 404: the customer does not exist', 'ContactCustomerNotFoundError'],
      [
        '9000429',
        "Status 429; CRO documents no limit, so this is a gateway's",
        'ContactProviderRateLimitedError',
      ],
      ['9001429', 'Status 429 with `Retry-After: 30`', 'ContactProviderRateLimitedError'],
      ['9000401', 'Status 401, although the token is valid', 'ContactProviderAccessError'],
      ['9000403', 'Status 403: the role is missing', 'ContactProviderAccessError'],
      ['9000400', 'Status 400 about the name', 'ContactInputInvalidError'],
      ['9001400', 'Status 400 about the name, in the format used until 2021', 'ContactInputInvalidError'],
      [
        '9000409',
        'Status 409, whose meaning for contacts CRO does not document',
        'ContactProviderRejectedError',
      ],
      ['9000422', 'Status 422, which CRO does not document, about no field', 'ContactProviderRejectedError'],
      ['9000500', 'Status 500', 'ContactOutcomeUnknownError'],
      ['9001500', 'Stores the contact, answers status 500', 'ContactOutcomeUnknownError'],
      ['9000503', 'Status 503 with an HTML page', 'ContactOutcomeUnknownError'],
      ['9000001', 'Cuts the connection, stores nothing', 'ContactOutcomeUnknownError'],
      ['9000002', 'Stores the contact, cuts the connection', 'ContactOutcomeUnknownError'],
      ['9000003', 'Stores the contact, answers two seconds late', 'AddContactSuccess'],
      ['9000004', 'Stores the contact, never answers', 'ContactOutcomeUnknownError'],
      ['9000005', 'Stores the contact, answers an HTML page with status 200', 'ContactOutcomeUnknownError'],
      ['9000006', 'Stores the contact, ends its response halfway', 'ContactOutcomeUnknownError'],
    ],
    notes: [
      'The errors at `9000400`, `9001400` and `9000409` occur on writes only.',
      'CRO never reports an error with status 200.',
    ],
    assumptions: [
      'rate limits, maintenance and conflicts of contacts are as above',
      '`field` is empty in an error that concerns no field',
      'another content type gets status 400',
      'a page has 100 contacts unless `page_limit` is given',
      'a refresh token stays valid',
    ],
  },
  emulated: {
    customer: (number) => String(1000 + number),
    contact: (number) => ({ name: `Desk ${number}` }),
    contactId: (number) => String(number + 1),
    absentContact: '99999999',
    order: 'OLDEST_FIRST',
    paths: { list: /\/contacts(?:\?|$)/, single: /\/contacts\/[^/?]+$/ },
    pages: { byNumber: 'page_index' },
    page: ({ number, ids, next }) => ({
      current_limit: 100,
      current_page: number,
      results: ids.map((id) => ({ id: Number(id), name: 'Ada' })),
      total_count: next === undefined ? ids.length : 100_000,
      total_pages: next === undefined ? number : 1000,
    }),
    emptyForNobody: 'the list has no 404 among its statuses',
  },
  inferred,
  readme: {
    customerId: 'positive integer',
    needs: 'nothing',
    keeps: 'several addresses, fax, notifications of requests',
  },
  example: {
    about:
      'Adds a contact with two email addresses and a fax number at CRO. Next: replace `name` with `firstName` and `lastName`; `fields` shows how CRO stores them.',
    input: {
      name: 'Jordan Reyes',
      emails: [{ address: 'dispatch@reyes.example.com' }, { address: 'jordan@reyes.example.com' }],
      phones: [{ number: '555-010-0147' }, { number: '555-010-0148', kind: 'FAX' }],
      notifications: ['NEW_REQUEST', 'COMPLETED_REQUEST', 'FAILED_REQUEST'],
    },
    next: { change: { name: null, firstName: 'Jordan', lastName: 'Reyes' }, member: 'AddContactSuccess' },
  },
};
