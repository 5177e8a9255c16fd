/** The operations sent to twelve accounts, and the fields compared in their answers. */

const ARGUMENTS =
  '$provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions!';
export const ADD = `mutation (${ARGUMENTS}) {
  answer: addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
    __typename
    ... on AddContactSuccess { replayed contact { id account email } customer { id } }
    ... on ContactError { message }
  }
}`;
export const GET = 'query ($id: ID!) { contact(id: $id) { id account email } }';
export const LIST = `query ($provider: ContactProvider!, $customerId: ID!, $account: ID, $after: String) {
  contacts(provider: $provider, customerId: $customerId, account: $account, first: 2, after: $after) {
    nodes { id account email customer { id account } } pageInfo { endCursor }
  }
}`;
export const ATTEMPT = `query ($provider: ContactProvider!, $account: ID, $key: ID!) {
  addContactAttempt(provider: $provider, account: $account, idempotencyKey: $key) {
    result { ... on AddContactSuccess { contact { id account email } } }
  }
}`;

export const UPDATE = `mutation ($id: ID!, $input: UpdateContactInput!, $key: ID!) {
  answer: updateContact(id: $id, input: $input, options: { idempotencyKey: $key }) {
    ... on UpdateContactSuccess { replayed contact { id account email } }
    ... on ContactError { message }
  }
}`;
export const REMOVE = `mutation ($id: ID!, $key: ID!) {
  answer: removeContact(id: $id, options: { idempotencyKey: $key }) {
    ... on RemoveContactSuccess { replayed contactId }
    ... on ContactError { message }
  }
}`;

export interface SeenContact {
  readonly id: string;
  readonly account: string | null;
  readonly email: string;
}

export interface SeenPage {
  readonly nodes: readonly (SeenContact & { readonly customer: { readonly account: string | null } })[];
  readonly pageInfo: { readonly endCursor: string | null };
}
