import { composeServices } from '@theguild/federation-composition';
import { type SubgraphDefinition, toServices } from '../../examples/supergraph/compose.js';
import { startGatewayProcess } from './gateway-process.js';
import { ROUTER_SECRET, type Supergraph, type SupergraphParts, startSupergraph } from './supergraph.js';

interface HiveSettings {
  readonly supergraphSdl: string;
  /** For the contacts subgraph, which admits no other caller. */
  readonly routerSecret: string;
  /** The gateway's own is JavaScript. Hive Router's is Rust, and its plan comes with each answer. */
  readonly planner: 'gateway' | 'router';
  /** Present if the gateway itself checks the schema's token requirements. */
  readonly tokens?: { readonly jwksUrl: string; readonly issuer: string; readonly audience: string };
}

/** Composed by the Guild's library, served by Hive Gateway. */
export function startHiveSupergraph(
  planner: HiveSettings['planner'],
  parts?: SupergraphParts,
  tokens?: HiveSettings['tokens'],
): Promise<Supergraph> {
  const start = (subgraphs: readonly SubgraphDefinition[]) => {
    const { supergraphSdl = '', errors = [] } = composeServices(toServices(subgraphs));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    const settings: HiveSettings = {
      supergraphSdl,
      routerSecret: ROUTER_SECRET,
      planner,
      ...(tokens && { tokens }),
    };
    return startGatewayProcess({
      program: process.execPath,
      args: ['test/support/hive-process.mjs'],
      options: {},
      input: JSON.stringify(settings),
    });
  };
  return startSupergraph(start, [], parts);
}
