/**
 * ChartMogul as far as it limits, in a process of its own: it counts every request of the last second, and
 * those it works on. Prints one JSON line when it listens, and one for each request. On standard input, as
 * JSON: `perSecond`, `atOnce`, `tookMs` (give or take a third).
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const { perSecond, atOnce, tookMs } = JSON.parse(await text(process.stdin));
const WINDOW_MS = 1000;
const times = [];
let inFlight = 0;

const server = createServer(async (request, response) => {
  const at = performance.timeOrigin + performance.now();
  while (times[0] <= at - WINDOW_MS) times.shift();
  const status = times.length >= perSecond ? 429 : inFlight >= atOnce ? 503 : 201;
  times.push(at);
  inFlight += 1;
  const customerId = request.url.split('/')[3];
  process.stdout.write(`${JSON.stringify({ at, customerId, status })}\n`);
  const body = JSON.parse((await text(request)) || '{}');
  await sleep(tookMs * (2 / 3 + (2 / 3) * Math.random()));
  inFlight -= 1;
  const reply = status === 201 ? { ...body, uuid: `con_${randomUUID()}` } : { message: 'over the limit' };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
