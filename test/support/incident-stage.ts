/** Plants incidents in a subgraph process, and keeps every signal it emits meanwhile. */
import { setTimeout } from 'node:timers/promises';
import type { ProviderId } from '../../src/model/contact.js';
import { ask } from './ask.js';
import type { Build } from './build.js';
import { describedAs } from './facts.js';
import { type ReceivedSpan, startOtlpCollector } from './otlp-collector.js';
import { type Samples, scrape } from './scrape.js';
import { type LogLine, startSubgraphProcess } from './subgraph-process.js';

/** The text of `/metrics` is rebuilt at most once in this time. */
const SCRAPE_MS = 1050;

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) { __typename }
}`;

export interface Signals {
  readonly scrapes: readonly Samples[];
  readonly lines: readonly LogLine[];
  readonly spans: readonly ReceivedSpan[];
}

export interface IncidentStage {
  /** Many concurrent writes, each different. */
  write(provider: ProviderId, count: number, isKeyed?: boolean): Promise<void>;
  /** Many concurrent requests that do nothing. */
  request(count: number, headers: Readonly<Record<string, string>>): Promise<void>;
  /** The current metrics. */
  look(): Promise<Samples>;
  /** Stops the subgraph: all spans are here then. */
  finish(): Promise<Omit<Signals, 'scrapes'>>;
}

/** Settings of a provider whose vendor is at the origin. */
export function vendorAt(provider: ProviderId, origin: string): Readonly<Record<string, string>> {
  return describedAs(provider).facts.environment(origin);
}

export async function openStage(
  build: Build,
  variables: Readonly<Record<string, string>>,
): Promise<IncidentStage> {
  const collector = await startOtlpCollector();
  const subgraph = await startSubgraphProcess(build, {
    STORE_URL: 'memory:',
    SANDBOX: 'on',
    METRICS: 'prometheus',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.origin}/v1/traces`,
    ...variables,
  });
  let writes = 0;
  return {
    async write(provider, count, isKeyed = false) {
      const { example, sandbox } = describedAs(provider).facts;
      const customerId = sandbox.customers[0]?.[0];
      await Promise.all(
        Array.from({ length: count }, () => {
          writes += 1;
          const key = isKeyed && { idempotencyKey: `a-key-of-the-test-${writes}` };
          const options = { ...example.options, ...key };
          return ask(subgraph.url, ADD, { provider, customerId, input: example.input, options });
        }),
      );
    },
    async request(count, headers) {
      await Promise.all(
        Array.from({ length: count }, () => ask(subgraph.url, '{ __typename }', {}, headers)),
      );
    },
    async look() {
      await setTimeout(SCRAPE_MS);
      return scrape(subgraph.url);
    },
    async finish() {
      await subgraph.stop();
      await collector.close();
      return { lines: subgraph.lines, spans: collector.spans };
    },
  };
}
