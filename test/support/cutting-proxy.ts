/**
 * An HTTP proxy that rejects, hangs up and cuts tunnels at random points. The same seed draws the same for
 * the n-th connection.
 */
import type { Socket } from 'node:net';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.js';
import { encodeAnswer, hangUp, Random } from './raw-vendor.js';

const PAGE = '<html><body>The proxy says no.</body></html>';
const REFUSALS = [302, 403, 407, 502, 503, 504].map((status) => encodeAnswer({ status, body: PAGE }));
const ESTABLISHED = Buffer.from('HTTP/1.1 200 Connection established\r\n\r\n');
/** Looks like a tunnel, but leads to a page. */
const PORTAL = encodeAnswer({ status: 200, body: PAGE });

export async function startCuttingProxy(vendorPort: number, seed: number): Promise<ConnectProxy> {
  const draws = new WeakMap<Socket, Random>();
  const drawOf = (socket: Socket) => draws.get(socket) ?? new Random('unknown connection');
  return startConnectProxy(vendorPort, {
    connected(socket, index) {
      const random = new Random(`${seed}/tunnel ${index}`);
      draws.set(socket, random);
      if (random.chance(0.03)) hangUp(socket, random);
    },
    connect(_request, socket, open) {
      const random = drawOf(socket);
      if (random.chance(0.9)) open();
      else {
        const answers = [ESTABLISHED.subarray(0, random.below(ESTABLISHED.length)), PORTAL, ...REFUSALS];
        hangUp(socket, random, random.pick(answers));
      }
    },
    passes(way, bytes, client) {
      const random = drawOf(client);
      if (!random.chance(0.03)) return true;
      hangUp(client, random, way === 'down' ? bytes.subarray(0, random.below(bytes.length)) : undefined);
      // The vendor may have read what its client believes was cut.
      return way === 'up' && random.chance(0.5);
    },
  });
}
