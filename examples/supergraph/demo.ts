/** Assembles the example: two subgraphs, their composition, the gateway. */
import { randomUUID } from 'node:crypto';
import { startSubgraph } from '../../src/app.js';
import type { Environment } from '../../src/config/env.js';
import { compose, readSubgraphs } from './compose.js';
import { startCustomers } from './customers.js';
import { examples } from './examples.js';
import { startGateway } from './gateway.js';
import { startIssuer } from './issuer.js';

export interface Demo {
  readonly gateway: string;
  readonly contacts: string;
  readonly customers: string;
  /** For requests, if the contacts subgraph authenticates callers. */
  readonly token: string | undefined;
  /** Lets requests in flight finish, then stops all three. */
  stop(): Promise<void>;
}

export async function startDemo(variables: Environment, { isSecured = false } = {}): Promise<Demo> {
  const port = (name: string, usual: number) => Number(variables[name] ?? usual);
  const opened = new AsyncDisposableStack();
  try {
    const subgraphs = readSubgraphs('schema/supergraph.yaml');
    const routerSecret = randomUUID();
    const issuer = isSecured ? await startIssuer() : undefined;
    opened.defer(() => issuer?.stop());
    const contacts = await startSubgraph({
      LOG_LEVEL: 'error',
      // The sandbox loses its contacts when it stops, so the store should lose its records too.
      STORE_URL: 'memory:',
      ...variables,
      ...issuer?.settings,
      PORT: String(port('CONTACTS_PORT', 4001)),
      ROUTER_SECRETS: routerSecret,
    });
    opened.defer(() => contacts.stop());
    const customers = await startCustomers({
      sdl: subgraphs.find(({ name }) => name === 'customers')?.sdl ?? '',
      port: port('CUSTOMERS_PORT', 4002),
    });
    opened.defer(() => customers.stop());

    // The file's URLs assume the default ports.
    const urls: Readonly<Record<string, string>> = { contacts: contacts.url, customers: customers.url };
    const running = subgraphs.map((subgraph) => ({ ...subgraph, url: urls[subgraph.name] ?? subgraph.url }));
    const gateway = await startGateway({
      supergraphSdl: compose(running),
      port: port('GATEWAY_PORT', 4000),
      routerSecret,
      examples,
      origin: variables.GATEWAY_ORIGIN,
    });
    opened.defer(() => gateway.stop());
    return {
      gateway: gateway.url,
      contacts: contacts.url,
      customers: customers.url,
      token: issuer?.token,
      stop: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}
