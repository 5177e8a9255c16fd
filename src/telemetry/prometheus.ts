/** Renders the metrics as Prometheus text. */
import type { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { MetricData, MetricReader } from '@opentelemetry/sdk-metrics';

/** An unresponsive store loses its own metrics, not the others. */
const COLLECT_MS = 3000;

const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['s', '_seconds'],
  ['By', '_bytes'],
]);

export async function prometheusText(
  reader: MetricReader,
  serializer: PrometheusSerializer,
): Promise<string> {
  const { resourceMetrics } = await reader.collect({ timeoutMillis: COLLECT_MS });
  const scopeMetrics = resourceMetrics.scopeMetrics.map(({ scope, metrics }) => ({
    scope,
    metrics: metrics.map(withUnit),
  }));
  return serializer.serialize({ ...resourceMetrics, scopeMetrics });
}

/**
 * Appends the unit to the name, as collectors and Prometheus itself do, so that one dashboard fits scraped
 * and OTLP metrics. The serializer does not.
 */
function withUnit(metric: MetricData): MetricData {
  const { name, unit } = metric.descriptor;
  const suffix = SUFFIXES.get(unit) ?? '';
  return { ...metric, descriptor: { ...metric.descriptor, name: `${name}${suffix}`, unit: '' } };
}
