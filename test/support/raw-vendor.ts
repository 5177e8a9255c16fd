/**
 * HTTP by hand over TCP, because no HTTP server lets a test stop at any byte. `startRawServer` plays what a
 * test scripts; `startFaultVendor` breaks at random points and knows all the same what it carried out.
 */
import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawScript {
  /** A connection was accepted; nothing of it was read. */
  readonly connected?: (socket: Socket, index: number) => void;
  /** Bytes came, of which nothing was looked at yet. */
  readonly bytes?: (socket: Socket, bytes: Buffer) => void;
  /** A request is complete. */
  readonly request?: (request: RawRequest, socket: Socket) => void;
}

export interface RawServer {
  readonly port: number;
  /** With `http:`. */
  readonly origin: string;
  /** Complete requests, oldest first. */
  readonly requests: readonly RawRequest[];
  /** Connections accepted so far. */
  connections(): number;
  /** Bytes that came in so far, on all connections. */
  bytesRead(): number;
  /** Settles once no connection is open. */
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
    // Half of what is tested here is connections that break.
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

/** The first request in `bytes` and how many of them it takes; undefined while it is not complete. */
function readRequest(bytes: Buffer): { request: RawRequest; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const bodyStart = headEnd + 4;
  const length = bodyStart + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  return { request: { method, path, headers, body: bytes.toString('utf8', bodyStart, length) }, length };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the end of an answer is told. */
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

/** How one vendor reads and writes. */
export interface VendorShape {
  /**
   * What tells operations apart; undefined for a request that adds nothing, which is always answered in full.
   */
  marker(request: RawRequest): string | undefined;
  /** The answer to a request without a marker. */
  other?(request: RawRequest): RawAnswer;
  /** The answer when the contact was added as the `count`th. */
  added(request: RawRequest, count: number): RawAnswer;
  /** Answers that promise that nothing was done. */
  readonly refusals: readonly RawAnswer[];
  /** Answers that tell nothing about what was done. */
  readonly failures: readonly RawAnswer[];
}

export interface LedgerEntry {
  /** Contacts added for the operation. */
  readonly commits: number;
  /** What was played, oldest first; more than one entry where the request came more than once. */
  readonly faults: readonly string[];
}

export interface FaultVendor extends Omit<RawServer, 'requests'> {
  /** What was done for an operation whose request was read to its end; nothing was done for any other. */
  ledger(marker: string): LedgerEntry;
}

const NOTHING: LedgerEntry = { commits: 0, faults: [] };

/** What a vendor may answer with status 200 that no success can be read from. */
const GARBAGE = [
  '',
  'null',
  '[]',
  '{}',
  '0',
  '"ok"',
  '<html><body>Welcome</body></html>',
  '{"id":',
  '{"id":null}',
];

/** What happens to a complete request. Those that are listed twice come twice as often. */
const FAULTS = [
  'none',
  'none',
  'none',
  'none',
  'hang up after the answer',
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'cut in the answer',
  'failure before commit',
  'failure after commit',
  'refusal',
  'garbage before commit',
  'garbage after commit',
] as const;

/**
 * A vendor that breaks at random points. The same seed draws the same fault for the same operation, and the
 * same faults for the n-th connection; which operation meets which connection is the scheduler's business.
 */
export async function startFaultVendor(shape: VendorShape, seed: number): Promise<FaultVendor> {
  const ledger = new Map<string, { commits: number; faults: string[] }>();
  /** First answers to the vendor's own keys. */
  const stored = new Map<string, RawAnswer>();
  const draws = new WeakMap<Socket, Random>();
  let count = 0;

  const play = (request: RawRequest, marker: string, socket: Socket): void => {
    const entry = ledger.get(marker) ?? { commits: 0, faults: [] };
    ledger.set(marker, entry);
    // A repeat meets another fault.
    const random = new Random([seed, marker, ...entry.faults].join('/'));
    // Rare, because each one takes a connection until the deadline.
    const fault = random.chance(0.01) ? 'silence' : random.pick(FAULTS);
    entry.faults.push(fault);
    const { headers } = request;
    const key = headers['chargebee-idempotency-key'] ?? headers['idempotency-key'];
    const commit = (): RawAnswer => {
      const earlier = key === undefined ? undefined : stored.get(key);
      if (earlier) return earlier;
      entry.commits += 1;
      count += 1;
      const answer = shape.added(request, count);
      if (key !== undefined) stored.set(key, answer);
      return answer;
    };
    switch (fault) {
      case 'cut before commit':
        hangUp(socket, random);
        break;
      case 'cut after commit':
        commit();
        hangUp(socket, random);
        break;
      case 'cut in the answer': {
        const bytes = encodeAnswer(commit(), random.pick(FRAMINGS));
        hangUp(socket, random, bytes.subarray(0, random.below(bytes.length)));
        break;
      }
      case 'failure before commit':
        answer(socket, random, random.pick(shape.failures));
        break;
      case 'failure after commit':
        commit();
        answer(socket, random, random.pick(shape.failures));
        break;
      case 'refusal':
        answer(socket, random, random.pick(shape.refusals));
        break;
      case 'garbage before commit':
        answer(socket, random, { status: 200, body: random.pick(GARBAGE) });
        break;
      case 'garbage after commit':
        commit();
        answer(socket, random, { status: 200, body: random.pick(GARBAGE) });
        break;
      case 'hang up after the answer':
        answer(socket, random, commit());
        socket.end();
        break;
      case 'silence':
        if (random.chance(0.5)) commit();
        break;
      case 'none':
        answer(socket, random, commit());
        break;
    }
  };

  const server = await startRawServer({
    connected(socket, index) {
      const random = new Random(`${seed}/connection ${index}`);
      draws.set(socket, random);
      if (random.chance(0.05)) hangUp(socket, random);
    },
    bytes(socket, bytes) {
      const random = draws.get(socket);
      if (random?.chance(0.05) && !bytes.includes('/oauth/token')) hangUp(socket, random);
    },
    request(request, socket) {
      const marker = shape.marker(request);
      if (marker !== undefined) play(request, marker, socket);
      else socket.write(encodeAnswer(shape.other?.(request) ?? { status: 404, body: '' }));
    },
  });
  return { ...server, ledger: (marker) => ledger.get(marker) ?? NOTHING };
}

const FRAMINGS: readonly Framing[] = ['length', 'chunked', 'close'];

/** A whole answer, in one piece or in two. */
function answer(socket: Socket, random: Random, reply: RawAnswer): void {
  const framing = random.pick(FRAMINGS);
  const bytes = encodeAnswer(reply, framing);
  const middle = random.chance(0.5) ? random.below(bytes.length) : bytes.length;
  socket.write(bytes.subarray(0, middle));
  socket.write(bytes.subarray(middle));
  if (framing === 'close') socket.end();
}

/** Sends `last` and breaks the connection, in order or by a reset. */
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

  /** From 0 to 1, without 1. */
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
