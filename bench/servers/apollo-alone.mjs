/**
 * Apollo Server with this subgraph's schema and nothing else of it: no checks, no limits, no log, no store.
 * Reads the body and calls the vendor like the floor, so that the difference is the cost of GraphQL.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { addContact } from './floor-vendor.mjs';

const typeDefs = parse(readFileSync('schema/contacts.graphql', 'utf8'));
const resolvers = {
  Mutation: {
    addContact: async (_, args) => ({ __typename: 'AddContactSuccess', contact: await addContact(args) }),
  },
};
const apollo = new ApolloServer({
  schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await apollo.start();

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const headers = new HeaderMap(Object.entries(request.headers));
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({}),
    });
    const text = answer.body.string;
    response.writeHead(answer.status ?? 200, {
      ...Object.fromEntries(answer.headers),
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
