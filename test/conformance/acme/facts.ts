/** What tests, documentation and examples know about Acme CRM. */
import type { ProviderFacts } from '../../../src/providers/facts.js';

export const facts: ProviderFacts = {
  environment: (origin) => ({ ACME_KEY: 'test_key', ACME_URL: `${origin}/v7` }),
  credentials: (origin) => ({ ACME_KEY: 'acme+live/KEY-0123456789', ACME_URL: `${origin}/v7` }),
  settings: [['`ACME_KEY`, `ACME_URL`', 'The key, and the address up to and including `/v7`.']],
  sample: { customerId: 'AC-1', input: { name: 'Ada Lovelace' } },
  samples: { 'address.country': 'GB' },
  wire: {
    headers: ['acme-key', 'acme-team', 'content-type'],
    body: ['set', 'clear'],
    answer: ['personId', 'error', 'type', 'param', 'text'],
    replyNames: {
      full_name: 'displayName',
      mail: 'emailAddress',
      tel: 'workPhone',
      cell: 'mobilePhone',
      country_code: 'country',
      active: 'isActive',
    },
  },
  fields: [
    'name full_name 40',
    'firstName full_name 40',
    'lastName full_name 40',
    'emails.address mail 60',
    'phones.number WORK tel 16',
    'phones.number MOBILE cell 16',
    'phones.kind tel, cell',
    'address.country country_code 2 2',
    'enabled active',
  ],
  lists: ['emails.address 1', 'phones.number 2', 'phones.kind 2 WORK MOBILE'],
  conformance: {
    unasked: {
      body: { active: 'the vendor would disable the contact' },
      headers: { 'acme-key': 'the API key' },
    },
    options: {
      team: {
        good: [{ value: 'x'.repeat(10), seen: { header: 'acme-team' }, as: 'x'.repeat(10) }],
        bad: [
          ['x'.repeat(11), 'TOO_LONG'],
          ['', 'TOO_SHORT'],
          ['é', 'FORMAT'],
        ],
      },
    },
    excused: { position: 'people have no order', 'custom fields': 'people have none' },
  },
  sandbox: {
    about: [
      'Variables: `ACME_KEY=acme-sandbox-key`, and the printed URL as `ACME_URL`. `AC-2` has 120 people.',
    ],
    customers: [
      ['AC-1', 'keeps the contact', 'AddContactSuccess'],
      ['AC-2', 'keeps the contact', 'AddContactSuccess'],
      ['AC-404', '404 `not_found` about `customer`', 'ContactCustomerNotFoundError'],
      ['AC-900', '429 `rate` without `Retry-After`', 'ContactProviderRateLimitedError'],
      ['AC-901', '429 `rate` with `Retry-After: 9`', 'ContactProviderRateLimitedError'],
      ['AC-902', '500 `broken`', 'ContactOutcomeUnknownError'],
      ['AC-903', '401 `authentication`', 'ContactProviderAccessError'],
      ['AC-904', '403 `permission`', 'ContactProviderAccessError'],
      ['AC-905', '503 `closed`', 'ContactProviderUnavailableError'],
      ['AC-906', '200 with the error `not_saved`', 'ContactProviderRejectedError'],
      ['AC-907', '409 `policy_7731`', 'ContactProviderRejectedError'],
      ['AC-908', 'cuts the connection, keeps nothing', 'ContactOutcomeUnknownError'],
      ['AC-909', 'keeps the contact, cuts the connection', 'ContactOutcomeUnknownError'],
      ['AC-910', 'keeps the contact, answers 500', 'ContactOutcomeUnknownError'],
      ['AC-911', 'keeps the contact, answers two seconds late', 'AddContactSuccess'],
      ['AC-912', 'keeps the contact, never answers', 'ContactOutcomeUnknownError'],
      ['AC-913', 'keeps the contact, answers an HTML page', 'ContactOutcomeUnknownError'],
      ['AC-914', 'keeps the contact, ends its answer half way', 'ContactOutcomeUnknownError'],
    ],
    notes: ['Acme CRM has no duplicates.'],
    assumptions: ['a page has 50 people'],
  },
  emulated: {
    customer: (number) => `AC-${1000 + number}`,
    contact: (number) => ({ full_name: `Person ${number}` }),
    contactId: (number) => String(number + 1),
    absentContact: '99999999',
    order: 'OLDEST_FIRST',
    paths: { list: /\/people(?:\?|$)/ },
    pages: { byNumber: 'page' },
    page: ({ ids }) => ids.map((id) => ({ personId: Number(id), fullName: 'Ada' })),
  },
  inferred: [],
  readme: {
    customerId: '`AC-` and digits',
    needs: 'a name, or its parts',
    keeps: 'country, enabled, two numbers',
  },
  example: {
    about:
      'Adds a contact with a country at Acme CRM. Next: write the country out; the violation says what is expected.',
    input: {
      name: 'Ada Lovelace',
      emails: [{ address: 'ada@example.com' }],
      phones: [{ number: '+442079460', kind: 'MOBILE' }],
      address: { country: 'GB' },
      enabled: true,
    },
    next: { change: { address: { country: 'Britain' } }, member: 'ContactInputInvalidError' },
  },
};
