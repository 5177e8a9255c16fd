/** Apollo Server with its REST data source, one per request as documented. */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import {
  type AddContactArgs,
  type Contact,
  toContact,
  toVendor,
  type VendorContact,
  vendorHeaders,
  vendorUrl,
} from './contact.js';
import { typeDefs } from './type-defs.js';

class ChartMogul extends RESTDataSource {
  override baseURL = `${vendorUrl}/`;

  async addContact({ customerId, input }: AddContactArgs): Promise<Contact> {
    const path = `customers/${customerId}/contacts`;
    const record = await this.post<VendorContact>(path, { headers: vendorHeaders, body: toVendor(input) });
    return toContact(record);
  }
}

interface Context {
  readonly chartMogul: ChartMogul;
}

const server = new ApolloServer<Context>({
  typeDefs,
  resolvers: {
    Query: { alive: () => true },
    Mutation: {
      addContact: async (_: unknown, args: AddContactArgs, { chartMogul }: Context) => ({
        __typename: 'AddContactSuccess',
        contact: await chartMogul.addContact(args),
      }),
    },
  },
});

await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
  context: async () => ({ chartMogul: new ChartMogul({ cache: server.cache }) }),
});
