/**
 * Protection from clients that cannot be trusted: their Host header, slow reading, and caching of answers.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import type { Clock } from '../../src/vendor-http/clock.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { startTestSubgraph } from '../support/subgraph.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(variables: Readonly<Record<string, string>> = {}, clock?: Clock): Promise<Subgraph> {
  const subgraph = await startTestSubgraph(variables, clock);
  stops.push(subgraph.close);
  return subgraph;
}

function get(url: string, path: string, host: string, accept = 'text/html') {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const outgoing = httpRequest(
        new URL(path, url),
        { agent: false, headers: { host, accept } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        },
      );
      outgoing.on('error', reject).end();
    },
  );
}

describe('every answer', () => {
  it.each([
    [
      'GraphQL',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' },
    ],
    [
      'an invalid operation',
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{" }' },
    ],
    ['another method', '/graphql', { method: 'PUT' }],
    ['another path', '/nothing', {}],
    ['health', '/livez', {}],
    ['readiness', '/readyz', {}],
  ])('is neither cached nor sniffed: %s', async (_what, path, init) => {
    const { url } = await start();
    const { headers } = await fetch(new URL(path, url), init);
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      'no-store',
      'nosniff',
    ]);
  });
});

describe('a server on loopback, outside production', () => {
  const FOREIGN = [
    'evil.example',
    'evil.example:4001',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    'x',
  ];

  it.each(FOREIGN)('answers no page of %s, whose name was made to point here', async (host) => {
    const { url } = await start();
    for (const path of ['/graphql', '/graphql/explorer/client.js', '/docs/', '/README.md', '/']) {
      const { status, text } = await get(url, path, host);
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'HOST_NOT_ALLOWED' } }] });
      expect(text).not.toContain(host === 'x' ? 'host x' : host);
    }
  });

  it.each([
    'localhost',
    'localhost:4001',
    'LOCALHOST',
    '127.0.0.1:80',
    '[::1]:4001',
    'app.localhost:4001',
    'host.docker.internal:4001',
  ])('answers pages of %s', async (host) => {
    const { url } = await start();
    expect((await get(url, '/graphql', host)).status).toBe(200);
  });

  it('reports its health to every host', async () => {
    const { url } = await start();
    expect((await get(url, '/livez', 'evil.example')).status).toBe(200);
  });

  it.each([
    ['in production', { NODE_ENV: 'production' }],
    ['on other addresses', { HOST: '0.0.0.0' }],
  ])('answers every host %s', async (_where, variables) => {
    const { url } = await start(variables);
    expect((await get(url, '/graphql', 'contacts.internal', 'application/json')).status).toBe(405);
  });
});

describe('a client that does not read its answer', () => {
  const QUERY = `{ contactProviders { ${Array.from({ length: 400 }, (_, index) => `a${index}: fields { ...F }`).join(' ')} } }
    fragment F on ContactFieldCapability { path title ${['b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${name}: description`).join(' ')} }`;
  const LIMITS = {
    MAX_OPERATION_COST: '10000000',
    MAX_OPERATION_ALIASES: '10000',
    MAX_RESPONSE_BYTES: '100000000',
    RESPONSE_TIMEOUT_MS: '500',
  };

  async function send(url: string): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => {});
    await once(socket, 'connect');
    const body = JSON.stringify({ query: QUERY });
    socket.pause();
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return socket;
  }

  /** Bytes received until the connection ended, and bytes promised. */
  async function read(socket: Socket): Promise<{ read: number; promised: number }> {
    let count = 0;
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      if (!head.includes('\r\n\r\n')) head += chunk.toString('latin1');
      count += chunk.length;
    });
    socket.resume();
    await once(socket, 'close');
    return { read: count, promised: Number(/content-length: (\d+)/i.exec(head)?.[1]) };
  }

  it('loses its connection when its time is over', async () => {
    const clock = new SkippingClock();
    const { url } = await start(LIMITS, clock);
    const socket = await send(url);
    // The answer is ready when the time to read it starts.
    while (clock.pending === 0) await setTimeout(5);
    clock.advance(500);
    const { read: count, promised } = await read(socket);
    expect(promised).toBeGreaterThan(8_000_000);
    expect(count).toBeLessThan(promised);
  });

  it('gets all of it when it reads in time', async () => {
    const { url } = await start({ ...LIMITS, RESPONSE_TIMEOUT_MS: '30000' });
    const { read: count, promised } = await read(await send(url));
    expect(count).toBeGreaterThan(promised);
  });

  it('keeps its connection for the next request once it has read', async () => {
    const { url } = await start({ RESPONSE_TIMEOUT_MS: '100' });
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    const answers = () => text.match(/HTTP\/1\.1 200 /g)?.length ?? 0;
    for (const count of [1, 2]) {
      socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');
      while (answers() < count) await once(socket, 'data');
      await setTimeout(300);
      expect(socket.destroyed).toBe(false);
    }
    socket.destroy();
  });
});
