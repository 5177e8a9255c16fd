/**
 * Hive Gateway in a process of its own: Jest cannot load the planner of Hive Router, which is a native module
 * behind an import at run time. Its settings come by standard input; hive-supergraph.ts has their type.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler, useQueryPlan } from '@graphql-hive/router-runtime';
import httpTransport from '@graphql-mesh/transport-http';

const { supergraphSdl, routerSecret, planner } = await json(process.stdin);
const gateway = createGatewayRuntime({
  supergraph: supergraphSdl,
  transports: { http: httpTransport },
  ...(planner === 'router' && { unifiedGraphHandler, plugins: () => [useQueryPlan({ expose: true })] }),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) => {
      const requestId = request.headers.get('x-request-id');
      return {
        ...(requestId !== null && { 'x-request-id': requestId }),
        ...(subgraphName === 'contacts' && { 'x-router-secret': routerSecret }),
      };
    },
  },
  logging: false,
  landingPage: false,
  graphiql: false,
});
const server = createServer(gateway).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`);
});
process.once('SIGTERM', () => process.exit());
