/** A subgraph with authenticated callers, in front of emulated vendors that count the calls they get. */
import type { Subgraph } from '../../src/app.js';
import { type Answer, ask } from '../support/ask.js';
import { type EmulatedVendors, startEmulatedVendors } from '../support/emulated-vendors.js';
import { bearer, type Issuer, startIssuer } from '../support/issuer.js';
import { startTestSubgraph } from '../support/subgraph.js';

export const CUSTOMERS_CLAIM = 'https://example.com/customers';

export const ALL_SCOPES = 'contacts:read contacts:write contacts:options';

export interface CallerStage {
  readonly issuer: Issuer;
  readonly subgraph: Subgraph;
  readonly vendors: EmulatedVendors;
  /** All vendor calls so far, except for tokens. */
  readonly calls: readonly string[];
  /** As a caller with these claims. */
  ask(claims: object, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startCallerStage(
  variables: Readonly<Record<string, string>> = {},
): Promise<CallerStage> {
  const issuer = await startIssuer();
  const calls: string[] = [];
  const vendors = await startEmulatedVendors({
    fault: ({ method, path }) => {
      if (!path.endsWith('/oauth/token')) calls.push(`${method} ${path}`);
      return undefined;
    },
  });
  const subgraph = await startTestSubgraph({
    ...vendors.environment,
    ...issuer.settings,
    AUTH_CUSTOMERS_CLAIM: CUSTOMERS_CLAIM,
    ...variables,
  });
  return {
    issuer,
    subgraph,
    vendors,
    calls,
    ask: async (claims, query, given) =>
      ask(subgraph.url, query, given, bearer(await issuer.token({ ...claims }))),
    close: async () => {
      await subgraph.stop();
      await vendors.close();
      await issuer.close();
    },
  };
}
