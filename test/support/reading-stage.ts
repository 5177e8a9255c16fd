/** The subgraph over HTTP in front of vendors that serve lists of any length. */

import type { Environment } from '../../src/config/env.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Clock } from '../../src/vendor-http/clock.js';
import { type Answer, ask } from './ask.js';
import { type ReadingVendor, startReadingVendor } from './reading-vendor.js';
import { startTestSubgraph } from './subgraph.js';

export interface ReadingStage {
  readonly vendor: ReadingVendor;
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** One page of a customer's contacts. Throws the errors if there is none. */
  page(provider: ProviderId, customerId: string, first: number, after?: string): Promise<Page>;
  close(): Promise<void>;
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly externalId: string } }[];
  readonly nodes: readonly { readonly externalId: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const PAGE = `query ($provider: ContactProvider!, $customerId: ID!, $first: Int, $after: String) {
  contacts(provider: $provider, customerId: $customerId, first: $first, after: $after) {
    edges { cursor node { externalId } }
    nodes { externalId }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

export async function openReadingStage(variables: Environment = {}, clock?: Clock): Promise<ReadingStage> {
  const vendor = await startReadingVendor();
  const subgraph = await startTestSubgraph({ SANDBOX: 'off', ...vendor.environment, ...variables }, clock);
  return {
    vendor,
    ask: (query, values) => ask(subgraph.url, query, values),
    async page(provider, customerId, first, after) {
      const { data, text } = await ask(subgraph.url, PAGE, { provider, customerId, first, after });
      if (!data?.contacts) throw new Error(text);
      return data.contacts;
    },
    async close() {
      await subgraph.close();
      await vendor.close();
    },
  };
}
