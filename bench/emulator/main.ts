/**
 * The vendors at the least cost: their answers, without the time that a vendor takes. A process of its own,
 * whose channel sets how slow it is and reports what it saw.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerChargebee } from './chargebee.ts';
import { type Answer, answerChartMogul } from './chartmogul.ts';
import { answerZuora } from './zuora.ts';

export interface EmulatorQuestion {
  /** From now on each answer takes this long. Counting begins anew with every question. */
  readonly latencyMs: number;
}

export interface EmulatorAnswer {
  readonly url: string;
  /** Calls since the last question, those for tokens left out. */
  readonly calls: number;
  /** Most calls at the same time since the last question. */
  readonly atOnce: number;
}

let latencyMs = 0;
let calls = 0;
let current = 0;
let atOnce = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    if (!request.url?.endsWith('/oauth/token')) calls += 1;
    current += 1;
    atOnce = Math.max(atOnce, current);
    if (latencyMs === 0) reply(request, response, body);
    else setTimeout(reply, latencyMs, request, response, body);
  });
});

function reply(request: IncomingMessage, response: ServerResponse, body: string): void {
  const { status, body: json } = answer(request, body) ?? { status: 404, body: { message: 'Not found' } };
  const text = JSON.stringify(json);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length });
  response.end(text);
  current -= 1;
}

function answer({ method = 'GET', url = '' }: IncomingMessage, body: string): Answer | undefined {
  const [, vendor, path = ''] = /^(\/\w+)([^?]*)/.exec(url) ?? [];
  switch (vendor) {
    case '/chartmogul':
      return answerChartMogul(method, path, body);
    case '/chargebee':
      return answerChargebee(path, body);
    case '/zuora':
      return answerZuora(path);
    default:
      return undefined;
  }
}

process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.on('message', (question: EmulatorQuestion) => {
    const seen: EmulatorAnswer = { url, calls, atOnce };
    ({ latencyMs } = question);
    calls = 0;
    atOnce = current;
    process.send?.(seen);
  });
});
