/**
 * Why a request got no complete answer, for developers. Quotes no error text, which may contain addresses.
 */

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** For a request that was not sent. */
export function unsentReason(error: unknown): string {
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name could not be resolved';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'no connection could be made in time';
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_DESTROYED':
      return 'the subgraph is shutting down';
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'the proxy did not answer in time';
    case 'UND_ERR_PRX_TLS':
    case 'UND_ERR_PRX_CONN':
      return 'the proxy did not connect to the vendor';
    case 'UND_ERR_ABORTED':
      return proxyReason(error);
    default:
      return 'no connection could be made';
  }
}

/** For a request that may have been sent. */
export function cutReason(code: string | undefined): string {
  switch (code) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'the answer was larger than the limit';
    case 'UND_ERR_DESTROYED':
      return 'the subgraph was shut down before the answer came';
    default:
      return 'the connection broke before a complete answer came';
  }
}

/** undici reports the proxy's status only in its error message. */
function proxyReason(error: unknown): string {
  const status = error instanceof Error && /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  if (!status) return 'no connection could be made';
  return status === '407'
    ? 'the proxy rejected our credentials (407)'
    : `the proxy did not connect to the vendor (${status})`;
}
