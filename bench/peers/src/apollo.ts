/** Apollo Server with its own HTTP server, handwritten resolvers and the global fetch. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type AddContactArgs, addByFetch } from './contact.js';
import { typeDefs } from './type-defs.js';

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: { alive: () => true },
    Mutation: {
      addContact: async (_: unknown, args: AddContactArgs) => ({
        __typename: 'AddContactSuccess',
        contact: await addByFetch(args),
      }),
    },
  },
});

await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(process.env.PORT) } });
