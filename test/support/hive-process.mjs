/**
 * Hive Gateway in a separate process: Jest cannot load the planner of Hive Router, which is a native module
 * behind an import at run time. Its settings come by standard input; hive-supergraph.ts has their type.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler, useQueryPlan } from '@graphql-hive/router-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const { supergraphSdl, routerSecret, planner, tokens } = await json(process.stdin);

/** Makes the gateway check the scopes in the schema. */
function checkTokens({ jwksUrl, issuer, audience }) {
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return {
    mode: 'protect-granular',
    rejectUnauthenticated: false,
    extractScopes: ({ scope = '' }) => scope.split(' '),
    async resolveUserFn({ request }) {
      const [, token] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      if (token === undefined) return null;
      const verified = await jwtVerify(token, keys, { issuer, audience }).catch(() => null);
      return verified?.payload ?? null;
    },
  };
}

const gateway = createGatewayRuntime({
  supergraph: supergraphSdl,
  transports: { http: httpTransport },
  ...(planner === 'router' && { unifiedGraphHandler, plugins: () => [useQueryPlan({ expose: true })] }),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) => {
      const requestId = request.headers.get('x-request-id');
      const authorization = request.headers.get('authorization');
      return {
        ...(requestId !== null && { 'x-request-id': requestId }),
        ...(subgraphName === 'contacts' && { 'x-router-secret': routerSecret }),
        ...(subgraphName === 'contacts' && authorization !== null && { authorization }),
      };
    },
  },
  ...(tokens && { genericAuth: checkTokens(tokens) }),
  logging: false,
  landingPage: false,
  graphiql: false,
});
const server = createServer(gateway).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`);
});
process.once('SIGTERM', () => process.exit());
