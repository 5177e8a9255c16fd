/**
 * How requests fail, each on a real socket. What matters is whether the request may have been sent, and that
 * it reached the vendor at most once.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { providers } from '../../src/providers/registry.js';
import { HttpClient, type HttpClientOptions, type HttpRequest } from '../../src/vendor-http/client.js';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { encodeAnswer, type RawScript, type RawServer, startRawServer } from '../support/raw-vendor.js';
import { SkippingClock } from '../support/skipping-clock.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const POST: HttpRequest = {
  method: 'POST',
  path: '/contacts?x=1',
  headers: { 'content-type': 'application/json' },
  body: '{"email":"ada@example.com"}',
};
const OK = encodeAnswer({ status: 200, body: '{"id":1}' });

/** Never reached by a test that passes. */
function soon(): Deadline {
  return new Deadline(10_000);
}

const opened: { destroy(): Promise<void> }[] = [];
const servers: RawServer[] = [];

function open(origin: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({ origin, connections: 2, ...options });
  opened.push(client);
  return client;
}

async function serve(script: RawScript): Promise<RawServer> {
  const server = await startRawServer(script);
  servers.push(server);
  return server;
}

/** A server that answers every request with the same bytes. */
function serveBytes(bytes: string | Uint8Array, end: 'stay' | 'fin' | 'rst' = 'stay'): Promise<RawServer> {
  return serve({
    request(_request, socket) {
      if (end === 'fin') socket.end(bytes);
      else if (end === 'rst') socket.write(bytes, () => socket.resetAndDestroy());
      else socket.write(bytes);
    },
  });
}

function encoded(bytes: Uint8Array, encoding: string): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** A server that withholds its first answer until `release`. `arrived` resolves with the request. */
async function serveHeld() {
  let release = () => {};
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = await serve({
    request(_request, socket) {
      if (server.requests.length > 1) {
        socket.write(OK);
        return;
      }
      release = () => socket.write(OK);
      arrive();
    },
  });
  return { ...server, arrived, release: () => release() };
}

