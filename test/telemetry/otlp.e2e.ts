/** Traces and metrics over OTLP, of the subgraph as a process. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { type Build, useBuild } from '../support/build.js';
import { fastest } from '../support/fastest.js';
import { type OtlpCollector, startOtlpCollector } from '../support/otlp-collector.js';
import { encodeAnswer, startRawServer } from '../support/raw-vendor.js';
import { type LogLine, type SubgraphProcess, startSubgraphProcess } from '../support/subgraph-process.js';

let build: Build;
let collector: OtlpCollector;
let subgraph: SubgraphProcess | undefined;

beforeAll(() => {
  build = useBuild();
});
beforeEach(async () => {
  collector = await startOtlpCollector();
});
afterEach(async () => {
  await subgraph?.stop();
  subgraph = undefined;
  await collector.close();
});

/** Runs the queries; everything is exported once the process has ended. */
async function run(queries: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  subgraph = await startSubgraphProcess(build, {
    STORE_URL: 'memory:',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    ...settings,
  });
  for (const query of queries) await ask(subgraph.url, query, {}, HEADERS);
  await subgraph.stop();
  const { lines } = subgraph;
  subgraph = undefined;
  return lines;
}

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const HEADERS = { traceparent: `00-${TRACE_ID}-${PARENT}-01` };

const CUSTOMER = 'cus_00000000-0000-4000-8000-000000000001';
const LIMITED = 'cus_fa017000-0000-4000-8000-000009000429';

function add(customerId: string) {
  return `mutation Add_1 { addContact(provider: CHARTMOGUL, customerId: "${customerId}",
    input: { firstName: "Marakesh", emails: [{ address: "marakesh@example.com" }] }) { __typename } }`;
}

describe('a request', () => {
  it("is one server span in the router's trace, and the parent of its calls", async () => {
    await run([add(CUSTOMER)]);
    const [server, ...others] = collector.spans.filter(({ kind }) => kind === 'SERVER');
    expect(others).toEqual([]);
    expect(server).toMatchObject({
      name: 'POST /graphql',
      traceId: TRACE_ID,
      parentSpanId: PARENT,
      isError: false,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/graphql',
        'http.response.status_code': 200,
        provider: ['CHARTMOGUL'],
        member: ['AddContactSuccess'],
        outcome: ['APPLIED'],
      },
    });
    const client = collector.spans.find(({ kind }) => kind === 'CLIENT');
    expect(client).toMatchObject({ traceId: TRACE_ID, parentSpanId: server?.spanId });
    expect(client?.durationMs).toBeLessThanOrEqual(server?.durationMs ?? 0);
  });

  it('leaves its trace and span in its log lines', async () => {
    const lines = await run([add(CUSTOMER)]);
    const server = collector.spans.find(({ kind }) => kind === 'SERVER');
    const ids = { trace_id: TRACE_ID, span_id: server?.spanId };
    expect(lines.find(({ msg }) => msg === 'request')).toMatchObject(ids);
    expect(lines.find(({ msg }) => msg === 'provider call')).toMatchObject(ids);
    expect(lines.find(({ msg }) => msg === 'listening')).not.toHaveProperty('trace_id');
  });

  it('that the router does not sample has no span, but its trace in the log', async () => {
    subgraph = await startSubgraphProcess(build, {
      STORE_URL: 'memory:',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    });
    await ask(subgraph.url, add(CUSTOMER), {}, { traceparent: `00-${TRACE_ID}-${PARENT}-00` });
    await subgraph.stop();
    expect(collector.spans).toEqual([]);
    expect(subgraph.lines.find(({ msg }) => msg === 'request')).toMatchObject({ trace_id: TRACE_ID });
    subgraph = undefined;
  });
});

describe('calls that wait for a slot', () => {
  it('stay in the trace of their request', async () => {
    subgraph = await startSubgraphProcess(build, {
      STORE_URL: 'memory:',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      CHARTMOGUL_CONCURRENCY: '1',
    });
    const { url } = subgraph;
    const ids = ['1', '2', '3'].map((digit) => digit.repeat(32));
    await Promise.all(ids.map((id) => ask(url, add(CUSTOMER), {}, { traceparent: `00-${id}-${PARENT}-01` })));
    await subgraph.stop();
    subgraph = undefined;
    const clients = collector.spans.filter(({ kind }) => kind === 'CLIENT');
    expect(clients.map(({ traceId }) => traceId).sort()).toEqual(ids);
  });
});

