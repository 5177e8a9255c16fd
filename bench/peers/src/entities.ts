/** References resolved the usual way: one vendor call each. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { type Contact, toContact, type VendorContact, vendorHeaders, vendorUrl } from './contact.js';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  type Contact @key(fields: "id") {
    id: ID!
    name: String
    email: String
    jobTitle: String
  }

  type Query { alive: Boolean! }
`);

async function read(id: string): Promise<Contact> {
  const uuid = id.split(':')[2];
  const reply = await fetch(`${vendorUrl}/contacts/${uuid}`, { headers: vendorHeaders });
  if (!reply.ok) throw new Error(`ChartMogul answered ${reply.status}.`);
  return toContact((await reply.json()) as VendorContact);
}

const resolvers = {
  Query: { alive: () => true },
  Contact: { __resolveReference: ({ id }: { id: string }) => read(id) },
};

const server = new ApolloServer({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(process.env.PORT) } });
