/** Why the subgraph cannot start, and which setting helps: one message for the operator. */
import { isNativeError } from 'node:util/types';
import { ConfigurationError } from './app.js';
import type { Environment } from './config/env.js';

export function startFault(error: unknown, variables: Environment): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!isNativeError(error)) return String(error);
  return `The subgraph cannot start: ${error.message}${advice(error, variables)}`;
}

type Fault = NodeJS.ErrnoException & { readonly hostname?: string };

function advice({ code, syscall, hostname }: Fault, { HOST }: Environment): string {
  if (code === 'EADDRINUSE') return '. Set PORT to a free port.';
  // The unknown host may also be the store's.
  const isHost = syscall === 'getaddrinfo' && hostname === HOST;
  return isHost || code === 'EADDRNOTAVAIL' ? '. Set HOST to an address of this machine.' : '';
}
