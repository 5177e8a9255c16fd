/** Hive Gateway over the vendor's API description, without any handwritten code. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import restTransport from '@graphql-mesh/transport-rest';

const gateway = createGatewayRuntime({
  supergraph: readFileSync(new URL('supergraph.graphql', import.meta.url), 'utf8'),
  transports: { rest: restTransport },
  logging: false,
  landingPage: false,
  graphiql: false,
});

createServer(gateway).listen(Number(process.env.PORT), '127.0.0.1');
