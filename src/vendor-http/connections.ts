/**
 * Opens one client's connections to one origin: directly, or through the proxy from the environment.
 *
 * A proxy does not change "sent or not": undici opens the tunnel and the TLS connection inside it before it
 * calls `onRequestStart`. If either fails, the request never left this process.
 */
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { isLoopback } from '../config/env.js';
import type { ProxySettings } from '../config/proxy.js';
import { asProxyFault } from './fault-reasons.js';
import { repairResponseHeads } from './response-heads.js';
import { USER_AGENT } from './user-agent.js';

export interface ConnectionOptions {
  readonly origin: string;
  /** Maximum connections, and so maximum requests in flight; further requests queue. */
  readonly connections: number;
  /** For each step: to the proxy, through it, and the TLS handshake. */
  readonly connectTimeoutMs?: number;
  /** If absent, every connection is direct. Loopback is always direct. */
  readonly proxy?: ProxySettings | undefined;
}

export function openConnections(options: ConnectionOptions): Dispatcher {
  const { origin, connections, connectTimeoutMs: timeout = 2000, proxy } = options;
  // HTTP/2 replays requests on GOAWAY and REFUSED_STREAM; a vendor's POST must not be replayed.
  const tls = { timeout, allowH2: false };
  const pool: Pool.Options = {
    connections,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 30_000,
    // The operation's deadline ends slow answers. undici's own timeouts would compete with it.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (!proxy || isLoopback(new URL(origin).hostname)) {
    return new Pool(origin, { ...pool, connect: lenient(buildConnector(tls)) });
  }
  return new EnvHttpProxyAgent({
    ...pool,
    // Not undefined: undici would then read the process environment.
    httpProxy: proxy.http ?? '',
    httpsProxy: proxy.https ?? '',
    noProxy: proxy.noProxy ?? '',
    connect: buildConnector(tls),
    connectTimeout: timeout,
    requestTls: tls,
    proxyTls: tls,
    headers: { 'user-agent': USER_AGENT },
    // An unanswered CONNECT has no request deadline of its own, so bound it here.
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
