/** Spans, metrics and log lines contain no value of a request and no credential, for every outcome. */
import { afterEach, expect, it } from '@jest/globals';
import { ask } from '../support/ask.js';
import { useBuild } from '../support/build.js';
import { described } from '../support/facts.js';
import { startOtlpCollector } from '../support/otlp-collector.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) { __typename }
}`;
const LIST = `query ($provider: ContactProvider!, $customerId: ID!) {
  contacts(provider: $provider, customerId: $customerId, first: 2) { nodes { id } }
}`;

/** Words of the schema are not personal. Shorter texts match by chance. */
function isPersonal(text: string): boolean {
  return text.length >= 5 && !/^[A-Z_]+$/.test(text);
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** A metric's name and labels. */
function withoutSamples(metrics: string): string {
  return metrics.replace(/ [\d.e+-]+$/gm, '');
}

const UUIDS = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Fields with a time or a generated id. Their digits may equal those of a postal code. */
const OURS: Readonly<Record<string, RegExp>> = {
  time: /^\d{13}$/,
  durationMs: /^\d+(\.\d+)?$/,
  requestId: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  trace_id: /^[\da-f]{32}$/,
  span_id: /^[\da-f]{16}$/,
};

function withoutOurs(lines: readonly object[]): string {
  return JSON.stringify(lines, (field, value) => (OURS[field]?.test(String(value)) ? undefined : value));
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it('spans, metrics and log lines contain no value of any request to any customer of the sandbox', async () => {
  const build = useBuild();
  const collector = await startOtlpCollector();
  closing.push(() => collector.close());
  const subgraph = await startSubgraphProcess(build, {
    STORE_URL: 'memory:',
    METRICS: 'prometheus',
    PROVIDER_DEADLINE_MS: '500',
    ROUTER_SECRETS: 'a-secret-of-the-router-0123456789',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_METRIC_EXPORT_INTERVAL: '300',
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= subgraph.stop());
  closing.push(stop);
  const headers = { 'x-router-secret': 'a-secret-of-the-router-0123456789' };
  const sent = new Set<string>([headers['x-router-secret']]);
  const members = new Set<string>();
  for (const { provider, facts } of described) {
    const { input, options } = facts.example;
    await Promise.all(
      facts.sandbox.customers.map(async ([customerId], index) => {
        const idempotencyKey = `a-key-of-${provider.id}-${index}`;
        const variables = {
          provider: provider.id,
          customerId,
          input,
          options: { ...options, idempotencyKey },
        };
        for (const text of textsOf(variables).filter(isPersonal)) sent.add(text);
        const { data, errors } = await ask(subgraph.url, ADD, variables, headers);
        expect(errors).toEqual([]);
        members.add(data.addContact.__typename);
        await ask(subgraph.url, LIST, { provider: provider.id, customerId }, headers);
      }),
    );
  }
  const metrics = await (await fetch(new URL('/metrics', subgraph.url))).text();
  await stop();

  // Otherwise there would be nothing to find.
  expect(members.size).toBeGreaterThanOrEqual(6);
  expect(collector.spans.length).toBeGreaterThan(100);
  expect(sent.size).toBeGreaterThan(100);
  const exported = collector.bytes().toString('latin1').replaceAll(UUIDS, '');
  const told = [exported, withoutSamples(metrics), withoutOurs(subgraph.lines)];
  const found = [...sent].filter((text) => {
    const bytes = Buffer.from(text).toString('latin1');
    return told.some((all) => all.includes(text) || all.includes(bytes));
  });
  expect(found).toEqual([]);
}, 120_000);
