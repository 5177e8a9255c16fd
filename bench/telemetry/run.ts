/**
 * `npm run bench -- --telemetry`: the cost of metrics and traces, compared with the same subgraph without
 * them.
 */
import { Child } from '../machine/child.ts';
import { median } from '../measure/median.ts';
import type { Figures, Stage } from '../measure/stage.ts';
import { table } from '../report/table.ts';
import { subgraph } from '../servers/contenders.ts';
import type { RunningServer } from '../servers/running-server.ts';
import type { CollectorAnswer } from './collector.ts';

const LOAD = { concurrency: 64, requests: 6000 };
/** Enough for the compiler to finish. */
const WARM_UP = { concurrency: 64, requests: 20_000 };

/** Enabled signals, by the name in the report. A trace is one server span and one client span. */
function variants(collector: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const metrics = { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_METRIC_EXPORT_INTERVAL: '1000' };
  const sampled = (share: string) => ({
    ...metrics,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: share,
  });
  return {
    off: {},
    'GET /metrics': { METRICS: 'prometheus' },
    'metrics over OTLP': { ...metrics, OTEL_TRACES_EXPORTER: 'none' },
    'metrics, 5 % of traces': sampled('0.05'),
    'metrics, all traces': sampled('1'),
  };
}

export async function runTelemetry(stage: Stage, rounds: number): Promise<void> {
  const collector = new Child({ side: 'others', args: ['bench/telemetry/collector.ts'], control: true });
  try {
    const { url } = await collector.ask<CollectorAnswer>({});
    const measured: { name: string; server: RunningServer; figures: Figures[] }[] = [];
    for (const [name, settings] of Object.entries(variants(url))) {
      const server = await stage.start({ ...subgraph, env: { ...subgraph.env, ...settings } });
      await stage.measure(server, WARM_UP);
      measured.push({ name, server, figures: [] });
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const { server, figures } of measured) figures.push(await stage.measure(server, LOAD));
    }
    const { bytes } = await collector.ask<CollectorAnswer>({});
    if (bytes === 0) throw new Error('The collector was sent nothing.');
    print(measured);
  } finally {
    await collector.stop();
  }
}

/** The ratio is the median of the rounds' own ratios: a slow machine slows down both. */
function print(measured: readonly { readonly name: string; readonly figures: readonly Figures[] }[]): void {
  const off = measured[0]?.figures ?? [];
  const rows = measured.map(({ name, figures }) => {
    const more = figures.map(({ cpu }, round) => (cpu / (off[round]?.cpu ?? Number.NaN) - 1) * 100);
    const range = `${Math.min(...more).toFixed(1)} to ${Math.max(...more).toFixed(1)}`;
    const of = (read: (value: Figures) => number) => median(figures.map(read));
    return [
      name,
      of(({ cpu }) => cpu).toFixed(0),
      median(more).toFixed(1),
      range,
      of((each) => each.p50Ms).toFixed(1),
    ];
  });
  console.log(table(['64 concurrent', 'CPU us/request', '% more', 'range', 'p50 ms'], rows));
}
