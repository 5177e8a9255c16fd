/**
 * The operations the explorer offers. Their customer ids are those of the sandbox (docs/sandbox.md), so each
 * of them gives the result it is named after on a fresh checkout.
 */
import type { ExplorerExample } from './page.js';

const PER_VENDOR = 'One per vendor';
const PER_ERROR = 'One per error';
const READING = 'Reading';
const WITHOUT_CALL = 'Preview and capabilities';

/** Indents what is put into a template, so that the editor shows a tidy operation. */
function indent(text: string, depth: number): string {
  return text.trim().replaceAll('\n', `\n${' '.repeat(depth)}`);
}

const VIOLATIONS = `
violations {
  path
  code
  message
  providerField
  ... on ContactFieldUnsupported { supportedBy }
  ... on ContactFieldTooLong { maxLength length }
  ... on ContactFieldTooShort { minLength length }
  ... on ContactFieldTooMany { maxItems items }
  ... on ContactFieldOutOfRange { minimum maximum }
  ... on ContactFieldFormatInvalid { expected }
  ... on ContactFieldValueUnsupported { allowedValues }
  ... on ContactFieldRefused { providerCode providerMessage }
}`;

const CONTACT_SUMMARY = 'id\ncustomerId\nexternalId\nname\nemail';

/** `addContact` with the part of the contact that this vendor can answer, and the members of interest. */
function addContact(name: string, parts: { contact?: string; member?: string; fields?: string }): string {
  return `mutation ${name}(
  $customerId: ID!
  $provider: ContactProvider!
  $input: AddContactInput!
  $options: AddContactOptions
) {
  addContact(
    customerId: $customerId
    provider: $provider
    input: $input
    options: $options
  ) {
    __typename
    ... on AddContactSuccess {
      contact {
        ${indent(parts.contact ?? CONTACT_SUMMARY, 8)}
      }
      fields {
        path
        fate
        providerField
        reason
      }
      replayed
      requestId
    }
    ... on ContactError {
      code
      message
      retryable
      outcome
      requestId
    }
    ${indent(parts.member ?? `... on ContactInputInvalidError {\n  ${indent(VIOLATIONS, 2)}\n}`, 4)}
  }
}
`;
}

/** The person of every error example: what is of interest there is not the person. */
const PERSON = {
  firstName: 'Mara',
  lastName: 'Lindqvist',
  emails: [{ address: 'mara.lindqvist@example.com' }],
};

