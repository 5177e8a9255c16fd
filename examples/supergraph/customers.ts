/** The customers subgraph: customers' names, and their accounts. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Customer {
  readonly id: string;
  readonly name: string;
  /** Ids of entities in the contacts subgraph, the only data this subgraph has about them. */
  readonly accounts: readonly string[];
  readonly mainContact?: string;
}

/** Their accounts are sandbox customers; docs/sandbox.md describes each. */
export const customers: readonly Customer[] = [
  {
    id: 'acme',
    name: 'Acme',
    accounts: [
      'CHARGEBEE:cus_acme',
      'CHARTMOGUL:cus_00000000-0000-4000-8000-000000000001',
      'CRO:1001',
      'RPM:2001',
      'ZUORA:A00000002',
    ],
  },
  {
    id: 'globex',
    name: 'Globex',
    accounts: [
      'CHARGEBEE:cus_globex',
      'CHARTMOGUL:cus_00000000-0000-4000-8000-000000000002',
      'CRO:1002',
      'RPM:2002',
      'ZUORA:A00000001',
    ],
    mainContact: 'CHARGEBEE:cus_globex:contact_globex_1',
  },
  {
    id: 'initech',
    name: 'Initech',
    accounts: ['ZUORA:A00000003', 'CRO:1003'],
    // Deleted at the vendor: an id stored in another subgraph may point to nothing.
    mainContact: 'CHARGEBEE:cus_globex:contact_long_gone',
  },
  {
    id: 'umbrella',
    name: 'Umbrella',
    // Chargebee and RPM Software reject every call for these.
    accounts: ['CRO:1002', 'CHARGEBEE:fault_rate_limited_retry_after', 'RPM:9000401'],
  },
];

const stub = (id: string | undefined) => (id === undefined ? null : { id });

const resolvers = {
  Query: {
    customers: () => customers,
    customer: (_: unknown, { id }: { id: string }) => find(id),
  },
  Customer: {
    __resolveReference: async ({ id }: { id: string }) => find(id),
    billing: ({ accounts }: Customer) => stub(accounts[0]),
    accounts: ({ accounts }: Customer) => accounts.map(stub),
    mainContact: ({ mainContact }: Customer) => stub(mainContact),
  },
};

function find(id: string): Customer | null {
  return customers.find((customer) => customer.id === id) ?? null;
}

/** Port 0 uses any free one. */
export async function startCustomers(options: { sdl: string; port: number }): Promise<RunningServer> {
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(options.sdl), resolvers }]),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: options.port } });
  return { url, stop: () => server.stop() };
}
