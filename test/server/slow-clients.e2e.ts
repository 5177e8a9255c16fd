/** A client that sends its request too slowly loses its connection in time. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { startTestSubgraph } from '../support/subgraph.js';

/** Node's own headers timeout is 10 s here, and is checked every few seconds. */
const IN_TIME_MS = 20_000;

let subgraph: Subgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.stop());

it('answers 408 to half a head, and closes the connection', async () => {
  const { port, hostname } = new URL(subgraph.url);
  const startedAt = performance.now();
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (bytes) => {
    answer += String(bytes);
  });
  socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - startedAt).toBeLessThan(IN_TIME_MS);
});
