/** The gateway: Apollo Gateway in Apollo Server, with the explorer at the same URL. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  ApolloGateway,
  type GraphQLDataSourceProcessOptions,
  RemoteGraphQLDataSource,
} from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { createExplorer, type ExplorerExample } from '../../src/server/explorer/index.js';
import type { RunningServer } from './customers.js';

const GRAPHQL_PATH = '/graphql';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** 0 uses any free one. */
  readonly port: number;
  /** For the contacts subgraph, which admits only the router. */
  readonly routerSecret: string;
  readonly examples: readonly ExplorerExample[];
  /** The web page allowed to call from another origin, such as `http://127.0.0.1:5173`. */
  readonly origin?: string | undefined;
}

interface GatewayContext {
  /** The client's request id, passed on to the subgraphs. */
  readonly requestId?: string | undefined;
  /** The client's token, for the subgraph that verifies it. */
  readonly authorization?: string | undefined;
}

export async function startGateway(options: GatewayOptions): Promise<RunningServer> {
  const httpServer = createServer();
  const apollo = new ApolloServer<GatewayContext>({
    gateway: new ApolloGateway({
      supergraphSdl: options.supergraphSdl,
      buildService: ({ name, url = '' }) => new SubgraphSource(name, url, options.routerSecret),
    }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginDrainHttpServer({ httpServer })],
  });
  await apollo.start();
  const explorer = createExplorer({
    path: GRAPHQL_PATH,
    examples: options.examples,
    title: 'Supergraph',
  });
  httpServer.on('request', (request, response) => {
    if (explorer(request, response)) return;
    if (allowOrigin(request, response, options.origin)) return;
    answer(apollo, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${GRAPHQL_PATH}`, stop: () => apollo.stop() };
}

/** Emulates a router's `cors` settings; returns true for a preflight request. */
function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string | undefined,
): boolean {
  if (origin === undefined) return false;
  response.setHeader('vary', 'origin');
  if (request.headers.origin !== origin) return false;
  response.setHeader('access-control-allow-origin', origin);
  if (request.method !== 'OPTIONS') return false;
  const allowed = { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type' };
  response.writeHead(204, { ...allowed, 'access-control-max-age': '3600' }).end();
  return true;
}

/** Emulates a router's `headers` settings; see schema/router.yaml. */
class SubgraphSource extends RemoteGraphQLDataSource<GatewayContext> {
  constructor(
    private readonly subgraph: string,
    url: string,
    private readonly routerSecret: string,
  ) {
    super({ url, apq: true });
  }

  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): void {
    if (context.requestId !== undefined) request.http?.headers.set('x-request-id', context.requestId);
    if (this.subgraph !== 'contacts') return;
    request.http?.headers.set('x-router-secret', this.routerSecret);
    const { authorization } = context;
    if (authorization !== undefined) request.http?.headers.set('authorization', authorization);
  }
}

async function answer(
  apollo: ApolloServer<GatewayContext>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  if (url.split('?', 1)[0] !== GRAPHQL_PATH || method !== 'POST') {
    response.writeHead(404).end();
    return;
  }
  let body: unknown;
  try {
    body = await json(request);
  } catch {
    response.writeHead(400).end();
    return;
  }
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const reply = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search: '', body },
    context: async () => ({
      requestId: headers.get('x-request-id'),
      authorization: headers.get('authorization'),
    }),
  });
  for (const [name, value] of reply.headers) response.setHeader(name, value);
  response.statusCode = reply.status ?? 200;
  response.end(reply.body.kind === 'complete' ? reply.body.string : '');
}
