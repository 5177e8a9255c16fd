/** An HTTP proxy by hand over TCP: it opens tunnels to one port, for any host, and breaks on demand. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface ConnectRequest {
  /** `host:port`, as the client requested it. */
  readonly target: string;
  /** The whole head of the request. */
  readonly head: string;
}

export interface ProxyScript {
  /** A connection was accepted; nothing of it was read. */
  readonly connected?: (socket: Socket, index: number) => void;
  /** In place of a tunnel, which `open` makes. */
  readonly connect?: (request: ConnectRequest, socket: Socket, open: () => void) => void;
  /** Bytes travel up to the vendor, or down from it. False withholds them. */
  readonly passes?: (way: 'up' | 'down', bytes: Buffer, client: Socket) => boolean;
}

export interface ConnectProxy {
  readonly port: number;
  /** The URL, with `http:`. */
  readonly url: string;
  /** Requests, oldest first. */
  readonly requests: readonly ConnectRequest[];
  /** Connections accepted so far. */
  connections(): number;
  /** Everything that clients sent to the vendor so far. */
  sentUp(): Buffer;
  /** Ends every tunnel. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

export async function startConnectProxy(vendorPort: number, script: ProxyScript = {}): Promise<ConnectProxy> {
  const requests: ConnectRequest[] = [];
  const sockets = new Set<Socket>();
  const up: Buffer[] = [];
  let connections = 0;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    // Most tests of this are about breaking connections.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };

  const open = (client: Socket) => {
    const vendor = connect(vendorPort, '127.0.0.1');
    keep(vendor);
    vendor.on('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    client.on('data', (bytes: Buffer) => {
      up.push(bytes);
      if (script.passes?.('up', bytes, client) ?? true) vendor.write(bytes);
    });
    vendor.on('data', (bytes: Buffer) => {
      if ((script.passes?.('down', bytes, client) ?? true) && !client.destroyed) client.write(bytes);
    });
    client.on('end', () => vendor.end());
    vendor.on('end', () => client.end());
    client.on('close', () => vendor.destroy());
    vendor.on('close', (broke) => (broke ? client.destroy() : client.destroySoon()));
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    let head = '';
    const read = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      client.off('data', read);
      const request = { target: head.split(' ')[1] ?? '', head };
      requests.push(request);
      if (script.connect) script.connect(request, client, () => open(client));
      else open(client);
    };
    client.on('data', read);
    script.connected?.(client, connections);
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    sentUp: () => Buffer.concat(up),
    async cut() {
      const closed = [...sockets].map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
