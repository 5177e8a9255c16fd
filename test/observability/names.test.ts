/** The alert rules, the dashboard and the runbook use metrics and labels that the subgraph serves. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { inlineCode, page, section } from '../docs/markdown.js';
import { alertRules } from '../support/alert-rules.js';
import { namesIn, parseQuery } from '../support/promql.js';
import { metricOf } from '../support/scrape.js';
import { servedMetrics } from '../support/served-metrics.js';

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number };
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

const rules = alertRules();
const dashboard = JSON.parse(readFileSync('deploy/observability/dashboard.json', 'utf8')) as Dashboard;
const runbook = page('docs/runbook.md');

const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }) => ({
    title,
    expr: expr.replaceAll('$__rate_interval', '5m'),
    legendFormat,
  })),
);
const inRunbook = inlineCode(runbook)
  .filter((code) => code.startsWith('contacts_') || code.startsWith('histogram_quantile'))
  .map((code) => code.replaceAll('\\|', '|'));
const queries = [
  ...rules.map(({ alert, expr }) => ({ place: alert, query: expr })),
  ...panels.map(({ title, expr }) => ({ place: title, query: expr })),
  ...inRunbook.map((query) => ({ place: 'runbook', query })),
];
/** Prometheus adds it to every series it scrapes. */
const ADDED = ['instance'];

describe('every query', () => {
  let served: ReadonlyMap<string, ReadonlySet<string>>;
  beforeAll(async () => {
    served = await servedMetrics();
  });

  it.each(queries)('of $place is PromQL: $query', ({ query }) => {
    expect(() => parseQuery(query)).not.toThrow();
    expect(namesIn(query).selected).not.toEqual([]);
  });

  it.each(queries)('of $place names metrics and labels that are served: $query', ({ query }) => {
    const { selected, grouped } = namesIn(query);
    const known = new Set(ADDED);
    for (const { metric, labels } of selected) {
      const own = [...(served.get(metricOf(metric)) ?? [])];
      expect([...served.keys()]).toContain(metricOf(metric));
      const isBucket = metric.endsWith('_bucket');
      for (const label of own) known.add(label);
      if (isBucket) known.add('le');
      expect(labels.filter((label) => !own.includes(label) && !(isBucket && label === 'le'))).toEqual([]);
    }
    expect(grouped.filter((label) => !known.has(label))).toEqual([]);
  });
});

test('invalid PromQL is detected', () => {
  expect(() => parseQuery('sum(')).toThrow('Not PromQL');
});

test('the texts of alerts and legends show only labels that their queries keep', () => {
  for (const { expr, annotations } of rules) {
    for (const label of labelsShown(Object.values(annotations).join(' '), /\$labels\.(\w+)/g)) {
      expect(namesIn(expr).grouped).toContain(label);
    }
  }
  for (const { expr, legendFormat } of panels) {
    for (const label of labelsShown(legendFormat, /\{\{(\w+)\}\}/g))
      expect(namesIn(expr).grouped).toContain(label);
  }
});

function labelsShown(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, label = '']) => label);
}

test('every alert has a section of the runbook, and every section an alert', () => {
  const sections = [...section(runbook, 'Alerts').matchAll(/^### (.*)$/gm)].map(([, title]) => title);
  expect(sections).toEqual(rules.map(({ alert }) => alert));
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
  }
});

test('every section says where to look first, and which cause leads to which step', () => {
  for (const text of section(runbook, 'Alerts').split(/^### /m).slice(1)) {
    expect(text).toContain('- **Look first:** ');
    expect(text).toMatch(/^\|.*\| next step \|$/m);
  }
});

test('the dashboard shows every metric', async () => {
  const shown = new Set(
    panels.flatMap(({ expr }) => namesIn(expr).selected.map(({ metric }) => metricOf(metric))),
  );
  // The dashboard shows a histogram by its count or its buckets.
  const bare = [...shown].map((metric) => metric.replace(/_count$/, ''));
  expect([...(await servedMetrics()).keys()].filter((metric) => !bare.includes(metric))).toEqual([]);
});

test('panels have unique places and ids', () => {
  const places = dashboard.panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