/** A port without a listener, which no other test gets while this one relies on that. */
const CLOSED_ORIGIN = 'http://127.0.0.1:1';

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.destroy()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('nothing was sent', () => {
  it('when nothing listens on the port', async () => {
    const result = await open(CLOSED_ORIGIN).send(POST, soon());
    expect(result).toEqual({
      kind: 'fault',
      sent: false,
      code: 'ECONNREFUSED',
      reason: 'the connection was refused',
    });
  });

  it('when the host name cannot be resolved', async () => {
    const result = await open('http://vendor.invalid').send(POST, soon());
    // An unreachable resolver reports EAI_AGAIN.
    expect(result).toEqual({
      kind: 'fault',
      sent: false,
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      reason: 'the host name could not be resolved',
    });
  });

  it.each([
    ['closed', 'fin'],
    ['reset', 'rst'],
  ])('when the TLS handshake is %s', async (_how, end) => {
    const server = await serve({
      // The client's hello is read, so that the handshake dies, not the connection.
      bytes: (socket) => (end === 'fin' ? socket.end() : socket.resetAndDestroy()),
    });
    const result = await open(`https://127.0.0.1:${server.port}`).send(POST, soon());
    expect(result).toMatchObject({ kind: 'fault', sent: false, code: 'ECONNRESET' });
    expect(server.requests).toEqual([]);
  });

  it('when the TLS handshake gets no answer', async () => {
    const server = await serve({});
    const client = open(`https://127.0.0.1:${server.port}`, { connectTimeoutMs: 50 });
    expect(await client.send(POST, soon())).toEqual({
      kind: 'fault',
      sent: false,
      code: 'UND_ERR_CONNECT_TIMEOUT',
      reason: 'the connection timed out',
    });
  });

  it('when the TLS peer speaks plain text', async () => {
    const server = await serve({
      bytes: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'),
    });
    const result = await open(`https://127.0.0.1:${server.port}`).send(POST, soon());
    expect(result).toMatchObject({ kind: 'fault', sent: false, reason: 'no connection could be made' });
    expect(server.requests).toEqual([]);
  });

  it('when the deadline has already passed: no connection is made', async () => {
    const server = await serveBytes(OK);
    const client = open(server.origin);
    expect(await client.send(POST, new Deadline(0))).toEqual({
      kind: 'fault',
      sent: false,
      code: undefined,
      reason: 'the deadline had passed before sending',
    });
    // A working request proves that the one connection is its own.
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply' });
    expect(server.connections()).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('when the process was suspended past the deadline and its timers are late', async () => {
    const server = await serveBytes(OK);
    let stoodStillMs = 0;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + stoodStillMs };
    const sending = open(server.origin).send(POST, new Deadline(10_000, clock));
    stoodStillMs = 20_000;
    expect(await sending).toMatchObject({
      kind: 'fault',
      sent: false,
      reason: 'no connection was free before the deadline',
    });
    expect(server.requests).toEqual([]);
  });

  it('when no connection is free before the deadline, and it is not sent later', async () => {
    const vendor = await serveHeld();
    const client = open(vendor.origin, { connections: 1 });
    const first = client.send({ ...POST, path: '/first' }, soon());
    await vendor.arrived;
    expect(await client.send({ ...POST, path: '/second' }, new Deadline(30))).toEqual({
      kind: 'fault',
      sent: false,
      code: 'DEADLINE',
      reason: 'no connection was free before the deadline',
    });
    vendor.release();
    expect(await first).toMatchObject({ kind: 'reply', status: 200 });
    expect(await client.send({ ...POST, path: '/third' }, soon())).toMatchObject({ kind: 'reply' });
    expect(vendor.requests.map(({ path }) => path)).toEqual(['/first', '/third']);
  });

  it.each(['close', 'destroy'] as const)('after %s', async (end) => {
    const server = await serveBytes(OK);
    const client = open(server.origin);
    await client[end]();
    expect(await client.send(POST, soon())).toEqual({
      kind: 'fault',
      sent: false,
      code: 'UND_ERR_DESTROYED',
      reason: 'the subgraph is shutting down',
    });
    expect(server.connections()).toBe(0);
  });

  it.each(['a\r\nx-evil: 1', 'a\0b', 'łódź'])('when a header value is invalid: %j', async (value) => {
    const server = await serveBytes(OK);
    const result = await open(server.origin).send({ ...POST, headers: { 'x-given': value } }, soon());
    expect(result).toMatchObject({ kind: 'fault', sent: false, code: 'UND_ERR_INVALID_ARG' });
    expect(server.requests).toEqual([]);
  });
});

describe('the request was sent and no complete answer came', () => {
  const cut = {
    kind: 'fault',
    sent: true,
    reason: 'the connection broke before a complete response arrived',
  };
  const CLOSED = /^UND_ERR_SOCKET$/;
  const RESET = /^ECONNRESET$/;
  const EITHER = /^(UND_ERR_SOCKET|ECONNRESET)$/;
  const withLength = encodeAnswer({ status: 200, body: '{"id":12345}' });
  const chunked = encodeAnswer({ status: 200, body: '{"id":12345}' }, 'chunked');
  const half = withLength.subarray(0, withLength.length - 6);

  it.each([
    ['the request is read, then FIN', '', 'fin', CLOSED],
    ['the request is read, then RST', '', 'rst', RESET],
    ['the status line is cut', 'HTTP/1.1 20', 'fin', CLOSED],
    ['the headers are cut', 'HTTP/1.1 200 OK\r\ncontent-le', 'fin', CLOSED],
    ['the headers are cut by RST', 'HTTP/1.1 200 OK\r\ncontent-le', 'rst', RESET],
    ['a body with a length is cut', half, 'fin', CLOSED],
    ['a body with a length is cut by RST', half, 'rst', RESET],
    ['a chunked body is cut', chunked.subarray(0, chunked.length - 10), 'fin', CLOSED],
    ['a chunked body lacks its last chunk', chunked.subarray(0, chunked.length - 5), 'fin', CLOSED],
  ] as const)('%s', async (_title, bytes, end, code) => {
    const server = await serveBytes(bytes, end);
    const result = await open(server.origin).send(POST, soon());
    expect(result).toEqual({ ...cut, code: expect.stringMatching(code) });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['the answer is not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n'],
    ['the answer switches protocols', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n'],
    [
      'the answer has a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n1\r\n1\r\n0\r\n\r\n',
    ],
    ['the answer has two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n11'],
  ])('%s', async (_title, bytes) => {
    const server = await serveBytes(bytes);
    const result = await open(server.origin).send(POST, soon());
    // Parser errors have no code, or one that only undici understands.
    expect(result).toMatchObject(cut);
    expect(server.requests).toHaveLength(1);
  });

  it('the connection is reset immediately after it is accepted: no request is read', async () => {
    const server = await serve({ connected: (socket) => socket.resetAndDestroy() });
    const result = await open(server.origin).send(POST, soon());
    // Whether the reset overtakes the first byte is a race, so both answers are true.
    expect(result).toMatchObject({ kind: 'fault', code: expect.stringMatching(EITHER) });
    expect(server.requests).toEqual([]);
    expect(server.connections()).toBe(1);
  });

  it('a kept-alive connection is reset when it is used again', async () => {
    const server = await serve({
      request(_request, socket) {
        if (server.requests.length === 1) socket.write(OK);
        else socket.resetAndDestroy();
      },
    });
    const client = open(server.origin, { connections: 1 });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply' });
    expect(await client.send(POST, soon())).toEqual({ ...cut, code: 'ECONNRESET' });
    expect(server.requests).toHaveLength(2);
    expect(server.connections()).toBe(1);
  });

  it('the client is destroyed', async () => {
    const client: Promise<HttpClient> = serve({ request: async () => (await client).destroy() }).then(
      ({ origin }) => open(origin),
    );
    expect(await (await client).send(POST, soon())).toEqual({
      kind: 'fault',
      sent: true,
      code: 'UND_ERR_DESTROYED',
      reason: 'the subgraph shut down before a response arrived',
    });
  });

  it('the vendor stays silent beyond the deadline; its connection is closed', async () => {
    const clock = new SkippingClock();
    const server = await serve({ request: () => clock.advance(1000) });
    expect(await open(server.origin).send(POST, new Deadline(1000, clock))).toEqual({
      kind: 'fault',
      sent: true,
      code: 'DEADLINE',
      reason: 'no complete response arrived before the deadline',
    });
    await server.idle();
    expect(server.requests).toHaveLength(1);
  });

  it('the answer drips in beyond the deadline', async () => {
    const clock = new SkippingClock();
    const server = await serve({
      request(_request, socket) {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
        const drip = setInterval(() => {
          socket.write('x');
          clock.advance(50);
        }, 5);
        socket.on('close', () => clearInterval(drip));
      },
    });
    expect(await open(server.origin).send(POST, new Deadline(1000, clock))).toMatchObject({
      kind: 'fault',
      sent: true,
      code: 'DEADLINE',
    });
    await server.idle();
  });
});

describe('oversized answers', () => {
  it('are too large with more values than the request allows, without being parsed', async () => {
    const body = `[${'0,'.repeat(100_000)}0]`;
    const server = await serveBytes(encodeAnswer({ status: 200, body }));
    expect(await open(server.origin).send({ ...POST, maxResponseValues: 100_000 }, soon())).toMatchObject({
      kind: 'fault',
      sent: true,
      code: 'RESPONSE_TOO_LARGE',
    });
  });

  it('do not count commas and brackets inside texts', async () => {
    const body = JSON.stringify({ text: '\\",[{'.repeat(100_000) });
    const server = await serveBytes(encodeAnswer({ status: 200, body }));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', body });
  });

  it('end a connection with more than 100 interim answers', async () => {
    const server = await serveBytes('HTTP/1.1 100 Continue\r\n\r\n'.repeat(101));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'fault', sent: true });
  });

  const tooLarge = { kind: 'fault', sent: true, reason: 'the response was larger than the limit' };

  it('have at most 16 KiB of headers', async () => {
    const server = await serveBytes(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(17_000)}\r\n\r\n`);
    const result = await open(server.origin).send(POST, soon());
    expect(result).toEqual({ ...tooLarge, code: 'UND_ERR_HEADERS_OVERFLOW' });
  });

  it.each(['length', 'chunked', 'close'] as const)('are read up to the limit only (%s)', async (framing) => {
    const bytes = encodeAnswer({ status: 200, body: 'x'.repeat(1001) }, framing);
    const server = await serveBytes(bytes, framing === 'close' ? 'fin' : 'stay');
    const result = await open(server.origin, { maxResponseBytes: 1000 }).send(POST, soon());
    expect(result).toEqual({ ...tooLarge, code: 'RESPONSE_TOO_LARGE' });
    expect(server.requests).toHaveLength(1);
  });

  it('are read up to a mebibyte by default, from an endless body', async () => {
    const server = await serve({
      request(_request, socket) {
        socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
        const pour = () => {
          while (!socket.destroyed && socket.write('x'.repeat(65_536)));
        };
        socket.on('drain', pour);
        pour();
      },
    });
    expect(await open(server.origin).send(POST, soon())).toMatchObject(tooLarge);
    await server.idle();
  });

  it('do not include a body of exactly the limit', async () => {
    const server = await serveBytes(encodeAnswer({ status: 200, body: 'x'.repeat(1000) }));
    const result = await open(server.origin, { maxResponseBytes: 1000 }).send(POST, soon());
    expect(result).toMatchObject({ kind: 'reply', body: 'x'.repeat(1000) });
  });

  it('have the limit of their request', async () => {
    const server = await serveBytes(encodeAnswer({ status: 200, body: 'x'.repeat(2000) }));
    const client = open(server.origin, { maxResponseBytes: 1000 });
    const result = await client.send({ ...POST, maxResponseBytes: 2000 }, soon());
    expect(result).toMatchObject({ kind: 'reply', body: 'x'.repeat(2000) });
    expect(await client.send(POST, soon())).toMatchObject(tooLarge);
  });

  it.each([
    ['gzip', gzipSync],
    [
      'gzip in two members',
      (text: string) => Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))]),
    ],
    ['deflate', deflateSync],
  ])('are inflated up to the limit only (%s), in constant memory', async (title, zip) => {
    const encoding = title.split(' ')[0] ?? '';
    const zipped = zip('0'.repeat(32 * 1024 * 1024));
    const server = await serveBytes(encoded(zipped, encoding));
    const client = open(server.origin);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 1);
    const results = await Promise.all([client.send(POST, soon()), client.send(POST, soon())]);
    clearInterval(watch);
    for (const result of results) expect(result).toEqual({ ...tooLarge, code: 'RESPONSE_TOO_LARGE' });
    expect(most).toBeLessThan(8 * 1024 * 1024);
  });
});

describe('a complete answer', () => {
  it('returns with status, headers and body, and the request arrived unchanged', async () => {
    const server = await serveBytes(
      encodeAnswer({ status: 201, headers: { 'X-Vendor': 'a' }, body: '{"name":"räksmörgås"}' }, 'chunked'),
    );
    expect(await open(server.origin).send(POST, soon())).toEqual({
      kind: 'reply',
      status: 201,
      headers: { 'x-vendor': 'a', 'transfer-encoding': 'chunked' },
      body: '{"name":"räksmörgås"}',
    });
    const requests = server.requests.map(({ rawHeaders: _, ...request }) => request);
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/contacts?x=1',
        headers: {
          host: new URL(server.origin).host,
          connection: 'keep-alive',
          'accept-encoding': 'identity',
          'user-agent': `contacts-subgraph/${version}`,
          'content-type': 'application/json',
          'content-length': '27',
        },
        body: '{"email":"ada@example.com"}',
      },
    ]);
  });

  it('is assembled from its bytes, however they are split', async () => {
    const bytes = encodeAnswer({ status: 200, body: '{"name":"räksmörgås"}' });
    const server = await serve({
      request(_request, socket) {
        socket.setNoDelay(true);
        let at = 0;
        const next = () => {
          if (at < bytes.length) socket.write(bytes.subarray(at, ++at), () => setImmediate(next));
        };
        next();
      },
    });
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ body: '{"name":"räksmörgås"}' });
  });

  it.each([301, 302, 303, 307, 308])('is not followed when it is a %i', async (status) => {
    const elsewhere = await serveBytes(OK);
    const server = await serveBytes(
      encodeAnswer({ status, headers: { location: `${elsewhere.origin}/x` }, body: '' }),
    );
    const result = await open(server.origin).send(POST, soon());
    expect(result).toMatchObject({ kind: 'reply', status, headers: { location: `${elsewhere.origin}/x` } });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.connections()).toBe(0);
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('is not requested again when it is a %i', async (status) => {
    const server = await serveBytes(encodeAnswer({ status, headers: { 'retry-after': '0' }, body: '' }));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', status });
    expect(server.requests).toHaveLength(1);
  });

  it('is silently short when only the end of the connection marks its end', async () => {
    const whole = encodeAnswer({ status: 200, body: '{"id":12345}' }, 'close');
    const server = await serveBytes(whole.subarray(0, whole.length - 4), 'fin');
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', body: '{"id":12' });
  });

  it('also comes for the next request after the vendor closed the kept-alive connection', async () => {
    let closed: Promise<void> = Promise.resolve();
    const server = await serve({
      request(_request, socket) {
        closed = new Promise((resolve) => socket.on('close', () => resolve()));
        socket.end(OK);
      },
    });
    const client = open(server.origin, { connections: 1 });
    for (let index = 1; index <= 3; index++) {
      expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200 });
      await closed;
      expect(server.requests).toHaveLength(index);
    }
    expect(server.connections()).toBe(3);
  });

  it('delays close, which admits nothing new', async () => {
    const vendor = await serveHeld();
    const client = open(vendor.origin);
    const order: string[] = [];
    const sent = client.send(POST, soon()).finally(() => order.push('answered'));
    await vendor.arrived;
    const closing = client.close().then(() => order.push('closed'));
    expect(await client.send(POST, soon())).toEqual({
      kind: 'fault',
      sent: false,
      code: 'UND_ERR_CLOSED',
      reason: 'the subgraph is shutting down',
    });
    vendor.release();
    await closing;
    expect(await sent).toMatchObject({ kind: 'reply', status: 200 });
    expect(order).toEqual(['answered', 'closed']);
    expect(vendor.requests).toHaveLength(1);
  });

  it('never needs more connections than allowed', async () => {
    let inFlight = 0;
    let most = 0;
    const server = await serve({
      request(_request, socket) {
        most = Math.max(most, ++inFlight);
        setImmediate(() => {
          inFlight--;
          socket.write(OK);
        });
      },
    });
    const client = open(server.origin, { connections: 3 });
    const results = await Promise.all(Array.from({ length: 50 }, () => client.send(POST, soon())));
    expect(results.every(({ kind }) => kind === 'reply')).toBe(true);
    expect(server.requests).toHaveLength(50);
    expect(server.connections()).toBe(3);
    expect(most).toBeLessThanOrEqual(3);
  });
});

describe('an answer that RFC 9110 and RFC 9112 require a client to accept', () => {
  const body = '{"id":1}';
  const length = `content-length: ${body.length}\r\n`;
  const ok = (head: string) => `HTTP/1.1 200 OK\r\n${head}${length}\r\n${body}`;
  const chunks = (text: string) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n${text}`;
  const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

  it.each<[string, string, Record<string, unknown>?]>([
    ['an unrequested 100 Continue first', `${CONTINUE}${ok('')}`],
    ['a 100 Continue with headers', `HTTP/1.1 100 Continue\r\nServer: IIS\r\n\r\n${ok('')}`],
    ['a 100 Continue without a reason', `HTTP/1.1 100\r\n\r\n${ok('')}`],
    ['several 100 Continue', `${CONTINUE}${CONTINUE}${CONTINUE}${ok('')}`],
    ['103 Early Hints', `HTTP/1.1 103 Early Hints\r\nx-hint: 1\r\n\r\n${ok('')}`],
    ['102, 100, 103, and an unknown 1xx', `HTTP/1.1 102 P\r\n\r\n${CONTINUE}HTTP/1.1 199 ?\r\n\r\n${ok('')}`],
    ['an empty line first', `\r\n${ok('')}`],
    ['no reason', `HTTP/1.1 200 \r\n${length}\r\n${body}`],
    ['a reason in UTF-8', `HTTP/1.1 200 Créé: «x»\r\n${length}\r\n${body}`],
    ['a header folded over lines', ok('X-Vendor: a\r\n  b\r\n\tc\r\n'), { 'x-vendor': 'a b c' }],
    ['header names in any letter case', ok('X-VENDOR: a\r\n'), { 'x-vendor': 'a' }],
    ['a header without a value', ok('x-vendor:\r\n'), { 'x-vendor': '' }],
    ['a header without a space', ok('x-vendor:a\r\n'), { 'x-vendor': 'a' }],
    ['a header in UTF-8', ok('x-vendor: Zürich\r\n'), { 'x-vendor': expect.any(String) }],
    ['a header twice', ok('x-vendor: a\r\nX-Vendor: b\r\n'), { 'x-vendor': ['a', 'b'] }],
    ['the same length twice', ok(length), { 'content-length': '8' }],
    ['the same length in a list', ok('').replace('length: 8', 'length: 8, 8'), { 'content-length': '8' }],
    ['an offered upgrade', ok('connection: Upgrade\r\nupgrade: h2c\r\n')],
    ['lines that end with LF only', ok('x-vendor: a\r\n').replaceAll('\r\n', '\n'), { 'x-vendor': 'a' }],
    ['a newer minor version', ok('').replace('HTTP/1.1', 'HTTP/1.2')],
    ['chunks', chunks(`8\r\n${body}\r\n0\r\n\r\n`)],
    ['chunks with extensions', chunks(`8;a=b;c="d;e"\r\n${body}\r\n0;x\r\n\r\n`)],
    ['chunks with a trailer', chunks(`0008\r\n${body}\r\n000\r\nx-a: b\r\nx-c: d\r\n\r\n`)],
    ['300 cookies', ok(Array.from({ length: 300 }, (_, i) => `set-cookie: a${i}=b\r\n`).join(''))],
  ])('comes with %s', async (_title, bytes, headers = {}) => {
    const server = await serveBytes(bytes);
    const client = open(server.origin, { connections: 1 });
    // Twice on one connection: nothing of the first answer is taken for the second.
    for (const count of [1, 2]) {
      const result = await client.send(POST, soon());
      expect(result).toMatchObject({ kind: 'reply', status: 200, headers, body });
      expect(server.requests).toHaveLength(count);
    }
    expect(server.connections()).toBe(1);
  });

  it.each<[string, (text: string) => Buffer]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text) => Buffer.from(text)],
    ['', (text) => Buffer.from(text)],
    ['identity, gzip', gzipSync],
  ])('comes with content-encoding: %s', async (encoding, zip) => {
    const server = await serveBytes(encoded(zip('{"name":"räksmörgås"}'), encoding));
    const client = open(server.origin);
    const result = await client.send({ ...POST, headers: { 'accept-encoding': 'gzip' } }, soon());
    expect(result).toMatchObject({ kind: 'reply', body: '{"name":"räksmörgås"}' });
    expect(await client.send(POST, soon())).toEqual(result);
    expect(server.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip', 'identity']);
  });

  it('comes with content-encoding: gzip and no body', async () => {
    const server = await serveBytes(encoded(Buffer.alloc(0), 'gzip'));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', body: '' });
  });

  it.each([
    ['an unknown encoding', Buffer.from(body), 'zstd'],
    ['an encoding inside another', gzipSync(gzipSync(body)), 'gzip, gzip'],
    ['an encoding that does not match its name', Buffer.from(body), 'gzip'],
    ['a cut encoding', gzipSync(body).subarray(0, 15), 'gzip'],
  ])('cannot be read with %s, so that the outcome is unknown', async (_title, bytes, encoding) => {
    const server = await serveBytes(encoded(bytes, encoding));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'fault', sent: true });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['HTTP/1.0, ended by the connection', `HTTP/1.0 200 OK\r\n\r\n${body}`],
    ['HTTP/1.0 with a length', ok('').replace('HTTP/1.1', 'HTTP/1.0')],
    ['neither a length nor chunks', `HTTP/1.1 200 OK\r\n\r\n${body}`],
    ['connection: close', ok('Connection: Close\r\n')],
    ['connection: close after a 100', `${CONTINUE}${ok('connection: close\r\n')}`],
  ])('comes with %s; the next request gets its own connection', async (_title, bytes) => {
    const server = await serveBytes(bytes, 'fin');
    const client = open(server.origin, { connections: 1 });
    for (const count of [1, 2]) {
      expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status: 200, body });
      expect(server.connections()).toBe(count);
    }
  });

  it.each([204, 205, 304])('comes with no body and status %i', async (status) => {
    const end = status === 205 ? 'content-length: 0\r\n\r\n' : '\r\n';
    const server = await serveBytes(`HTTP/1.1 ${status} Whatever\r\n${end}`);
    const client = open(server.origin, { connections: 1 });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status, body: '' });
    expect(await client.send(POST, soon())).toMatchObject({ kind: 'reply', status, body: '' });
  });

  it.each([
    ['100 and the answer', `${CONTINUE}${CONTINUE}${ok('x-vendor: a\r\n  b\r\n')}`],
    ['103 and the answer', `HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n${ok('')}`],
  ])('comes byte by byte: %s', async (_title, text) => {
    const bytes = Buffer.from(text);
    const server = await serve({
      request(_request, socket) {
        socket.setNoDelay(true);
        let at = 0;
        const next = () => {
          if (at < bytes.length) socket.write(bytes.subarray(at, ++at), () => setImmediate(next));
        };
        next();
      },
    });
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', status: 200, body });
  });

  it.each(['fin', 'rst'] as const)(
    'had not arrived when the connection broke after a 100: %s',
    async (end) => {
      const server = await serveBytes(CONTINUE, end);
      const result = await open(server.origin).send(POST, soon());
      expect(result).toMatchObject({ kind: 'fault', sent: true });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('did not arrive before the deadline, after any number of 1xx', async () => {
    const clock = new SkippingClock();
    const server = await serve({
      request(_request, socket) {
        const drip = setInterval(() => {
          socket.write(CONTINUE);
          clock.advance(25);
        }, 5);
        socket.on('close', () => clearInterval(drip));
      },
    });
    expect(await open(server.origin).send(POST, new Deadline(500, clock))).toMatchObject({
      kind: 'fault',
      sent: true,
      code: 'DEADLINE',
    });
    await server.idle();
  });

  it('comes with a byte order mark, which is not part of the text', async () => {
    const server = await serveBytes(encodeAnswer({ status: 200, body: `\uFEFF${body}` }));
    expect(await open(server.origin).send(POST, soon())).toMatchObject({ kind: 'reply', body });
  });
});

