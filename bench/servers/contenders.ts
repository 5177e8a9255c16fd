/** The servers under test: how to start each, and what to send it. */
import type { OperationName } from '../load/operations.ts';

export interface Contender {
  readonly name: string;
  /** For display. */
  readonly title: string;
  /** Arguments of `node`, relative to the project root. */
  readonly args: readonly string[];
  /** Its own settings. */
  readonly env?: Readonly<Record<string, string>>;
  readonly operation: OperationName;
  /** Whether `tell-memory.mjs` is among its arguments. */
  readonly tellsMemory?: boolean;
  /** Whether it needs what `bench/peers` installs and builds. */
  readonly isPeer: boolean;
  /** Share of the requests, because slow servers would take all the time. */
  readonly share: number;
}

/** Sent to every server, so that not reading them gives no advantage. */
export const HEADERS: Readonly<Record<string, string>> = {
  'x-router-secret': 'a-secret-of-the-benchmark',
  'x-request-id': '7b0f8f5e-9d0e-4b55-9c39-0c3a6f0f2c11',
};

/** For every server under test: the flags that `npm start` and the image pass to Node. */
export const NODE_FLAGS = ['--max-semi-space-size=64'] as const;

/** With default settings. */
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
  // For accounts with higher limits: otherwise only the wait for the vendors' limits would show. As many
  // concurrent calls as the other servers have connections.
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

/** Shows what remains of the goal for everything this subgraph does itself. */
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

/** Only resolves references, so it is not part of the comparison. */
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

/** Settings for every server under test, which ignores those it does not know. */
export function environment(port: number, folder: string): Record<string, string> {
  return {
    PORT: String(port),
    NODE_ENV: 'production',
    ROUTER_SECRETS: HEADERS['x-router-secret'] ?? '',
    STORE_URL: `sqlite:${folder}/contacts.db`,
  };
}
