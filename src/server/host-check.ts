/**
 * Keeps web pages out of a loopback server without a secret. A page can make its own host name resolve to
 * 127.0.0.1 (DNS rebinding), and the browser then treats this server as the page's origin; the `Host` header
 * reveals it.
 */
import { isLoopback } from '../config/env.js';

/**
 * Whether a `Host` header names this machine. In production and on other addresses, every host is allowed.
 */
export function hostCheck(config: {
  readonly production: boolean;
  readonly host: string;
}): (header: string | undefined) => boolean {
  if (config.production || !isLoopback(config.host)) return () => true;
  return (header) => header === undefined || isLocal(header.replace(/:\d{1,5}$/, '').toLowerCase());
}

/**
 * No page is loaded from these names: they are reserved, the last one for containers that call their host.
 */
function isLocal(name: string): boolean {
  return isLoopback(name) || name.endsWith('.localhost') || name === 'host.docker.internal';
}
