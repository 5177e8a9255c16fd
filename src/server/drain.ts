/** Ends an HTTP server without cutting anybody off who can still be answered in time. */
import type { Server } from 'node:http';
import type { Clock } from '../vendor-http/clock.js';

/**
 * Takes no new connection and closes idle ones. Answers that are still to come have to say `connection:
 * close`; what is open after `graceMs` is cut, after a call of `cutting`.
 */
export async function drain(
  server: Server,
  clock: Clock,
  graceMs: number,
  cutting?: () => void,
): Promise<void> {
  const cancel = clock.after(graceMs, () => {
    cutting?.();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.close(resolve));
  cancel();
}
