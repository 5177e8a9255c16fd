/** The HTTP server: health, the explorer, and GraphQL over POST for the router. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { ContactService } from '../domain/add-contact.js';
import { ContactLoaders } from '../domain/contact-loaders.js';
import { ContactReader } from '../domain/contact-reader.js';
import type { GraphContext } from '../graph/context.js';
import { drain } from './drain.js';
import { maskedError } from './errors.js';
import { examples } from './explorer/examples.js';
import { createExplorer } from './explorer.js';
import { mediaTypeChooser } from './media-type.js';
import { operationRunner } from './operations.js';
import { readBody } from './request-body.js';
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
  const { config, schema, log } = options;
  assertValidSchema(schema);
  const httpServer = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const handle = createHandler(options, () => !httpServer.listening);
  httpServer.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const requestId = String(response.getHeader('x-request-id'));
      log.error({ requestId, error: error instanceof Error ? error.name : typeof error }, 'request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { errors: [maskedError(requestId)] });
    });
  });
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(config.port, config.host, resolve);
  });
  const { port } = httpServer.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  let drained: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}${GRAPHQL_PATH}`,
    stop: () => (drained ??= drain(httpServer, config.providerDeadlineMs + DRAIN_EXTRA_MS)),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createHandler(options: ServerOptions, isStopping: () => boolean): Handler {
  const { config, schema, log } = options;
  const { production } = config;
  const explorer = production ? undefined : createExplorer({ path: GRAPHQL_PATH, examples });
  const isRouter = routerSecretCheck(config.routerSecrets);
  const run = operationRunner({ schema, production, log });
  const chooseMediaType = mediaTypeChooser();

  async function answerOperation(request: IncomingMessage, response: ServerResponse, requestId: string) {
    const type = chooseMediaType(request.headers.accept);
    if (!type) return refuse(response, 406, 'The answer is JSON, which is not accepted.', requestId);
    const read = await readBody(request);
    if ('refusal' in read) {
      const { status, message, isCut } = read.refusal;
      if (isCut) response.setHeader('connection', 'close');
      return refuse(response, status, message, requestId);
    }
    const startedAt = performance.now();
    const { status, body } = await run(read.operation, createContext(options, requestId));
    if (isStopping()) response.setHeader('connection', 'close');
    send(response, status, type, body);
    log.info({ requestId, status, durationMs: performance.now() - startedAt }, 'request');
  }

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
    return answerOperation(request, response, requestId);
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

/** Not by `writeHead`: Node then no longer learns the length of the body, and sends it in chunks. */
function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string, requestId: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId } }] });
}
