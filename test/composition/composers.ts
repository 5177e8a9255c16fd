/** Independent composition libraries, behind one interface. */
import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { federateSubgraphs } from '@wundergraph/composition';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** SDL by the name of the subgraph. */
export type Subgraphs = Readonly<Record<string, string>>;

export interface Composition {
  readonly complaints: readonly string[];
  /** Has no definition if there is a complaint. */
  readonly supergraph: DocumentNode;
  /** The keys of an entity in each subgraph that has it, in upper case as in join__Graph. */
  keysOf(type: string): readonly EntityKey[];
  weightOf(type: string, field: string): number | undefined;
  slicingArgumentsOf(type: string, field: string): readonly string[] | undefined;
}

export interface EntityKey {
  readonly graph: string;
  readonly key: string;
  readonly resolvable: boolean;
}

export const composers: Readonly<Record<string, (subgraphs: Subgraphs) => Composition>> = {
  /** Hints of any level count as complaints: there are none, and a new one is worth a look. */
  '@apollo/composition': (subgraphs) => {
    const {
      errors = [],
      hints = [],
      supergraphSdl,
    } = composeWithApollo(
      listed(subgraphs).map(({ name, url, document }) => ({ name, url, typeDefs: document })),
    );
    return ofSupergraph([...errors, ...hints].map(String), supergraphSdl);
  },

  /** This one reports errors only. */
  '@theguild/federation-composition': (subgraphs) => {
    const { errors = [], supergraphSdl } = composeWithGuild(
      listed(subgraphs).map(({ name, url, document }) => ({ name, url, typeDefs: document })),
    );
    return ofSupergraph(errors.map(String), supergraphSdl);
  },

  /** Its router reads a configuration with keys and costs, not a supergraph schema. */
  '@wundergraph/composition': (subgraphs) => {
    const result = federateSubgraphs({
      subgraphs: listed(subgraphs).map(({ name, url, document }) => ({ name, url, definitions: document })),
      version: '1',
    });
    const warnings = result.warnings.map(({ message }) => message);
    if (!result.success) {
      return ofSupergraph([...result.errors.map(String), ...warnings], undefined);
    }
    const configs = [...result.subgraphConfigBySubgraphName];
    const costs = configs.flatMap(([, config]) => (config.costs ? [config.costs] : []));
    return {
      complaints: warnings,
      supergraph: result.federatedGraphAST,
      keysOf: (type) =>
        configs.flatMap(([name, { configurationDataByTypeName }]) =>
          (configurationDataByTypeName.get(type)?.keys ?? []).map((key) => ({
            graph: name.toUpperCase(),
            key: key.selectionSet,
            resolvable: key.disableEntityResolver !== true,
          })),
        ),
      weightOf: (type, field) =>
        costs.map(({ fieldWeights }) => fieldWeights.get(`${type}.${field}`)?.weight).find(Boolean),
      slicingArgumentsOf: (type, field) =>
        costs.map(({ listSizes }) => listSizes.get(`${type}.${field}`)?.slicingArguments).find(Boolean),
    };
  },
};

function listed(subgraphs: Subgraphs) {
  return Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    document: parse(sdl),
  }));
}

/** The output of Apollo's and the Guild's libraries, with its `join` directives. */
function ofSupergraph(complaints: readonly string[], sdl: string | undefined): Composition {
  const supergraph: DocumentNode = sdl ? parse(sdl) : { kind: Kind.DOCUMENT, definitions: [] };
  const directiveOf = (type: string, field: string, name: RegExp) =>
    fieldsOf(supergraph, type)
      .find((each) => each.name.value === field)
      ?.directives?.find((each) => name.test(each.name.value));
  return {
    complaints,
    supergraph,
    keysOf: (type) =>
      (objectType(supergraph, type)?.directives ?? [])
        .filter(({ name }) => name.value === 'join__type')
        .map(argumentsOf)
        .map(({ graph, key, resolvable = true }) => ({ graph, key, resolvable }) as EntityKey),
    weightOf: (type, field) => argumentsOf(directiveOf(type, field, /^cost$/)).weight as number | undefined,
    // One of the two libraries renames the directive.
    slicingArgumentsOf: (type, field) =>
      argumentsOf(directiveOf(type, field, /listSize$/)).slicingArguments as string[] | undefined,
  };
}

export function fieldsOf(document: DocumentNode, type: string): readonly FieldDefinitionNode[] {
  return objectType(document, type)?.fields ?? [];
}

function objectType(document: DocumentNode, name: string): ObjectTypeDefinitionNode | undefined {
  return document.definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name,
  ) as ObjectTypeDefinitionNode | undefined;
}

function argumentsOf(directive: ConstDirectiveNode | undefined): Record<string, unknown> {
  return Object.fromEntries(
    (directive?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
