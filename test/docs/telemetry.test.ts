/** `docs/telemetry.md`: lists every metric that the subgraph serves, with its labels. */
import { expect, test } from '@jest/globals';
import { ask } from '../support/ask.js';
import { metricOf, scrape } from '../support/scrape.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { inlineCode, page, section, tablesOf } from './markdown.js';

const ADD = `mutation Add { addContact(provider: CHARGEBEE, customerId: "cus_acme", options: { idempotencyKey: "a-key-of-the-test" },
  input: { externalId: "c-telemetry", emails: [{ address: "ada@example.com" }] }) { __typename } }`;

test('the metrics are those that the subgraph serves, with their labels', async () => {
  const subgraph = await startTestSubgraph({ METRICS: 'prometheus' });
  await ask(subgraph.url, ADD);
  const { all } = await scrape(subgraph.url);
  await subgraph.stop();
  const served = new Map<string, Set<string>>();
  for (const { name, labels } of all.filter((sample) => sample.name !== 'target_info')) {
    const known = served.get(metricOf(name)) ?? new Set();
    for (const label of Object.keys(labels)) if (label !== 'le') known.add(label);
    served.set(metricOf(name), known);
  }
  const [table = []] = tablesOf(section(page('docs/telemetry.md'), 'Metrics'));
  const listed = table
    .map(([metric = '', labels = '']) => [inlineCode(metric)[0] ?? '', inlineCode(labels)] as const)
    .filter(([metric]) => metric !== '' && metric !== 'target_info');
  const sorted = (entries: Iterable<readonly [string, Iterable<string>]>) =>
    [...entries].map(([metric, labels]) => `${metric} ${[...labels].sort().join(' ')}`).sort();
  expect(sorted(listed)).toEqual(sorted(served));
});
