/** The warnings about OpenTelemetry's variables: the SDK would say them late, unclearly or not at all. */
import { describe, expect, it } from '@jest/globals';
import { Env, type Environment } from '../../src/config/env.js';
import { readTelemetrySettings } from '../../src/telemetry/settings.js';

const read = (variables: Environment) => readTelemetrySettings(new Env(variables));

describe('telemetry settings', () => {
  it.each(['collector:4318', 'collector', 'ftp://collector', 'http//collector:4318'])(
    'warn about the endpoint %s, and export nothing there',
    (endpoint) => {
      const { traces, metrics, warnings } = read({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
      expect({ traces, metrics }).toEqual({ traces: false, metrics: false });
      expect(warnings).toEqual([
        'OTEL_EXPORTER_OTLP_ENDPOINT is not a URL such as http://collector:4318: nothing is exported there',
      ]);
    },
  );

  it('warn about the endpoint of one signal, and export the other', () => {
    const { traces, metrics, warnings } = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector:4318/v1/traces',
    });
    expect({ traces, metrics }).toEqual({ traces: false, metrics: true });
    expect(warnings).toEqual([expect.stringContaining('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is not a URL')]);
  });

  it.each(['1m', '0', '-5', 'often'])('warn about the interval %s, and use the default', (interval) => {
    const { exportIntervalMs, warnings } = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector',
      OTEL_METRIC_EXPORT_INTERVAL: interval,
    });
    expect(exportIntervalMs).toBe(60_000);
    expect(warnings).toEqual(['OTEL_METRIC_EXPORT_INTERVAL is not a number of milliseconds: 60000 is used']);
  });

  it('warn about nothing that is right, or off', () => {
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }).warnings).toEqual([]);
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_SDK_DISABLED: 'true' }).warnings).toEqual(
      [],
    );
  });
});
