/** The servers under test: how to start each, and what it is asked. */
import type { OperationName } from '../load/operations.ts';

export interface Contender {
  readonly name: string;
  /** For a person. */
  readonly title: string;
  /** Arguments of `node`, from the root of the project. */
  readonly args: readonly string[];
  /** Settings of its own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly operation: OperationName;
  /** Has `tell-memory.mjs` among its arguments. */
  readonly tellsMemory?: boolean;
  /** Needs what `bench/peers` installs and builds. */
  readonly isPeer: boolean;
  /** Share of the requests: those that take ten times as long would take all the time. */
  readonly share: number;
}

/** Sent to every server, so that reading them is nobody's advantage. */
export const HEADERS: Readonly<Record<string, string>> = {
  'x-router-secret': 'a-secret-of-the-benchmark',
  'x-request-id': '7b0f8f5e-9d0e-4b55-9c39-0c3a6f0f2c11',
};

/** Of every server under test: those that `npm start` and the image give to Node. */
export const NODE_FLAGS = ['--max-semi-space-size=64'] as const;

/** As shipped. */
export const subgraphAsShipped: Contender = {
  name: 'subgraph-as-shipped',
  title: 'this subgraph, vendor limits as shipped',
  args: ['dist/main.js'],
  operation: 'add',
  isPeer: false,
  share: 1,
};

export const subgraph: Contender = {
  ...subgraphAsShipped,
  name: 'subgraph',
  title: 'this subgraph',
  // As for accounts that allow more: else the wait for a vendor's limits would be all there is to see. As
  // many calls at once as the other servers have connections.
  env: Object.fromEntries(
    ['CHARGEBEE', 'CHARTMOGUL', 'ZUORA'].flatMap((vendor) => [
      [`${vendor}_CONCURRENCY`, '128'],
      [`${vendor}_RATE_PER_SECOND`, '0'],
    ]),
  ),
};

export const floor: Contender = {
  name: 'floor',
  title: 'floor: node:http and undici, no GraphQL, no checks',
  args: ['bench/servers/floor.mjs'],
  operation: 'add',
  isPeer: false,
  share: 1,
};

/** What is left of the goal for all that this subgraph does. */
export const apolloAlone: Contender = {
  name: 'apollo-alone',
  title: 'Apollo Server and this schema, no checks',
  args: ['bench/servers/apollo-alone.mjs'],
  operation: 'add',
  isPeer: false,
  share: 1,
};

function peer(name: string, title: string, share: number, operation: OperationName = 'add'): Contender {
  return { name, title, args: [`bench/peers/dist/${name}.js`], operation, isPeer: true, share };
}

export const apollo = peer('apollo', 'Apollo Server, hand-written resolvers, fetch', 0.5);
export const typeGraphql = peer('type-graphql', 'TypeGraphQL, class-validator, fetch', 0.5);
export const dataSourceRest = peer('datasource-rest', 'Apollo Server, datasource-rest', 0.5);
export const hive = peer('hive-gateway', 'Hive Gateway, OpenAPI handler', 0.25, 'add-at-hive');

/** Resolves references only, so it takes no part in the comparison. */
export const naiveEntities = peer('entities', 'Apollo subgraph, one call for each reference', 1, 'alive');

export const contenders: readonly Contender[] = [
  floor,
  subgraph,
  apolloAlone,
  apollo,
  typeGraphql,
  dataSourceRest,
  hive,
];

/** The settings of every server under test; those that it does not know mean nothing to it. */
export function environment(port: number, folder: string): Record<string, string> {
  return {
    PORT: String(port),
    NODE_ENV: 'production',
    ROUTER_SECRETS: HEADERS['x-router-secret'] ?? '',
    STORE_URL: `sqlite:${folder}/contacts.db`,
  };
}
