/** Serves the emulated vendors over real HTTP, each on its own loopback port. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { types } from 'node:util';

import { emulateFault, faultOf } from './faults.js';
import type { FaultScript, MaybeAsync, SandboxCall } from './script.js';
import type { SandboxReply, SandboxRequest, SandboxVendor } from './vendor.js';
import { readBody, send } from './wire.js';

const SLOW_MS = 2_000;
/** Typical of load balancers: longer than a caller pauses. */
const IDLE_MS = 60_000;

export interface SandboxOptions {
  readonly vendors: readonly SandboxVendor[];
  /** First of consecutive ports, in the order of `vendors`. If 0 or absent, each uses any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. Only loopback, because the credentials are published. */
  readonly host?: '127.0.0.1' | '::1';
  /** Delay of slow customers' answers. Default: two seconds. */
  readonly slowMs?: number;
  readonly script?: FaultScript;
}

export interface Sandbox {
  /** Vendor key to base URL, for the vendor's `*_URL` variable. */
  readonly urls: Readonly<Record<string, string>>;
  /** The subgraph's variables that point at all of these vendors. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops listening and closes every connection, even one that waits for an answer. */
  close(): Promise<void>;
}

/** Starts the vendors. Rejects with the `node:net` error, with all of them stopped, if a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { vendors, port = 0, host = '127.0.0.1', script = {}, slowMs = SLOW_MS } = options;
  const closing = new AbortController();
  const servers: Server[] = [];

  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(servers.map(stop));
  };

  const urls: Record<string, string> = {};
  const environment: Record<string, string> = {};
  try {
    for (const [index, vendor] of vendors.entries()) {
      const service = { vendor, script, slowMs, closing: closing.signal };
      const server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
        readBody(request, (body) => void serve(request, body, response, service));
      });
      server.on('connection', (socket) => script.connected?.(socket));
      servers.push(server);
      const url = (await listen(server, port === 0 ? 0 : port + index, host)) + vendor.basePath;
      urls[vendor.key] = url;
      Object.assign(environment, vendor.environment(url));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, environment, close };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  // A server listening on a port, rather than a pipe, has this kind of address.
  const address = server.address() as AddressInfo;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Also called, with an irrelevant error, for a server that never listened.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Service {
  readonly vendor: SandboxVendor;
  readonly script: FaultScript;
  readonly slowMs: number;
  readonly closing: AbortSignal;
}

/** Awaits only promises: most calls are answered in the turn that completes them. */
async function serve(
  incoming: IncomingMessage,
  body: string | undefined,
  response: ServerResponse,
  { vendor, script, slowMs, closing }: Service,
): Promise<void> {
  try {
    if (body === undefined) {
      send(response, { status: 413, body: 'The sandbox takes bodies of up to 1 MiB.' });
      return;
    }
    // If a script broke the connection, its request is lost.
    if (incoming.socket.destroyed) return;
    const request = toRequest(incoming, body);
    const subject = vendor.subject(request);
    const call: SandboxCall = {
      vendor: vendor.key,
      method: request.method,
      path: request.path,
      write: subject?.write ?? false,
      customerId: subject?.customerId,
    };
    const planned = script.fault?.(call, request);
    const fault = (isPromise(planned) ? await planned : planned) ?? faultOf(vendor, subject);
    const carryOut = (): MaybeAsync<SandboxReply> => {
      const reply = vendor.handle(request);
      const hook = call.write ? script.carriedOut?.(call, request) : undefined;
      return isPromise(hook) ? hook.then(() => reply) : reply;
    };
    // A fault belongs to an account, which a caller with wrong credentials never reaches.
    if (fault === undefined || vendor.authenticated?.(request) === false) {
      const reply = carryOut();
      send(response, isPromise(reply) ? await reply : reply);
    } else {
      await emulateFault(fault, { vendor, request, response, carryOut, slowMs, closing });
    }
  } catch (error) {
    // The caller hung up or the sandbox is closing: nothing waits for a reply.
    if (response.destroyed || closing.aborted) return;
    // A bug in an emulator fails only this call, with a text that is clearly not the vendor's.
    if (response.headersSent) response.destroy();
    else send(response, { status: 500, body: `The sandbox is broken: ${String(error)}` });
  }
}

/** Works across realms: in a test runner, `instanceof` fails for Node's own promises. */
function isPromise<T>(value: MaybeAsync<T>): value is Promise<T> {
  return types.isPromise(value);
}

function toRequest(incoming: IncomingMessage, body: string): SandboxRequest {
  const { method = 'GET', url = '/', headers } = incoming;
  const queryAt = url.indexOf('?');
  return {
    method: method.toUpperCase(),
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: new URLSearchParams(queryAt === -1 ? '' : url.slice(queryAt)),
    headers,
    body,
  };
}
