/** Starts the page. */
import { ApolloClient, HttpLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createCache } from '../client/apollo.js';
import { App } from './app.js';
import './style.css';

const client = new ApolloClient({
  cache: createCache(),
  // Another URL is a gateway's, which must allow this origin.
  link: new HttpLink({ uri: import.meta.env.VITE_GRAPHQL_URL ?? '/graphql' }),
});

const root = document.getElementById('page');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <App />
      </ApolloProvider>
    </StrictMode>,
  );
}