export const examples: ExplorerExample[] = [
  {
    group: PER_VENDOR,
    title: 'Chargebee',
    query: addContact('AddChargebeeContact', {
      contact: `
id
provider
customerId
externalId
name
firstName
lastName
label
emails { address }
phones { number }
enabled
notifications`,
    }),
    variables: {
      customerId: 'cus_acme',
      provider: 'CHARGEBEE',
      input: {
        firstName: 'Amara',
        lastName: 'Okafor',
        label: 'Accounts payable',
        emails: [{ address: 'amara.okafor@example.com' }],
        phones: [{ number: '+1 415 555 0132' }],
        enabled: true,
        notifications: ['ACCOUNT_EMAIL', 'BILLING_EMAIL'],
      },
      options: { chargebee: { disableWebhooks: true } },
    },
  },
  {
    group: PER_VENDOR,
    title: 'ChartMogul',
    query: addContact('AddChartMogulContact', {
      contact: `
id
provider
customerId
externalId
name
firstName
lastName
jobTitle
emails { address }
phones { number }
notes
position
socialProfiles { linkedIn twitter }
customFields { name value }`,
    }),
    variables: {
      customerId: 'cus_00000000-0000-4000-8000-000000000001',
      provider: 'CHARTMOGUL',
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
        // The account has not defined the last one, and ChartMogul drops it in silence: see its fate.
        customFields: [
          { name: 'Department', value: 'Finance' },
          { name: 'Toggle', value: true },
          { name: 'Shoe size', value: 44 },
        ],
      },
    },
  },
  {
    group: PER_VENDOR,
    title: 'CRO Software',
    query: addContact('AddCroContact', {
      contact: `
id
provider
customerId
externalId
name
emails { address }
phones { number kind }
notifications`,
    }),
    variables: {
      customerId: '1001',
      provider: 'CRO',
      input: {
        name: 'Jordan Reyes',
        emails: [{ address: 'dispatch@reyes.example.com' }, { address: 'jordan@reyes.example.com' }],
        phones: [{ number: '555-010-0147' }, { number: '555-010-0148', kind: 'FAX' }],
        notifications: ['NEW_REQUEST', 'COMPLETED_REQUEST', 'FAILED_REQUEST'],
      },
    },
  },
  {
    group: PER_VENDOR,
    title: 'RPM Software',
    query: addContact('AddRpmContact', {
      contact: `
id
provider
customerId
externalId
name
salutation
firstName
lastName
jobTitle
emails { address }
phones { number kind }
primary`,
    }),
    variables: {
      customerId: '2001',
      provider: 'RPM',
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
    },
  },
  {
    group: PER_VENDOR,
    title: 'Zuora',
    query: addContact('AddZuoraContact', {
      contact: `
id
provider
customerId
externalId
name
firstName
lastName
nickname
emails { address kind }
phones { number kind }
address { line1 line2 city region county postalCode country taxRegion }
notes
customFields { name value }`,
    }),
    variables: {
      customerId: 'A00000001',
      provider: 'ZUORA',
      input: {
        firstName: 'Noor',
        lastName: 'Haddad',
        nickname: 'Noor H.',
        emails: [
          { address: 'noor.haddad@example.com', kind: 'WORK' },
          { address: 'noor@haddad.example.com', kind: 'PERSONAL' },
        ],
        phones: [
          { number: '+1 206 555 0101', kind: 'WORK' },
          { number: '+1 206 555 0102', kind: 'HOME' },
          { number: '+1 206 555 0103', kind: 'MOBILE' },
          { number: '+1 206 555 0104', kind: 'FAX' },
        ],
        address: {
          line1: '400 Broad Street',
          line2: 'Suite 12',
          city: 'Seattle',
          region: 'Washington',
          county: 'King',
          postalCode: '98109',
          country: 'United States',
          taxRegion: 'US-WA',
        },
        notes: 'Signs for orders above 10,000.',
        customFields: [{ name: 'preferredLanguage__c', value: 'en' }],
      },
      options: { zuora: { trackId: 'explorer-example' } },
    },
  },

  {
    group: PER_ERROR,
    title: 'ContactInputInvalidError',
    query: addContact('EveryFaultAtOnce', {}),
    variables: {
      customerId: 'A00000001',
      provider: 'ZUORA',
      input: {
        firstName: '',
        jobTitle: 'Treasurer',
        emails: [{ address: 'not an address' }],
        phones: [{ number: '+1 206 555 0101 extension 4711, ask for the treasurer' }],
      },
    },
  },
  {
    group: PER_ERROR,
    title: 'ContactCustomerNotFoundError',
    query: addContact('CustomerNotFound', { member: '... on ContactCustomerNotFoundError { customerId }' }),
    variables: { customerId: 'cus_nobody', provider: 'CHARGEBEE', input: PERSON },
  },
  {
    group: PER_ERROR,
    title: 'ContactDuplicateError',
    query: addContact('Duplicate', {
      member: `
... on ContactDuplicateError {
  existing {
    ${indent(CONTACT_SUMMARY, 4)}
  }
}`,
    }),
    variables: {
      customerId: 'cus_globex',
      provider: 'CHARGEBEE',
      input: { externalId: 'contact_globex_1', ...PERSON },
    },
  },
  {
    group: PER_ERROR,
    title: 'ContactProviderAccessError',
    query: addContact('ProviderAccess', { member: '... on ContactProviderAccessError { accessProblem }' }),
    variables: { customerId: '9000403', provider: 'CRO', input: PERSON },
  },
  {
    group: PER_ERROR,
    title: 'ContactProviderRateLimitedError',
    query: addContact('RateLimited', {
      member: '... on ContactProviderRateLimitedError { retryAfterSeconds }',
    }),
    variables: {
      customerId: 'cus_fa017000-0000-4000-8000-000000042930',
      provider: 'CHARTMOGUL',
      input: PERSON,
    },
  },
  {
    group: PER_ERROR,
    title: 'ContactProviderUnavailableError',
    query: addContact('Unavailable', {
      member: '... on ContactProviderUnavailableError { retryAfterSeconds }',
    }),
    variables: { customerId: 'fault_maintenance', provider: 'CHARGEBEE', input: PERSON },
  },
  {
    group: PER_ERROR,
    title: 'ContactProviderRejectedError',
    query: addContact('Rejected', {
      member: '... on ContactProviderRejectedError { providerCode providerMessage }',
    }),
    variables: { customerId: 'FAULT-UNKNOWN-CODE', provider: 'ZUORA', input: PERSON },
  },
  {
    group: PER_ERROR,
    title: 'ContactOutcomeUnknownError',
    query: addContact('OutcomeUnknown', {
      member: `
... on ContactOutcomeUnknownError {
  uncertainty
  retryAfterSeconds
  possibleMatches {
    ${indent(CONTACT_SUMMARY, 4)}
  }
}`,
    }),
    variables: {
      customerId: 'cus_fa017000-0000-4000-8000-0000000000ca',
      provider: 'CHARTMOGUL',
      input: PERSON,
    },
  },
  {
    group: PER_ERROR,
    title: 'ContactIdempotencyConflictError',
    // The first one creates the contact, and when the example is run again gives the same answer, replayed.
    query: `mutation IdempotencyConflict(
  $customerId: ID!
  $provider: ContactProvider!
  $input: AddContactInput!
  $otherInput: AddContactInput!
  $options: AddContactOptions
) {
  first: addContact(
    customerId: $customerId
    provider: $provider
    input: $input
    options: $options
  ) {
    __typename
    ... on AddContactSuccess {
      contact {
        ${indent(CONTACT_SUMMARY, 8)}
      }
      replayed
    }
    ... on ContactError {
      code
      message
    }
  }
  addContact(
    customerId: $customerId
    provider: $provider
    input: $otherInput
    options: $options
  ) {
    __typename
    ... on ContactError {
      code
      message
      retryable
      outcome
      requestId
    }
    ... on ContactIdempotencyConflictError {
      conflict
      retryAfterSeconds
    }
  }
}
`,
    variables: {
      customerId: 'cus_globex',
      provider: 'CHARGEBEE',
      input: PERSON,
      otherInput: { ...PERSON, label: 'Another request' },
      options: { idempotencyKey: 'explorer-example-key' },
    },
  },

  {
    group: READING,
    title: 'A page of contacts at every vendor',
    query: `query ReadContacts($first: Int) {
  chargebee: contacts(customerId: "cus_globex", provider: CHARGEBEE, first: $first) {
    ...Page
  }
  chartmogul: contacts(
    customerId: "cus_00000000-0000-4000-8000-000000000002"
    provider: CHARTMOGUL
    first: $first
  ) {
    ...Page
  }
  cro: contacts(customerId: "1002", provider: CRO, first: $first) {
    ...Page
  }
  rpm: contacts(customerId: "2002", provider: RPM, first: $first) {
    ...Page
  }
  zuora: contacts(customerId: "A00000003", provider: ZUORA, first: $first) {
    ...Page
  }
}

fragment Page on ContactConnection {
  nodes {
    id
    name
    email
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}
`,
    variables: { first: 3 },
  },
  {
    group: READING,
    title: 'One contact and its customer',
    query: `query ReadContact($id: ID!) {
  contact(id: $id) {
    ${indent(CONTACT_SUMMARY, 4)}
    customer {
      id
      contacts {
        nodes {
          id
          name
        }
      }
    }
  }
}
`,
    variables: { id: 'CHARGEBEE:cus_globex:contact_globex_1' },
  },

  {
    group: WITHOUT_CALL,
    title: 'Preview: would it be accepted?',
    query: `query PreviewContact(
  $customerId: ID!
  $provider: ContactProvider!
  $input: AddContactInput!
  $options: AddContactOptions
) {
  previewAddContact(
    customerId: $customerId
    provider: $provider
    input: $input
    options: $options
  ) {
    valid
    ${indent(VIOLATIONS, 4)}
    fields {
      path
      fate
      providerField
      reason
    }
  }
}
`,
    variables: {
      customerId: '1001',
      provider: 'CRO',
      input: {
        firstName: 'Jordan',
        lastName: 'Reyes',
        jobTitle: 'Dispatcher',
        emails: [{ address: 'jordan@reyes.example.com', kind: 'WORK' }],
        enabled: true,
      },
      options: { unsupportedFields: 'OMIT' },
    },
  },
  {
    group: WITHOUT_CALL,
    title: 'What each provider can keep',
    query: `query Capabilities {
  contactProviders {
    provider
    name
    mode
    documentationUrl
    customerIdFormat
    customerIdExample
    operations
    nativeIdempotency
    maxContactsPerCustomer
    fields {
      path
      title
      required
      minLength
      maxLength
      maxItems
      allowedValues
      format
      providerField
    }
  }
}
`,
    variables: {},
  },
];
