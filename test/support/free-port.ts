/** Ports for servers that have to be told theirs. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system hands out by itself, so that nobody gets it meanwhile by asking for any. */
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
