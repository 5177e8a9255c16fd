/** HTTP by hand over TCP, because no HTTP server lets a test stop at any byte. Follows a test's script. */
import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Alternating names, as sent, and values. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface RawScript {
  /** A connection was accepted; nothing of it was read. */
  readonly connected?: (socket: Socket, index: number) => void;
  /** Bytes arrived, not yet parsed. */
  readonly bytes?: (socket: Socket, bytes: Buffer) => void;
  /** A request is complete. */
  readonly request?: (request: RawRequest, socket: Socket) => void;
}

export interface RawServer {
  readonly port: number;
  /** The origin, with `http:`. */
  readonly origin: string;
  /** Complete requests, oldest first. */
  readonly requests: readonly RawRequest[];
  /** Connections accepted so far. */
  connections(): number;
  /** Bytes received so far, on all connections. */
  bytesRead(): number;
  /** Resolves once no connection is open. */
  idle(): Promise<void>;
  /** Ends every connection. */
  close(): Promise<void>;
}

export async function startRawServer(script: RawScript): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let connections = 0;
  let bytesRead = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    // Half of the tests of this are about breaking connections.
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) for (const resolve of waiting.splice(0)) resolve();
    });
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      bytesRead += bytes.length;
      script.bytes?.(socket, bytes);
      if (socket.destroyed || socket.writableEnded) return;
      pending = Buffer.concat([pending, bytes]);
      for (let read = readRequest(pending); read; read = readRequest(pending)) {
        pending = pending.subarray(read.length);
        requests.push(read.request);
        script.request?.(read.request, socket);
      }
    });
    script.connected?.(socket, connections);
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    bytesRead: () => bytesRead,
    idle: () =>
      new Promise((resolve) => {
        if (sockets.size === 0) resolve();
        else waiting.push(resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The first request in `bytes` and its length; undefined until it is complete. */
function readRequest(bytes: Buffer): { request: RawRequest; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const rawHeaders = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers[rawHeaders[at]?.toLowerCase() ?? ''] = rawHeaders[at + 1] ?? '';
  const bodyStart = headEnd + 4;
  const length = bodyStart + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  const body = bytes.toString('utf8', bodyStart, length);
  return { request: { method, path, headers, rawHeaders, body }, length };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body: string;
}

/** How the end of an answer is marked. */
export type Framing = 'length' | 'chunked' | 'close';

export function encodeAnswer({ status, headers = {}, body }: RawAnswer, framing: Framing = 'length'): Buffer {
  const bytes = Buffer.byteLength(body);
  const framed =
    framing === 'length'
      ? { 'content-length': String(bytes) }
      : framing === 'chunked'
        ? { 'transfer-encoding': 'chunked' }
        : { connection: 'close' };
  const lines = Object.entries({ ...headers, ...framed }).map(([name, value]) => `${name}: ${value}\r\n`);
  const text =
    framing !== 'chunked'
      ? body
      : bytes === 0
        ? '0\r\n\r\n'
        : `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  return Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${text}`);
}

/** Sends `last` and breaks the connection, orderly or by a reset. */
export function hangUp(socket: Socket, random: Random, last: Uint8Array = Buffer.alloc(0)): void {
  if (random.chance(0.5)) socket.end(last);
  else if (last.length === 0) socket.resetAndDestroy();
  else socket.write(last, () => socket.resetAndDestroy());
}

/** Mulberry32: small, and the same everywhere. */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** From 0 to 1, exclusive. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  }
}
