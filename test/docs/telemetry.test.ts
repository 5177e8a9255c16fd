/** `docs/telemetry.md` lists every metric that the subgraph serves, with its labels. */
import { expect, test } from '@jest/globals';
import { servedMetrics } from '../support/served-metrics.js';
import { inlineCode, page, section, tablesOf } from './markdown.js';

test('the listed metrics are the served ones, with their labels', async () => {
  const [table = []] = tablesOf(section(page('docs/telemetry.md'), 'Metrics'));
  const listed = table
    .map(([metric = '', labels = '']) => [inlineCode(metric)[0] ?? '', inlineCode(labels)] as const)
    .filter(([metric]) => metric !== '' && metric !== 'target_info');
  const sorted = (entries: Iterable<readonly [string, Iterable<string>]>) =>
    [...entries].map(([metric, labels]) => `${metric} ${[...labels].sort().join(' ')}`).sort();
  expect(sorted(listed)).toEqual(sorted(await servedMetrics()));
});
