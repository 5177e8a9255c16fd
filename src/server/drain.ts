/** Stops an HTTP server without dropping clients that can still be answered in time. */
import type { Server } from 'node:http';
import type { Clock } from '../vendor-http/clock.js';

/**
 * Stops accepting connections and closes idle ones. Later responses must send `connection: close`. After
 * `graceMs`, calls `cutting` and closes what is still open.
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
