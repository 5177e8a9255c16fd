/** Reads a subgraph's metrics like Prometheus. */

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

export class Samples {
  constructor(readonly all: readonly Sample[]) {}

  /** The values of the series that have these labels, and possibly others. */
  of(name: string, labels: Labels = {}): readonly number[] {
    return this.all
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
      .map(({ value }) => value);
  }

  sum(name: string, labels: Labels = {}): number {
    return this.of(name, labels).reduce((total, value) => total + value, 0);
  }
}

export async function scrape(url: string): Promise<Samples> {
  const response = await fetch(new URL('/metrics', url));
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}.`);
  return new Samples(parseSamples(await response.text()));
}

/** Throws for a line that Prometheus would reject. */
export function parseSamples(text: string): readonly Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const {
        name = '',
        labels = '',
        value,
      } = /^(?<name>[a-z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/i.exec(line)?.groups ?? {};
      if (name === '') throw new Error(`Not a sample: ${line}`);
      const pairs = [...labels.matchAll(/([a-z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/gi)];
      return {
        name,
        labels: Object.fromEntries(pairs.map(([, key = '', text = '']) => [key, text])),
        value: value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value),
      };
    });
}

/** The metric of a series: a histogram has three. */
export function metricOf(series: string): string {
  return series.replace(/(_seconds)_(?:bucket|sum|count)$/, '$1');
}
