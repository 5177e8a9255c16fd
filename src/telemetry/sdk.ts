/** Opens OpenTelemetry's SDK and exporters. Loads only what the configured signals need. */
import { DiagLogLevel, diag, type Meter, type Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { sdkMessage } from './fault.js';
import type { TelemetrySettings } from './settings.js';

/** Name and version of instruments and spans, and of the service by default. */
export interface Identity {
  readonly name: string;
  readonly version: string;
}

export interface Sdk {
  readonly tracer?: Tracer;
  readonly meter?: Meter;
  /** The metrics as Prometheus text. */
  readonly scrape?: () => Promise<string>;
  /** Flushes what is left. */
  close(): Promise<void>;
}

/** Names of resource attributes. */
const [SERVICE_NAME, SERVICE_VERSION] = ['service.name', 'service.version'];

export async function openSdk(settings: TelemetrySettings, identity: Identity, log: Logger): Promise<Sdk> {
  for (const warning of settings.warnings) log.warn(`telemetry: ${warning}`);
  const { traces, metrics, prometheus } = settings;
  if (!traces && !metrics && !prometheus) return { close: async () => {} };
  reportFaults(log);
  const resource = await readResource(identity);
  const tracing = traces ? await openTracing(resource, identity) : undefined;
  const metering = metrics || prometheus ? await openMetering(settings, resource, identity) : undefined;
  return {
    ...tracing?.parts,
    ...metering?.parts,
    close: async () => {
      await Promise.allSettled([tracing?.close(), metering?.close()]);
    },
  };
}

/** The SDK reports failed exports. Its texts contain collector addresses, but nothing from a request. */
function reportFaults(log: Logger): void {
  const warn = (text: string) => log.warn({ fault: sdkMessage(text) }, 'telemetry failed');
  const nothing = () => {};
  const logger = { error: warn, warn, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

async function readResource({ name, version }: Identity) {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes, serviceInstanceIdDetector } =
    await import('@opentelemetry/resources');
  const own = resourceFromAttributes({ [SERVICE_NAME]: name, [SERVICE_VERSION]: version });
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
  return defaultResource().merge(own).merge(detected);
}

type Resource = Awaited<ReturnType<typeof readResource>>;

async function openTracing(resource: Resource, { name, version }: Identity) {
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  // Registers the context manager, and W3C trace context as the propagation format.
  provider.register();
  return { parts: { tracer: provider.getTracer(name, version) }, close: () => provider.shutdown() };
}

async function openMetering(settings: TelemetrySettings, resource: Resource, { name, version }: Identity) {
  const { MeterProvider } = await import('@opentelemetry/sdk-metrics');
  const prometheus = settings.prometheus ? await openPrometheus() : undefined;
  const provider = new MeterProvider({
    resource,
    readers: [
      ...(settings.metrics ? [await otlpReader(settings)] : []),
      ...(prometheus ? [prometheus.reader] : []),
    ],
  });
  return {
    parts: { meter: provider.getMeter(name, version), ...(prometheus && { scrape: prometheus.scrape }) },
    close: () => provider.shutdown(),
  };
}

async function otlpReader({ exportIntervalMs }: TelemetrySettings) {
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-proto');
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: exportIntervalMs,
    exportTimeoutMillis: Math.min(exportIntervalMs, 30_000),
  });
}

async function openPrometheus() {
  const { PrometheusExporter, PrometheusSerializer } = await import('@opentelemetry/exporter-prometheus');
  const { prometheusText } = await import('./prometheus.js');
  // This process's own server serves the text, not the exporter's.
  const reader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer(undefined, false, undefined, false, true);
  return { reader, scrape: () => prometheusText(reader, serializer) };
}
