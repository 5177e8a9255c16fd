/** Apollo Client for this subgraph: its cache, and the transports of submissions. */
import type { ApolloClient } from '@apollo/client';
import { type FieldReadFunction, InMemoryCache, type TypePolicies } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import {
  AddContactDocument,
  ContactAttemptDocument,
  RemoveContactDocument,
  UpdateContactDocument,
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
  return transport(client, async (variables) => {
    const { data, error } = await client.mutate({
      mutation: AddContactDocument,
      variables,
      errorPolicy: 'all',
    });
    return { result: data?.addContact, error };
  });
}

export function updating(client: ApolloClient): Transport<UpdateContactRequest> {
  return transport(client, async (variables) => {
    const { data, error } = await client.mutate({
      mutation: UpdateContactDocument,
      variables,
      errorPolicy: 'all',
    });
    return { result: data?.updateContact, error };
  });
}

export function removing(client: ApolloClient): Transport<RemoveContactRequest> {
  return transport(client, async (variables) => {
    const { data, error } = await client.mutate({
      mutation: RemoveContactDocument,
      variables,
      errorPolicy: 'all',
    });
    return { result: data?.removeContact, error };
  });
}

interface Answer {
  readonly result: Result | null | undefined;
  readonly error?: unknown;
}

function transport<Request extends WriteRequest>(
  client: ApolloClient,
  mutate: (variables: Keyed<Request>) => Promise<Answer>,
): Transport<Request> {
  return {
    async send(variables) {
      const { result, error } = await mutate(variables);
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
