/** RPM Software's facts for tests, docs and examples. */
import type { ProviderFacts } from '../facts.js';
import { inferred } from './inferred-facts.js';

export const facts: ProviderFacts = {
  environment: (origin) => ({
    RPM_API_KEY: 'f3a1c9de-0000-4000-8000-000000000000',
    RPM_URL: `${origin}/rpm`,
  }),
  credentials: (origin) => ({
    RPM_API_KEY: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    RPM_URL: `${origin}/rpm`,
  }),
  settings: [['`RPM_API_KEY`, `RPM_URL`', 'The key, and the address up to and including `/rpm`.']],
  sample: { customerId: '123', input: { firstName: 'Ada' } },
  wire: {
    headers: ['rpmapikey', 'content-type'],
    body: ['Contact', 'CustomerID', 'PhoneNumbers', 'IsPrimary'],
    changes: ['Result', 'Contact', 'ContactID', 'Error', 'Message'],
    answer: ['Result', 'Contact', 'ContactID', 'PhoneNumbers', 'Error', 'Message'],
    notAnswered: { IsPrimary: 'the response does not include it' },
  },
  fields: [
    'firstName Contact.FirstName 10000',
    'lastName Contact.LastName 10000',
    'salutation Contact.Salutation 10000',
    'jobTitle Contact.Title 10000',
    'emails.address Contact.Email 254',
    'phones.number Contact.PhoneNumbers.Number 10000',
    'phones.kind Contact.PhoneNumbers.Type',
    'primary IsPrimary',
  ],
  lists: ['emails.address 1', 'phones.number 4', 'phones.kind 4 WORK HOME FAX OTHER'],
  conformance: {
    unasked: {
      body: { CustomerID: 'the customer is part of the body' },
      headers: { rpmapikey: 'the API key' },
    },
    sentBack: Object.fromEntries(
      ['firstName', 'lastName', 'salutation', 'jobTitle', 'phones'].map((field) => [
        field,
        'the vendor clears omitted fields',
      ]),
    ),
    oddCustomerIds: ['1', '2147483647'],
    excused: {
      'required fields': 'all of them are optional',
      'length limits': 'the vendor documents none',
      'addresses at their limit': 'the vendor documents none',
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      options: 'the vendor has no options',
      'fault RATE_LIMITED_WITH_RETRY_AFTER': 'the vendor does not state a wait',
    },
  },
  sandbox: {
    about: [
      'Variables: `RPM_API_KEY=6f1d2c3b-4a59-4687-8756-000000000001`, and the printed URL as `RPM_URL`. Emulated below `/rpm/api2.svc`: `CustomerContactAdd`, `CustomerContactEdit`, `Customer`, `Customers`, `Info`.',
      'Customer `2002` has two contacts, `2003` has 45, and every other customer starts empty.',
    ],
    customers: [
      ['2001', 'Stores the contact', 'AddContactSuccess'],
      ['2002', 'Stores the contact', 'AddContactSuccess'],
      ['2003', 'Stores the contact', 'AddContactSuccess'],
      ['404404', 'Says "Customer not found"', 'ContactCustomerNotFoundError'],
      ['9000429', 'Says "API daily limit reached"', 'ContactProviderRateLimitedError'],
      ['9000401', 'Says "Key not found", although the key is valid', 'ContactProviderAccessError'],
      ['9000403', 'Says "Permission denied"', 'ContactProviderAccessError'],
      ['9001403', 'Says "Unauthorized user"', 'ContactProviderAccessError'],
      [
        '9000400',
        'Says "Unrecognized type for phone number", with or without one: `ContactInputInvalidError` if a number with a kind was given, otherwise no value is at fault',
        'ContactProviderRejectedError',
      ],
      [
        '9000200',
        'Says "The contact could not be saved", a text it does not document',
        'ContactProviderRejectedError',
      ],
      [
        '9000422',
        'Says "Policy 7731 does not allow this", a text it does not document',
        'ContactProviderRejectedError',
      ],
      ['9000500', 'Status 500 with an HTML page', 'ContactOutcomeUnknownError'],
      ['9001500', 'Stores the contact, answers status 500 with an HTML page', 'ContactOutcomeUnknownError'],
      ['9000503', 'Status 503 with an HTML page', 'ContactOutcomeUnknownError'],
      ['9000001', 'Cuts the connection, stores nothing', 'ContactOutcomeUnknownError'],
      ['9000002', 'Stores the contact, cuts the connection', 'ContactOutcomeUnknownError'],
      ['9000003', 'Stores the contact, answers two seconds late', 'AddContactSuccess'],
      ['9000004', 'Stores the contact, never answers', 'ContactOutcomeUnknownError'],
      ['9000005', 'Stores the contact, answers an HTML page with status 200', 'ContactOutcomeUnknownError'],
      ['9000006', 'Stores the contact, ends its response halfway', 'ContactOutcomeUnknownError'],
    ],
    notes: [
      'The errors at `9001403` and `9000400` occur on writes only.',
      'RPM does not state a wait with its rate limit, and it has no duplicates.',
    ],
    assumptions: [
      'a fifth phone number and an edit of an unknown contact are rejected with our own texts',
      'a value of the wrong type gets status 400',
      'a method other than POST gets status 405',
      'absent texts read back as empty',
      'the response to an add has a row for every type of phone, as reads do',
      'a contact can have two numbers of one type',
    ],
  },
  emulated: {
    customer: (number) => String(1000 + number),
    contact: (number) => ({ FirstName: 'Milton', LastName: `Waddams ${number}` }),
    contactId: (number) => String(number + 1),
    absentContact: '99999999',
    order: 'OLDEST_FIRST',
    paths: { list: /\/api2\.svc\/Customer$/ },
    pages: 'NONE',
    page: ({ customerId, ids }) => ({
      Result: { CustomerID: Number(customerId), Contacts: ids.map((id) => ({ Contact: { ContactID: id } })) },
    }),
  },
  inferred,
  readme: {
    customerId: 'positive integer',
    needs: 'nothing',
    keeps: 'salutation, job title, four numbers, primary',
  },
  example: {
    about:
      'Adds the primary contact of an RPM customer, with three kinds of phone number. Next: change a `kind` to MOBILE; the violation lists the kinds that RPM has.',
    input: {
      salutation: 'Ms.',
      firstName: 'Ingrid',
      lastName: 'Solberg',
      jobTitle: 'Office manager',
      emails: [{ address: 'ingrid.solberg@example.com' }],
      phones: [
        { number: '403-555-0110', kind: 'WORK' },
        { number: '403-555-0111', kind: 'FAX' },
        { number: '403-555-0112', kind: 'OTHER' },
      ],
      primary: true,
    },
    next: {
      change: { phones: [{ number: '403-555-0110', kind: 'MOBILE' }] },
      member: 'ContactInputInvalidError',
    },
  },
};
