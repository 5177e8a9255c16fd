/** The HTTP server: health, the explorer, and GraphQL over POST for the router. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import getRawBody from 'raw-body';
import type { Config } from '../config/config.js';
import type { ContactService } from '../domain/add-contact.js';
import { ContactLoaders } from '../domain/contact-loaders.js';
import { ContactReader } from '../domain/contact-reader.js';
import type { GraphContext } from '../graph/context.js';
import { errorFormatter, errorPlugin } from './errors.js';
import { examples } from './explorer/examples.js';
import { createExplorer } from './explorer.js';
import {
  limitNestedLists,
  limitRootMutations,
  MAX_BODY,
  MAX_TOKENS,
  refuseSubscriptions,
} from './request-limits.js';
import { routerSecretCheck } from './router-secret.js';

const GRAPHQL_PATH = '/graphql';
/** How long requests in flight may go on after the server was told to stop: a whole operation and a little more. */
const DRAIN_EXTRA_MS = 5000;

export interface ServerOptions {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly contacts: ContactService;
  readonly log: Logger;
  /** Rejects while requests had better go elsewhere. */
  readonly isReady?: () => Promise<void>;
}

export interface RunningServer {
  readonly url: string;
  /** Stops taking requests and lets those in flight finish. */
  stop(): Promise<void>;
}

/** Rejects with Node's error when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log } = options;
  const httpServer = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const apollo = createApollo(options, httpServer);
  await apollo.start();
  const handle = createHandler(options, apollo);
  httpServer.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      httpServer.once('error', reject);
      httpServer.listen(config.port, config.host, resolve);
    });
  } catch (error) {
    await apollo.stop();
    throw error;
  }
  const { port } = httpServer.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { url: `http://${host}:${port}${GRAPHQL_PATH}`, stop: () => apollo.stop() };
}

function createApollo(
  { config, schema, log }: ServerOptions,
  httpServer: Server,
): ApolloServer<GraphContext> {
  return new ApolloServer<GraphContext>({
    schema,
    nodeEnv: config.production ? 'production' : 'development',
    introspection: !config.production,
    hideSchemaDetailsFromClientErrors: config.production,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(config.production),
    // The router registers and caches documents; a second cache keyed by clients would be theirs to fill.
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [limitRootMutations, limitNestedLists, refuseSubscriptions],
    logger: log,
    plugins: [
      errorPlugin(log),
      ApolloServerPluginDrainHttpServer({
        httpServer,
        stopGracePeriodMillis: config.providerDeadlineMs + DRAIN_EXTRA_MS,
      }),
      // Each of these would wrap every field, or call home.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createHandler(options: ServerOptions, apollo: ApolloServer<GraphContext>): Handler {
  const { config, log } = options;
  const explorer = config.production ? undefined : createExplorer({ path: GRAPHQL_PATH, examples });
  const isRouter = routerSecretCheck(config.routerSecrets);
  return async (request, response) => {
    const path = request.url?.split('?', 1)[0];
    const requestId = readRequestId(request);
    response.setHeader('x-request-id', requestId);
    if (path === '/livez') return sendJson(response, 200, { status: 'ok' });
    if (path === '/readyz') return answerReadiness(options, response);
    // The page is for people, who have no secret; what they send from it needs one.
    if (explorer?.(request, response)) return;
    if (path !== GRAPHQL_PATH) return refuse(response, 404, 'There is nothing here.', requestId);
    if (!isRouter(request.headers['x-router-secret'] as string | undefined)) {
      return refuse(response, 401, 'The router secret is missing or wrong.', requestId);
    }
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return refuse(response, 405, 'GraphQL is taken over POST.', requestId);
    }
    const body = await readBody(request, response, requestId);
    if (body === undefined) return;
    const startedAt = performance.now();
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: headerMap(request), search: '', body },
      context: async () => createContext(options, requestId),
    });
    send(response, answer);
    const durationMs = performance.now() - startedAt;
    log.info({ requestId, status: answer.status ?? 200, durationMs }, 'request');
  };
}

function createContext({ contacts, config }: ServerOptions, requestId: string): GraphContext {
  const reader = new ContactReader(contacts.directory, config.providerDeadlineMs, requestId);
  return { contacts, loaders: new ContactLoaders(reader), requestId };
}

async function answerReadiness({ isReady }: ServerOptions, response: ServerResponse): Promise<void> {
  const ready = await (isReady?.() ?? Promise.resolve()).then(
    () => true,
    () => false,
  );
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ok' : 'the store cannot be reached' });
}

/** The router's id of the request where it is fit for a log line, else one of ours. */
function readRequestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** The parsed body; undefined when the request was refused already. */
async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' || request.headers['content-encoding'] !== undefined) {
    refuse(response, 415, 'The body has to be uncompressed application/json.', requestId);
    return undefined;
  }
  let text: string;
  try {
    const length = request.headers['content-length'] ?? null;
    text = await getRawBody(request, { length, limit: MAX_BODY, encoding: 'utf-8' });
  } catch (error) {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    // The rest of the body is not read, so the connection cannot be used again.
    response.setHeader('connection', 'close');
    const message = tooLarge ? `The body is limited to ${MAX_BODY} bytes.` : 'The body could not be read.';
    refuse(response, tooLarge ? 413 : 400, message, requestId);
    return undefined;
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    refuse(response, 400, 'The body is not well-formed JSON.', requestId);
    return undefined;
  }
  if (isOneOperation(body)) return body;
  refuse(response, 400, 'The body has to be one GraphQL operation; batches are not taken.', requestId);
  return undefined;
}

/** What Apollo Server would refuse itself, but without a request id: it looks before there is a context. */
function isOneOperation(body: unknown): boolean {
  if (!isObject(body) || Object.keys(body).length === 0) return false;
  const { query, operationName, variables, extensions } = body;
  return (
    [query, operationName].every((text) => typeof (text ?? '') === 'string') &&
    [variables, extensions].every((map) => isObject(map ?? {}))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function send(response: ServerResponse, answer: HTTPGraphQLResponse): void {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  // Incremental delivery is not part of this graph, so every answer is complete.
  response.end(answer.body.kind === 'complete' ? answer.body.string : '');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string, requestId: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId } }] });
}
