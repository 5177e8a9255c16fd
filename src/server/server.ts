/** The HTTP server: where it listens, how long it keeps connections, and how it stops. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { SHUTDOWN_TIMEOUT_MS } from '../config/config.js';
import type { Clock } from '../vendor-http/clock.js';
import { type OperatorPlugin, startApollo } from './apollo.js';
import { drain } from './drain.js';
import { createHandler, GRAPHQL_PATH, type HandlerOptions } from './handler.js';

/** How long requests in flight may continue after a stop signal, beyond a full operation. */
const DRAIN_EXTRA_MS = 5000;
/** The part of the shutdown time reserved for closing everything after the server. */
const CLOSE_MS = 1000;

/**
 * Longer than our callers keep an idle connection: Apollo Router 15 seconds, load balancers 60. With Node's
 * own 5, we would close connections just as a request is written to them, and a mutation lost that way looks
 * like an unknown outcome.
 */
export const KEEP_ALIVE_MS = 75_000;

/** Room for a token that names several hundred customers. Node's default is half of it. */
const MAX_HEADER_BYTES = 32 * 1024;

export interface RunningServer {
  readonly url: string;
  /**
   * Reports not ready, but keeps serving for `shutdownDelayMs`, so that load balancers drop the address
   * first. Then stops accepting requests and lets those in flight finish.
   */
  stop(): Promise<void>;
}

export interface ServerOptions extends HandlerOptions {
  readonly schema: GraphQLSchema;
  readonly plugins?: readonly OperatorPlugin[];
}

/** Rejects with Node's error if the port is in use. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, schema, clock, log, plugins = [] } = options;
  const httpServer = createServer({
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    // Node checks the two timeouts above only this often, every 30 s by default.
    connectionsCheckingInterval: 5000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  let inFlight = 0;
  const graceMs = Math.min(config.providerDeadlineMs + DRAIN_EXTRA_MS, SHUTDOWN_TIMEOUT_MS - CLOSE_MS);
  const cutting = () => log.warn({ inFlight }, 'shutdown timeout: closing connections');
  const { limits, production } = config;
  const apollo = await startApollo({ schema, limits, production, log, plugins });
  let isStopping = false;
  const handle = createHandler(options, apollo, () => isStopping);
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    inFlight += 1;
    try {
      await handle(request, response);
      limitSending(request, response, clock, config.responseTimeoutMs);
    } catch {
      // Everything that can be answered or logged has been; only the connection is left to close.
      response.destroy();
    } finally {
      inFlight -= 1;
    }
  };
  const inTurn = oneAtATime(serve);
  httpServer.on('request', inTurn);
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
  const stop = async () => {
    // From here on, every response closes its connection, so that clients reconnect elsewhere.
    isStopping = true;
    if (config.shutdownDelayMs > 0) {
      log.info({ delayMs: config.shutdownDelayMs }, 'draining: stopping after the delay');
      await clock.sleep(config.shutdownDelayMs);
    }
    log.info({ inFlight }, 'stopping');
    // Before Apollo Server stops: a plugin that throws would end its wait for requests in flight.
    await drain(httpServer, clock, graceMs, cutting);
    await apollo.stop();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host}:${port}${GRAPHQL_PATH}`,
    // Only once: Apollo Server never settles a second call made before the first is done.
    stop: () => (stopped ??= stop()),
  };
}

/**
 * Serves pipelined requests of one connection serially, each in its own event loop turn: one packet can hold
 * a thousand.
 */
function oneAtATime(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const last = new WeakMap<Socket, Promise<void>>();
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    const before = last.get(socket);
    const served = before
      ? before.then(() => setImmediate()).then(() => serve(request, response))
      : serve(request, response);
    last.set(socket, served);
    void served.then(() => {
      if (last.get(socket) === served) last.delete(socket);
    });
  };
}

/** A client that does not read its response must not hold it, and its connection, forever. */
function limitSending(
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  timeoutMs: number,
): void {
  const isGone = response.writableEnded && response.writableLength === 0;
  // The kernel has the whole response, so nothing is held here.
  if (isGone || response.destroyed) return;
  response.once(
    'close',
    clock.after(timeoutMs, () => request.socket.destroy()),
  );
}
