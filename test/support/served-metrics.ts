/** Every metric that the subgraph serves, with its labels. */
import { ask } from './ask.js';
import { metricOf, scrape } from './scrape.js';
import { startTestSubgraph } from './subgraph.js';

const ADD = `mutation Add { addContact(provider: CHARGEBEE, customerId: "cus_acme", options: { idempotencyKey: "a-key-of-the-test" },
  input: { externalId: "c-telemetry", emails: [{ address: "ada@example.com" }] }) { __typename } }`;

/** By metric. `le` is left out: it belongs to a bucket, not to a metric. */
export async function servedMetrics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
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
  return served;
}
