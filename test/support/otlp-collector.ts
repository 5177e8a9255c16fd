/** A collector of OTLP over HTTP that keeps what it receives, as bytes and as spans. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { bytesOf, type Fields, parseMessage, textOf } from './protobuf.js';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: 'SERVER' | 'CLIENT' | 'OTHER';
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  readonly durationMs: number;
}

export interface OtlpCollector {
  readonly origin: string;
  readonly spans: readonly ReceivedSpan[];
  /** Attributes of the resource that the spans came from. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** All bodies, of traces and metrics. */
  bytes(): Buffer;
  /** Bodies received at the path. */
  requests(path: '/v1/traces' | '/v1/metrics'): number;
  close(): Promise<void>;
}

export async function startOtlpCollector(): Promise<OtlpCollector> {
  const bodies: { readonly path: string; readonly body: Buffer }[] = [];
  const spans: ReceivedSpan[] = [];
  const resource: Record<string, unknown> = {};
  const server = createServer(async (request, response) => {
    const sent = await buffer(request);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    bodies.push({ path: request.url ?? '', body });
    if (request.url === '/v1/traces') readTraces(body, spans, resource);
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resource,
    bytes: () => Buffer.concat(bodies.map(({ body }) => body)),
    requests: (path) => bodies.filter((received) => received.path === path).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const KINDS: Readonly<Record<number, ReceivedSpan['kind']>> = { 2: 'SERVER', 3: 'CLIENT' };

/**
 * ExportTraceServiceRequest of opentelemetry/proto/collector/trace/v1. The numbers are those of its fields.
 */
function readTraces(body: Buffer, spans: ReceivedSpan[], resource: Record<string, unknown>): void {
  for (const resourceSpans of messages(parseMessage(body), 1)) {
    for (const of of messages(resourceSpans, 1)) Object.assign(resource, attributesOf(of, 1));
    for (const scopeSpans of messages(resourceSpans, 2)) {
      for (const span of messages(scopeSpans, 2)) spans.push(readSpan(span));
    }
  }
}

function readSpan(span: Fields): ReceivedSpan {
  const [status] = messages(span, 15);
  return {
    traceId: bytesOf(span, 1).toString('hex'),
    spanId: bytesOf(span, 2).toString('hex'),
    parentSpanId: bytesOf(span, 4).toString('hex'),
    name: textOf(span, 5),
    kind: KINDS[Number(span.get(6)?.[0] ?? 0)] ?? 'OTHER',
    attributes: attributesOf(span, 9),
    isError: Number(status?.get(3)?.[0] ?? 0) === 2,
    durationMs: Number((fixed64(span, 8) - fixed64(span, 7)) / 1000n) / 1000,
  };
}

function attributesOf(message: Fields, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messages(message, field).map((pair) => [textOf(pair, 1), plainValue(messages(pair, 2)[0])]),
  );
}

/** AnyValue: a string, boolean, integer, double or list. */
function plainValue(value: Fields | undefined): unknown {
  if (!value) return undefined;
  if (value.has(1)) return textOf(value, 1);
  if (value.has(2)) return Number(value.get(2)?.[0]) === 1;
  if (value.has(3)) return Number(value.get(3)?.[0]);
  if (value.has(4)) return bytesOf(value, 4).readDoubleLE();
  return messages(value, 5).flatMap((list) => messages(list, 1).map(plainValue));
}

function messages(message: Fields, field: number): readonly Fields[] {
  return (message.get(field) ?? []).map((value) => parseMessage(value as Buffer));
}

function fixed64(message: Fields, field: number): bigint {
  return bytesOf(message, field).readBigUInt64LE();
}
