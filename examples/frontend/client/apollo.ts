/** Apollo Client for this subgraph: its cache, and the transport of a submission. */
import type { ApolloClient } from '@apollo/client';
import { type FieldReadFunction, InMemoryCache, type TypePolicies } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import { AddContactAttemptDocument, AddContactDocument } from '../generated/operations.js';
import { possibleTypes } from '../generated/schema-facts.js';
import { faultsOf } from './faults.js';
import type { Transport } from './transport.js';

/** A contact that a list or a mutation brought is not fetched again. */
const readById: FieldReadFunction = (existing, { args, toReference }) =>
  existing ?? toReference({ __typename: 'Contact', id: args?.id });

/** Customers and contacts are kept by their id; the pages of a customer's contacts become one list. */
export const typePolicies: TypePolicies = {
  Query: { fields: { contact: readById } },
  ContactCustomer: { fields: { contacts: relayStylePagination() } },
  ContactProviderInfo: { keyFields: ['provider'] },
};

export function createCache(): InMemoryCache {
  return new InMemoryCache({ possibleTypes, typePolicies });
}

export function apolloTransport(client: ApolloClient): Transport {
  return {
    async send(variables) {
      const { data, error } = await client.mutate({
        mutation: AddContactDocument,
        variables,
        errorPolicy: 'all',
      });
      if (data?.addContact) return data.addContact;
      const faults = faultsOf(error);
      if (!faults) throw error ?? new Error('The answer holds no result.');
      return { __typename: 'NotSent', faults };
    },
    async look(place, idempotencyKey) {
      const { data, error } = await client.query({
        query: AddContactAttemptDocument,
        variables: { ...place, idempotencyKey },
        fetchPolicy: 'network-only',
        errorPolicy: 'all',
      });
      if (error || !data) throw error ?? new Error('The answer holds no data.');
      return data.addContactAttempt;
    },
  };
}

/** Has every list of the customer that is shown read again. */
export function refreshContacts(client: ApolloClient, customerEntityId: string): void {
  const id = client.cache.identify({ __typename: 'ContactCustomer', id: customerEntityId });
  if (id !== undefined) client.cache.evict({ id, fieldName: 'contacts' });
}
