/**
 * Why a request got no complete answer, for developers. Quotes no error text, which may contain addresses.
 */
import { isProxyFault } from './fault-codes.js';

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** For a request that was not sent. Proxy faults have codes of their own. */
export function unsentCode(error: unknown): string | undefined {
  const code = errorCode(error);
  switch (code) {
    case 'UND_ERR_ABORTED':
      return proxyStatus(error) ?? code;
    // undici itself waits only for the proxy's answer to CONNECT.
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'PROXY_TIMEOUT';
    case 'UND_ERR_PRX_TLS':
    case 'UND_ERR_PRX_CONN':
      return 'PROXY_CLOSED';
    default:
      return code;
  }
}

/** Marks an error of the connection to the proxy. */
export function asProxyFault(error: Error): Error {
  const code = errorCode(error)?.replace(/^UND_ERR_/, '') ?? 'UNREACHABLE';
  return Object.assign(error, { code: `PROXY_${code}` });
}

/** For a request that was not sent, by the code from `unsentCode`. */
export function unsentReason(code: string | undefined): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name could not be resolved';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'the connection timed out';
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_DESTROYED':
      return 'the subgraph is shutting down';
    case 'PROXY_407':
      return 'the proxy rejected our credentials (407)';
    case 'PROXY_ECONNREFUSED':
      return 'the proxy did not accept the connection';
    case 'PROXY_ENOTFOUND':
    case 'PROXY_EAI_AGAIN':
      return 'the host name of the proxy could not be resolved';
    case 'PROXY_TIMEOUT':
    case 'PROXY_CONNECT_TIMEOUT':
      return 'the proxy timed out';
    default:
      return isProxyFault(code) ? notConnected(code) : 'no connection could be made';
  }
}

function notConnected(code: string): string {
  const [, status] = /^PROXY_(\d{3})$/.exec(code) ?? [];
  return `the proxy did not connect to the vendor${status === undefined ? '' : ` (${status})`}`;
}

/** For a request that may have been sent. */
export function cutReason(code: string | undefined): string {
  switch (code) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'the response was larger than the limit';
    case 'UND_ERR_DESTROYED':
      return 'the subgraph shut down before a response arrived';
    default:
      return 'the connection broke before a complete response arrived';
  }
}

/** undici reports the proxy's status only in its error message. */
function proxyStatus(error: unknown): string | undefined {
  const status = error instanceof Error && /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status ? `PROXY_${status}` : undefined;
}
