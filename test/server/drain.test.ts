/** How a server stops: answers, notices and closed connections. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { drain } from '../../src/server/drain.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { inTime } from '../support/in-time.js';
import { SkippingClock } from '../support/skipping-clock.js';

const LONG_MS = 60_000;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server that exposes each response, and a client's connection to it. */
async function start() {
  const responses: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    responses.push(response);
    server.emit('arrived');
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, responses, open: () => open(server) };
}

async function open(
  server: Server,
): Promise<{ socket: Socket; read: () => string; closed: Promise<unknown> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
  return { socket, read: () => text, closed };
}

async function ask(server: Server, socket: Socket): Promise<void> {
  const arrived = once(server, 'arrived');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await arrived;
}

it('closes connections that are idle or were never used', async () => {
  const { server, responses, open } = await start();
  const [used, unused] = [await open(), await open()];
  await ask(server, used.socket);
  responses[0]?.end('done');
  await once(used.socket, 'data');
  await drain(server, systemClock, LONG_MS);
  await Promise.all([used.closed, unused.closed]);
  expect(used.read()).toContain('done');
});

it('waits for an answer in flight', async () => {
  const { server, responses, open } = await start();
  const client = await open();
  await ask(server, client.socket);
  let ended = false;
  const drained = drain(server, systemClock, LONG_MS).then(() => {
    ended = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  responses[0]?.setHeader('connection', 'close').end('done');
  await drained;
  await client.closed;
  expect(client.read()).toContain('done');
});

it('closes what is still open when the grace ends, and not before', async () => {
  const { server, open } = await start();
  const client = await open();
  await ask(server, client.socket);
  const clock = new SkippingClock();
  let isCut = false;
  const drained = drain(server, clock, LONG_MS, () => {
    isCut = true;
  });
  clock.advance(LONG_MS - 1000);
  expect(isCut).toBe(false);
  clock.advance(1000);
  await inTime(Promise.all([drained, client.closed]), 'the end of the connection');
  expect(client.read()).toBe('');
});

it('announces the close, and announces nothing without an open connection', async () => {
  const { server, open } = await start();
  const client = await open();
  await ask(server, client.socket);
  const cuts: boolean[] = [];
  const drained = drain(server, systemClock, 1, () => cuts.push(!client.socket.destroyed));
  await inTime(Promise.all([drained, client.closed]), 'the end of the connection');
  expect(cuts).toEqual([true]);

  const idle = await start();
  await drain(idle.server, systemClock, 1, () => cuts.push(false));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(cuts).toEqual([true]);
});
