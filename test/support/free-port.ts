/** Ports for servers that need a fixed one. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ephemeral range, so that no other socket gets it meanwhile. */
const [FIRST, COUNT] = [10_000, 20_000];

export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
