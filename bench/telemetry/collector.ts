/** A collector that discards its input, in a separate process so that its time is not the server's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectorAnswer {
  readonly url: string;
  /** Bytes received since the last question. */
  readonly bytes: number;
}

let bytes = 0;

const server = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
});

process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.on('message', () => {
    const seen: CollectorAnswer = { url, bytes };
    bytes = 0;
    process.send?.(seen);
  });
});
