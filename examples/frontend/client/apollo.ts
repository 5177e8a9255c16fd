/** Apollo Client for this subgraph: its cache, and the transports of submissions. */
import type { ApolloClient, TypedDocumentNode } from '@apollo/client';
import { type FieldReadFunction, InMemoryCache, type TypePolicies } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import {
  AddContactDocument,
  type AddContactMutation,
  ContactAttemptDocument,
  RemoveContactDocument,
  type RemoveContactMutation,
  UpdateContactDocument,
  type UpdateContactMutation,
} from '../generated/operations.js';
import { possibleTypes } from '../generated/schema-facts.js';
import { faultsOf } from './faults.js';
import type {
  AddContactRequest,
  Keyed,
  RemoveContactRequest,
  Result,
  Transport,
  UpdateContactRequest,
  WriteRequest,
} from './transport.js';

/** Does not fetch a contact again that a list or mutation returned. */
const readById: FieldReadFunction = (existing, { args, toReference }) =>
  existing ?? toReference({ __typename: 'Contact', id: args?.id });

/** Customers and contacts are cached by id; pages of a customer's contacts merge into one list. */
export const typePolicies: TypePolicies = {
  Query: { fields: { contact: readById } },
  ContactCustomer: { fields: { contacts: relayStylePagination() } },
  ContactProviderInfo: { keyFields: ['provider'] },
};

export function createCache(): InMemoryCache {
  return new InMemoryCache({ possibleTypes, typePolicies });
}

export function adding(client: ApolloClient): Transport<AddContactRequest> {
  return transport<AddContactRequest, AddContactMutation>(
    client,
    AddContactDocument,
    ({ addContact }) => addContact,
  );
}

export function updating(client: ApolloClient): Transport<UpdateContactRequest> {
  return transport<UpdateContactRequest, UpdateContactMutation>(
    client,
    UpdateContactDocument,
    ({ updateContact }) => updateContact,
  );
}

export function removing(client: ApolloClient): Transport<RemoveContactRequest> {
  return transport<RemoveContactRequest, RemoveContactMutation>(
    client,
    RemoveContactDocument,
    ({ removeContact }) => removeContact,
  );
}

function transport<Request extends WriteRequest, Data>(
  client: ApolloClient,
  mutation: TypedDocumentNode<Data, Keyed<Request>>,
  resultIn: (data: Data) => Result | null,
): Transport<Request> {
  return {
    async send(variables) {
      const { data, error } = await client.mutate<Data, Keyed<Request>>({
        mutation,
        variables,
        errorPolicy: 'all',
      });
      const result = data && resultIn(data as Data);
      if (result) return result;
      const faults = faultsOf(error);
      if (!faults) throw error ?? new Error('The answer holds no result.');
      return { __typename: 'NotSent', faults };
    },
    async look(place, idempotencyKey) {
      const { data, error } = await client.query({
        query: ContactAttemptDocument,
        variables: { ...place, idempotencyKey },
        fetchPolicy: 'network-only',
        errorPolicy: 'all',
      });
      if (error || !data) throw error ?? new Error('The answer holds no data.');
      return data.contactAttempt;
    },
  };
}

/** Invalidates all contact lists, because one customer may have both a number and an id. */
export function refreshContacts(client: ApolloClient): void {
  for (const id of Object.keys(client.cache.extract() ?? {})) {
    if (id.startsWith('ContactCustomer:')) client.cache.evict({ id, fieldName: 'contacts' });
  }
}
