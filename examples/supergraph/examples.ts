/** The operations that the explorer in front of the gateway offers. */
import type { ExplorerExample } from '../../src/transport/explorer.js';

const JOIN = 'Customers and their contacts';
const WRITE = 'Add a contact, read it back';
const ERRORS = 'When a vendor fails';

export const examples: readonly ExplorerExample[] = [
  {
    group: JOIN,
    title: 'One customer, five vendors',
    query: `# The customers subgraph knows the name and the accounts.
# The contacts subgraph answers the rest in one request,
# and asks the vendors at the same time.
query CustomerEverywhere($id: ID!, $first: Int) {
  customer(id: $id) {
    name
    accounts {
      provider
      customerId
      contacts(first: $first) {
        nodes {
          name
          email
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
`,
    variables: { id: 'globex', first: 3 },
  },
  {
    group: JOIN,
    title: 'Who gets the bills',
    query: `query Billing {
  customers {
    id
    name
    billing {
      provider
      contacts(first: 2) {
        nodes {
          name
          email
        }
      }
    }
  }
}
`,
    variables: {},
  },
  {
    group: JOIN,
    title: 'The main contact',
    query: `# The customers subgraph keeps nothing but an id.
# One vendor does not know the contact any more.
query MainContacts {
  customers {
    name
    mainContact {
      id
      name
      email
      phones { number }
    }
  }
}
`,
    variables: {},
  },
  {
    group: WRITE,
    title: 'Add a contact',
    query: `mutation AddContact(
  $customerId: ID!
  $provider: ContactProvider!
  $input: AddContactInput!
) {
  addContact(
    customerId: $customerId
    provider: $provider
    input: $input
  ) {
    __typename
    ... on AddContactSuccess {
      contact {
        id
        name
        email
      }
    }
    ... on ContactError {
      code
      message
      retryable
      outcome
    }
    ... on ContactInputInvalidError {
      violations { path code message }
    }
  }
}
`,
    variables: {
      customerId: '1001',
      provider: 'CRO',
      input: {
        name: 'Jordan Reyes',
        emails: [{ address: 'jordan@reyes.example.com' }],
        notifications: ['COMPLETED_REQUEST'],
      },
    },
  },
  {
    group: WRITE,
    title: 'Read it back',
    query: `query AcmeEverywhere {
  customer(id: "acme") {
    name
    accounts {
      provider
      contacts {
        nodes {
          id
          name
          email
        }
      }
    }
  }
}
`,
    variables: {},
  },
  {
    group: ERRORS,
    title: 'Two vendors refuse, one answers',
    query: `# What failed is null; "errors" has the reason as a code.
query Umbrella {
  customer(id: "umbrella") {
    name
    accounts {
      id
      contacts(first: 2) {
        nodes { name }
      }
    }
  }
}
`,
    variables: {},
  },
  {
    group: ERRORS,
    title: 'Four ways to fail to add',
    query: `# Failures to add are data: one fragment on the
# interface reads them all, also those to come.
mutation FourWays($input: AddContactInput!) {
  notThere: addContact(
    customerId: "cus_nobody"
    provider: CHARGEBEE
    input: $input
  ) {
    ...Outcome
  }
  tooOften: addContact(
    customerId: "fault_rate_limited_retry_after"
    provider: CHARGEBEE
    input: $input
  ) {
    ...Outcome
    ... on ContactProviderRateLimitedError {
      retryAfterSeconds
    }
  }
  whoKnows: addContact(
    customerId: "fault_cut_after_commit"
    provider: CHARGEBEE
    input: $input
  ) {
    ...Outcome
    ... on ContactOutcomeUnknownError { uncertainty }
  }
  nowhereToKeep: addContact(
    customerId: "1001"
    provider: CRO
    input: $input
  ) {
    ...Outcome
    ... on ContactInputInvalidError {
      violations {
        path
        message
        ... on ContactFieldUnsupported { supportedBy }
      }
    }
  }
}

fragment Outcome on AddContactResult {
  __typename
  ... on ContactError {
    code
    message
    retryable
    outcome
  }
}
`,
    variables: {
      input: {
        firstName: 'Mara',
        lastName: 'Lindqvist',
        label: 'Accounts payable',
        emails: [{ address: 'mara.lindqvist@example.com' }],
      },
    },
  },
];
