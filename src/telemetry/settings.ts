/** Which telemetry signals to export, from OpenTelemetry's standard variables. */
import type { Env } from '../config/env.js';

export interface TelemetrySettings {
  /** Over OTLP. */
  readonly traces: boolean;
  /** Over OTLP. */
  readonly metrics: boolean;
  /** `GET /metrics`. */
  readonly prometheus: boolean;
  /** Interval of OTLP exports. The SDK reads its other variables itself. */
  readonly exportIntervalMs: number;
  readonly warnings: readonly string[];
}

const EXPORT_INTERVAL_MS = 60_000;
const PROTOCOL = 'http/protobuf';
const BAD_INTERVAL = `OTEL_METRIC_EXPORT_INTERVAL is not a number of milliseconds: ${EXPORT_INTERVAL_MS} is used`;
const NO_URL = 'is not a URL such as http://collector:4318: nothing is exported there';

export function readTelemetrySettings(env: Env): TelemetrySettings {
  const wantsPrometheus = env.oneOf('METRICS', ['prometheus', 'off']) === 'prometheus';
  const isDisabled = env.text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true';
  const traces = readSignal(env, 'TRACES');
  const metrics = readSignal(env, 'METRICS');
  const interval = Number(env.text('OTEL_METRIC_EXPORT_INTERVAL') ?? EXPORT_INTERVAL_MS);
  const isInterval = interval > 0;
  return {
    traces: traces.isOn && !isDisabled,
    metrics: metrics.isOn && !isDisabled,
    prometheus: wantsPrometheus && !isDisabled,
    exportIntervalMs: isInterval ? interval : EXPORT_INTERVAL_MS,
    warnings: [
      ...(wantsPrometheus && isDisabled ? ['OTEL_SDK_DISABLED=true turns METRICS=prometheus off'] : []),
      ...(isInterval ? [] : [BAD_INTERVAL]),
      // Both signals may share an endpoint.
      ...(isDisabled ? [] : new Set([...traces.warnings, ...metrics.warnings])),
    ],
  };
}

function readSignal(env: Env, signal: 'TRACES' | 'METRICS') {
  const endpoints = [`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`, 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  const exporters = (env.text(`OTEL_${signal}_EXPORTER`) ?? 'otlp').split(',').map((name) => name.trim());
  const protocol =
    env.text(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`) ?? env.text('OTEL_EXPORTER_OTLP_PROTOCOL') ?? PROTOCOL;
  const endpoint = endpoints.find((name) => env.text(name) !== undefined);
  const isWanted = endpoint !== undefined && exporters.includes('otlp');
  const isOn = isWanted && isHttpUrl(env.text(endpoint) ?? '');
  const others = exporters.filter((name) => name !== 'otlp' && name !== 'none');
  const warnings = [
    ...(isWanted && !isOn ? [`${endpoint} ${NO_URL}`] : []),
    ...(isOn && protocol !== PROTOCOL ? [`OTLP over ${protocol} is not supported: ${PROTOCOL} is used`] : []),
    ...others.map((name) => `OTEL_${signal}_EXPORTER=${name} is not supported`),
  ];
  return { isOn, warnings };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