describe('the outcome for a caller', () => {
  async function add(origin: string, deadlineMs = 10_000, clock: Clock = systemClock) {
    const env = new Env(fixtureEnvironment(origin));
    const accounts = openAccounts(providers, { live: readProviderSettings(providers, env) });
    opened.push(accounts);
    return new ContactService(accounts, deadlineMs, undefined, clock).add({
      provider: 'CRO',
      customerId: '1',
      input: { emails: [{ address: 'ada@example.com' }] },
      options: {},
      requestId: 'test',
    });
  }

  it('unavailable, when nothing was sent', async () => {
    expect(await add(CLOSED_ORIGIN)).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', reason: 'the connection was refused' },
    });
  });

  const whole = encodeAnswer({ status: 200, body: '{"id":107589,"email":"ada@example.com"}' }, 'close');

  it.each([
    ['nothing', ''],
    ['half of the headers', whole.subarray(0, 25)],
    ['headers only', whole.subarray(0, whole.indexOf('\r\n\r\n') + 4)],
    ['a silently cut answer', whole.subarray(0, whole.length - 1)],
    ['no JSON', encodeAnswer({ status: 200, body: '<html></html>' })],
    ['null', encodeAnswer({ status: 200, body: 'null' })],
    ['no id', encodeAnswer({ status: 200, body: '{"id":null}' })],
    ['no body at all', encodeAnswer({ status: 204, body: '' })],
    ['a redirect', encodeAnswer({ status: 307, headers: { location: '/' }, body: '{"id":107589}' })],
  ])('unknown, when the answer was %s', async (_title, bytes) => {
    const server = await serveBytes(bytes, 'fin');
    expect(await add(server.origin)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    expect(server.requests).toHaveLength(1);
  });

  it('success, when all of it came', async () => {
    const server = await serveBytes(whole, 'fin');
    expect(await add(server.origin)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '107589' } },
    });
  });

  it('success, when an unrequested 100 Continue came first', async () => {
    const server = await serveBytes(`HTTP/1.1 100 Continue\r\n\r\n${whole}`, 'fin');
    expect(await add(server.origin)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '107589' } },
    });
  });

  it('success, when the JSON has its own media type and a byte order mark', async () => {
    const headers = { 'Content-Type': 'application/vnd.cro+json; charset="UTF-8"; v=1' };
    const body = '\uFEFF \r\n{"id":107589,"email":"ada@example.com"}\n';
    const server = await serveBytes(encodeAnswer({ status: 200, headers, body }));
    expect(await add(server.origin)).toMatchObject({
      ok: true,
      value: { contact: { externalId: '107589' } },
    });
  });

  it('unknown, when silence lasted beyond the deadline', async () => {
    const clock = new SkippingClock();
    const server = await serve({ request: () => clock.advance(1000) });
    expect(await add(server.origin, 1000, clock)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    expect(server.requests).toHaveLength(1);
  });
});
