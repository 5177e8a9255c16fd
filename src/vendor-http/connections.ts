/**
 * Opens the connections of one client to one origin: directly, or through the proxy of the environment.
 *
 * A proxy changes nothing about "sent or not": undici asks for the tunnel and makes the TLS connection inside
 * it before it calls `onRequestStart`. All that goes wrong until then left the request in this process.
 */
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { isLoopback } from '../config/env.js';
import type { ProxySettings } from '../config/proxy.js';
import { asProxyFault } from './fault-reasons.js';
import { repairResponseHeads } from './response-heads.js';
import { USER_AGENT } from './user-agent.js';

export interface ConnectionOptions {
  readonly origin: string;
  /** Connections at most, and so requests in flight at most; more wait for their turn. */
  readonly connections: number;
  /** For each step on the way: to the proxy, through it, and the TLS handshake. */
  readonly connectTimeoutMs?: number;
  /** Absent: every connection is direct. One to loopback always is. */
  readonly proxy?: ProxySettings | undefined;
}

export function openConnections(options: ConnectionOptions): Dispatcher {
  const { origin, connections, connectTimeoutMs: timeout = 2000, proxy } = options;
  // HTTP/2 replays requests by itself on GOAWAY and REFUSED_STREAM; a vendor's POST must not be replayed.
  const tls = { timeout, allowH2: false };
  const pool: Pool.Options = {
    connections,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 30_000,
    // The deadline of the operation ends slow answers; undici's own clocks would only add a second opinion.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (!proxy || isLoopback(new URL(origin).hostname)) {
    return new Pool(origin, { ...pool, connect: lenient(buildConnector(tls)) });
  }
  return new EnvHttpProxyAgent({
    ...pool,
    // Not undefined: undici would read the environment of the process.
    httpProxy: proxy.http ?? '',
    httpsProxy: proxy.https ?? '',
    noProxy: proxy.noProxy ?? '',
    connect: buildConnector(tls),
    connectTimeout: timeout,
    requestTls: tls,
    proxyTls: tls,
    headers: { 'user-agent': USER_AGENT },
    // No deadline ends a CONNECT that the proxy leaves without an answer: nobody's request waits for it
    // alone.
    clientFactory: (url, { connect }: Pool.Options) =>
      new Pool(url, {
        allowH2: false,
        headersTimeout: timeout,
        ...(typeof connect === 'function' && { connect: toProxy(connect) }),
      }),
    factory: (url, { connect, ...rest }: Pool.Options) =>
      new Pool(url, { ...rest, ...(typeof connect === 'function' && { connect: lenient(connect) }) }),
  });
}

function toProxy(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) =>
      error === null ? callback(null, socket) : callback(asProxyFault(error), null),
    );
}

function lenient(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) =>
      error === null ? callback(null, repairResponseHeads(socket)) : callback(error, null),
    );
}
