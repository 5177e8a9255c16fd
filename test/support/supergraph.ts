/** The contacts subgraph and the example's customers subgraph behind a gateway, all over real HTTP. */
import { readFileSync } from 'node:fs';
import { compose, readSubgraphs, type SubgraphDefinition } from '../../examples/supergraph/compose.js';
import { type RunningServer, startCustomers } from '../../examples/supergraph/customers.js';
import { examples } from '../../examples/supergraph/examples.js';
import { startGateway } from '../../examples/supergraph/gateway.js';
import type { OperatorPlugin } from '../../src/server/apollo.js';
import { startTestSubgraph } from './subgraph.js';

export const ROUTER_SECRET = 'between-the-gateway-and-the-contacts-subgraph';

export interface Supergraph {
  /** The gateway's URL. */
  readonly url: string;
  /** The contacts subgraph's URL; it requires the secret. */
  readonly contactsUrl: string;
  stopContacts(): Promise<void>;
  close(): Promise<void>;
}

export interface SupergraphParts {
  /** Settings of the contacts subgraph. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The file with its schema, in place of the usual one. */
  readonly schema?: string;
}

type StartGateway = (subgraphs: readonly SubgraphDefinition[]) => Promise<RunningServer>;

export async function startSupergraph(
  startIt: StartGateway,
  plugins: readonly OperatorPlugin[] = [],
  { variables = {}, schema }: SupergraphParts = {},
): Promise<Supergraph> {
  const opened = new AsyncDisposableStack();
  try {
    const listed = readSubgraphs('schema/supergraph.yaml').map((each) =>
      each.name === 'contacts' && schema ? { ...each, sdl: readFileSync(schema, 'utf8') } : each,
    );
    // Some examples use a second account.
    const accounts = { SANDBOX: 'on', CHARGEBEE_ACCOUNTS: 'eu' };
    const settings = { ROUTER_SECRETS: ROUTER_SECRET, ...accounts, ...variables };
    const contacts = await startTestSubgraph(settings, undefined, { plugins });
    let stopped: Promise<void> | undefined;
    const stopContacts = () => (stopped ??= contacts.close());
    opened.defer(stopContacts);
    const sdl = listed.find(({ name }) => name === 'customers')?.sdl ?? '';
    const customers = await startCustomers({ sdl, port: 0 });
    opened.defer(() => customers.stop());
    const urls: Readonly<Record<string, string>> = { contacts: contacts.url, customers: customers.url };
    const gateway = await startIt(listed.map((each) => ({ ...each, url: urls[each.name] ?? each.url })));
    opened.defer(() => gateway.stop());
    const { url } = gateway;
    return { url, contactsUrl: contacts.url, stopContacts, close: () => opened.disposeAsync() };
  } catch (error) {
    // Open handles would keep the test run from ending.
    await opened.disposeAsync();
    throw error;
  }
}

/** Composed by Apollo's library, served by the example's gateway; `plugins` watch the contacts subgraph. */
export const startApolloSupergraph = (plugins?: readonly OperatorPlugin[]) =>
  startSupergraph(
    (subgraphs) =>
      startGateway({
        supergraphSdl: compose(subgraphs),
        port: 0,
        routerSecret: ROUTER_SECRET,
        examples,
      }),
    plugins,
  );
