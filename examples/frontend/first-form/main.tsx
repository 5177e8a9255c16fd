/** Shows the form of `docs/frontend.md`, for the provider and the customer that the URL names. */
import { ApolloClient, HttpLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type AddContactRequest, createCache } from '../client/index.js';
import { FirstForm } from './first-form.js';

const client = new ApolloClient({ cache: createCache(), link: new HttpLink({ uri: '/graphql' }) });
const given = new URLSearchParams(location.search);
const provider = given.get('provider') as AddContactRequest['provider'];

const root = document.getElementById('form');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <FirstForm provider={provider} customerId={given.get('customerId') ?? ''} />
      </ApolloProvider>
    </StrictMode>,
  );
}
