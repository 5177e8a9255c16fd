/** The vendors over real HTTP: one server on a loopback port for each of them. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { faultOf, playFault } from './faults.js';
import type { SandboxRequest, SandboxVendor } from './vendor.js';
import { readBody, send } from './wire.js';

/** Calls kept in the log. A sandbox that serves for days must not grow by them. */
const LOG_LIMIT = 10_000;
const SLOW_MS = 2_000;

export interface SandboxOptions {
  readonly vendors: readonly SandboxVendor[];
  /** First of consecutive ports, in the order of `vendors`. 0 or nothing: any free port for each. */
  readonly port?: number;
  /** Default: `127.0.0.1`. Never anything but loopback: the credentials are published. */
  readonly host?: '127.0.0.1' | '::1';
  /** How late the answers of slow customers are; two seconds unless given. */
  readonly slowMs?: number;
}

/** One call that a vendor was asked, in the order of arrival. */
export interface SandboxCall {
  /** `SandboxVendor.key`. */
  readonly vendor: string;
  readonly method: string;
  readonly path: string;
  /** Whether it adds or changes something at a customer. */
  readonly write: boolean;
  /** The customer it is about; undefined for a token, a ping, a list of all. */
  readonly customerId: string | undefined;
}

export interface Sandbox {
  /** Vendor key to base URL, as the vendor's `*_URL` variable takes it. */
  readonly urls: Readonly<Record<string, string>>;
  /** The subgraph's variables that point at all of these vendors. */
  readonly environment: Readonly<Record<string, string>>;
  /** The latest calls, oldest first. Grows while the sandbox runs. */
  readonly requests: readonly SandboxCall[];
  /** Stops listening and ends every connection, also one that waits for an answer. */
  close(): Promise<void>;
}

/** Starts the vendors. Rejects with the error of `node:net`, all of them stopped, when a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { vendors, port = 0, host = '127.0.0.1', slowMs = SLOW_MS } = options;
  const requests: SandboxCall[] = [];
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
      const server = createServer((request, response) => {
        void serve(vendor, request, response, requests, { slowMs, closing: closing.signal });
      });
      servers.push(server);
      const url = (await listen(server, port === 0 ? 0 : port + index, host)) + vendor.basePath;
      urls[vendor.key] = url;
      Object.assign(environment, vendor.environment(url));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, environment, requests, close };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  // A server that listens on a port, not on a pipe, has an address of this form.
  const address = server.address() as AddressInfo;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The callback also comes, with an error of no interest, for a server that never listened.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  vendor: SandboxVendor,
  incoming: IncomingMessage,
  response: ServerResponse,
  log: SandboxCall[],
  waits: { readonly slowMs: number; readonly closing: AbortSignal },
): Promise<void> {
  try {
    const body = await readBody(incoming);
    if (body === undefined) {
      send(response, { status: 413, body: 'The sandbox takes bodies of up to 1 MiB.' });
      return;
    }
    const request = toRequest(incoming, body);
    const subject = vendor.subject(request);
    log.push({
      vendor: vendor.key,
      method: request.method,
      path: request.path,
      write: subject?.write ?? false,
      customerId: subject?.customerId,
    });
    if (log.length > LOG_LIMIT) log.shift();

    const fault = faultOf(vendor, subject);
    // A fault belongs to an account. A caller whom the vendor would not let in never gets as far as one.
    if (fault === undefined || vendor.authenticated?.(request) === false) {
      send(response, vendor.handle(request));
    } else {
      await playFault(fault, vendor, request, response, waits);
    }
  } catch (error) {
    // The caller hung up or the sandbox is closing: there is nobody to answer.
    if (response.destroyed || waits.closing.aborted) return;
    // A mistake in a vendor fails the one call, in words that cannot be taken for the vendor's own.
    if (response.headersSent) response.destroy();
    else send(response, { status: 500, body: `The sandbox is broken: ${String(error)}` });
  }
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
