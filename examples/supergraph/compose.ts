/** Does what `rover supergraph compose --config schema/supergraph.yaml` does, with the same library. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { type DocumentNode, parse } from 'graphql';
import { parse as parseYaml } from 'yaml';

export interface SubgraphDefinition {
  readonly name: string;
  /** The URL that the gateway calls. */
  readonly url: string;
  readonly sdl: string;
}

interface SupergraphYaml {
  readonly subgraphs: Readonly<
    Record<string, { readonly routing_url: string; readonly schema: { readonly file: string } }>
  >;
}

/** The subgraphs in a composition file, with the schemas it refers to. */
export function readSubgraphs(path: string): readonly SubgraphDefinition[] {
  const { subgraphs } = parseYaml(readFileSync(path, 'utf8')) as SupergraphYaml;
  return Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    sdl: readFileSync(join(dirname(path), schema.file), 'utf8'),
  }));
}

/** Converts to the composition library's input. */
export function toServices(
  subgraphs: readonly SubgraphDefinition[],
): { name: string; url: string; typeDefs: DocumentNode }[] {
  return subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
}

/**
 * The supergraph schema's text. Hints count as errors: there are none today, and a new one deserves a look.
 */
export function compose(subgraphs: readonly SubgraphDefinition[]): string {
  const { supergraphSdl, errors = [], hints = [] } = composeServices(toServices(subgraphs));
  const complaints = [...errors, ...hints].map(String);
  if (supergraphSdl === undefined || complaints.length > 0) {
    throw new Error(`The subgraphs do not compose:\n${complaints.join('\n')}`);
  }
  return supergraphSdl;
}