describe('a call to a vendor', () => {
  it('is a client span with its account, operation, status and outcome', async () => {
    await run([add(CUSTOMER)]);
    expect(collector.spans.filter(({ kind }) => kind === 'CLIENT')).toMatchObject([
      {
        name: 'CHARTMOGUL addContact',
        isError: false,
        attributes: {
          provider: 'CHARTMOGUL',
          account: 'default',
          operation: 'addContact',
          'http.response.status_code': 201,
          outcome: 'APPLIED',
          sent: true,
        },
      },
    ]);
    expect(collector.resource).toMatchObject({
      'service.name': 'contacts-subgraph',
      'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      'service.instance.id': expect.any(String),
    });
  });

  it('that fails is an error with the type from the union', async () => {
    await run([add(LIMITED)]);
    expect(collector.spans.filter(({ kind }) => kind === 'CLIENT')).toMatchObject([
      {
        isError: true,
        attributes: {
          'http.response.status_code': 429,
          'error.type': 'ContactProviderRateLimitedError',
          reason: 'HTTP_429',
          outcome: 'NOT_APPLIED',
        },
      },
    ]);
  });
});

describe('a vendor', () => {
  it('gets no trace context', async () => {
    const vendor = await startRawServer({
      request: (_request, socket) => socket.write(encodeAnswer({ status: 401, body: '{}' })),
    });
    await run([add(CUSTOMER)], chartMogulAt(vendor.origin));
    await vendor.close();
    expect(vendor.requests.length).toBe(1);
    const names = vendor.requests.flatMap(({ headers }) => Object.keys(headers));
    expect(names).toContain('authorization');
    for (const name of ['traceparent', 'tracestate', 'baggage']) expect(names).not.toContain(name);
  });
});

describe('the environment', () => {
  it.each([
    ['OTEL_SDK_DISABLED', 'true', { traces: 0, metrics: 0 }],
    ['OTEL_TRACES_EXPORTER', 'none', { traces: 0, metrics: 1 }],
    ['OTEL_METRICS_EXPORTER', 'none', { traces: 1, metrics: 0 }],
  ])('%s=%s decides what is sent', async (name, value, expected) => {
    await run([add(CUSTOMER)], { [name]: value });
    const traces = Math.min(1, collector.requests('/v1/traces'));
    const metrics = Math.min(1, collector.requests('/v1/metrics'));
    expect({ traces, metrics }).toEqual(expected);
  });

  it('may name the endpoint of one signal only', async () => {
    const OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = `${collector.origin}/v1/traces`;
    await run([add(CUSTOMER)], { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT });
    expect(collector.requests('/v1/traces')).toBe(1);
    expect(collector.requests('/v1/metrics')).toBe(0);
  });

  it('may name the service, and add attributes to it', async () => {
    const OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=staging';
    await run([add(CUSTOMER)], { OTEL_SERVICE_NAME: 'contacts-eu', OTEL_RESOURCE_ATTRIBUTES });
    expect(collector.resource).toMatchObject({
      'service.name': 'contacts-eu',
      'deployment.environment.name': 'staging',
    });
  });

  it('may choose a sampler', async () => {
    await run(['{ __typename }', add(CUSTOMER)], { OTEL_TRACES_SAMPLER: 'always_off' });
    expect(collector.spans).toEqual([]);
  });

  it('may request an unsupported feature, which is a warning', async () => {
    const lines = await run([], { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_METRICS_EXPORTER: 'prometheus' });
    expect(lines.filter(({ level, msg }) => level === 40 && msg.startsWith('telemetry:'))).toMatchObject([
      { msg: 'telemetry: OTLP over grpc is not supported: http/protobuf is used' },
      { msg: 'telemetry: OTEL_METRICS_EXPORTER=prometheus is not supported' },
    ]);
  });
});

it('a collector that is down causes warnings, and fails no request', async () => {
  await collector.close();
  let lines: readonly LogLine[] = [];
  // On shutdown it waits at most two seconds for a collector.
  const endedMs = await fastest(5000, async () => {
    subgraph = await startSubgraphProcess(build, {
      STORE_URL: 'memory:',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    });
    expect((await ask(subgraph.url, add(CUSTOMER))).data).toEqual({
      addContact: { __typename: 'AddContactSuccess' },
    });
    const startedAt = performance.now();
    await subgraph.stop();
    ({ lines } = subgraph);
    subgraph = undefined;
    return performance.now() - startedAt;
  });
  expect(endedMs).toBeLessThan(5000);
  expect(lines.filter(({ level }) => level > 40)).toEqual([]);
});

function chartMogulAt(origin: string) {
  return {
    CHARTMOGUL_URL: `${origin}/v1`,
    CHARTMOGUL_API_KEY: 'a-key-of-the-test',
    CHARTMOGUL_DATA_SOURCE_UUID: 'ds_00000000-0000-4000-8000-000000000000',
  };
}
