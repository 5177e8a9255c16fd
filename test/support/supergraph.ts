/**
 * The contacts subgraph and the customers subgraph of the example behind a gateway, all of them over real
 * HTTP.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import {
  compose as composeWithApollo,
  readSubgraphs,
  type SubgraphDefinition,
  toServices,
} from '../../examples/supergraph/compose.js';
import { type RunningServer, startCustomers } from '../../examples/supergraph/customers.js';
import { examples } from '../../examples/supergraph/examples.js';
import { startGateway } from '../../examples/supergraph/gateway.js';
import type { OperatorPlugin } from '../../src/server/apollo.js';
import { startTestSubgraph } from './subgraph.js';

export const ROUTER_SECRET = 'between-the-gateway-and-the-contacts-subgraph';

export interface Supergraph {
  /** Where the gateway is. */
  readonly url: string;
  /** Where the contacts subgraph is; it wants the secret. */
  readonly contactsUrl: string;
  close(): Promise<void>;
}

type StartGateway = (subgraphs: readonly SubgraphDefinition[]) => Promise<RunningServer>;

async function startSupergraph(
  startIt: StartGateway,
  plugins: readonly OperatorPlugin[] = [],
): Promise<Supergraph> {
  const opened = new AsyncDisposableStack();
  try {
    const listed = readSubgraphs('schema/supergraph.yaml');
    const contacts = await startTestSubgraph({ ROUTER_SECRETS: ROUTER_SECRET }, undefined, { plugins });
    opened.defer(() => contacts.close());
    const sdl = listed.find(({ name }) => name === 'customers')?.sdl ?? '';
    const customers = await startCustomers({ sdl, port: 0 });
    opened.defer(() => customers.stop());
    const urls: Readonly<Record<string, string>> = { contacts: contacts.url, customers: customers.url };
    const gateway = await startIt(listed.map((each) => ({ ...each, url: urls[each.name] ?? each.url })));
    opened.defer(() => gateway.stop());
    return { url: gateway.url, contactsUrl: contacts.url, close: () => opened.disposeAsync() };
  } catch (error) {
    // What is left open would keep the test run from ending.
    await opened.disposeAsync();
    throw error;
  }
}

/** Composed by Apollo's library, served by the gateway of the example; `plugins` watch the contacts subgraph. */
export const startApolloSupergraph = (plugins?: readonly OperatorPlugin[]) =>
  startSupergraph(
    (subgraphs) =>
      startGateway({
        supergraphSdl: composeWithApollo(subgraphs),
        port: 0,
        routerSecret: ROUTER_SECRET,
        examples,
      }),
    plugins,
  );

/** Composed by the Guild's library, served by Hive Gateway. */
export const startHiveSupergraph = () =>
  startSupergraph(async (subgraphs) => {
    const { supergraphSdl = '', errors = [] } = composeWithGuild(toServices(subgraphs));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    const gateway = createGatewayRuntime({
      supergraph: supergraphSdl,
      // Named, because the gateway would look for it by an import at run time.
      transports: { http: httpTransport },
      propagateHeaders: {
        fromClientToSubgraphs: ({ request, subgraphName }): Record<string, string> => {
          const requestId = request.headers.get('x-request-id');
          return {
            ...(requestId !== null && { 'x-request-id': requestId }),
            ...(subgraphName === 'contacts' && { 'x-router-secret': ROUTER_SECRET }),
          };
        },
      },
      logging: false,
      landingPage: false,
      graphiql: false,
    });
    const server = createServer(gateway);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/graphql`,
      stop: async () => {
        await new Promise((resolve) => server.close(resolve));
        await gateway[Symbol.asyncDispose]();
      },
    };
  });
