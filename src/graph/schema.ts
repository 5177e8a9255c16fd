/** From decorated classes to a federated schema, and to the text of it that is committed. */
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { AddContactResolver } from './add-contact.resolver.js';
import { ContactCustomerResolver, ContactResolver } from './contact.resolver.js';
import { ProviderInfoResolver } from './provider-info.resolver.js';
import { checkRepresentations, referenceResolvers } from './references.js';
import { violationTypes } from './violation.type.js';

/** v2.9 is the newest version that all of the known composition libraries take. */
const LINK = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@tag", "@cost", "@listSize"]
  )`;

export interface FederatedSchema {
  readonly schema: GraphQLSchema;
  /** The subgraph's own type definitions with their directives: what a composition reads. */
  readonly sdl: string;
}

/**
 * TypeGraphQL emits no federation directives by itself, so its schema is printed with them and built again as a
 * subgraph. The text is our own definitions only; what federation adds is left to the composition.
 */
export function buildFederatedSchema(): FederatedSchema {
  const base = buildSchemaSync({
    resolvers: [AddContactResolver, ContactResolver, ContactCustomerResolver, ProviderInfoResolver],
    orphanedTypes: violationTypes,
    // The field tables check input and say where it is wrong; decorators would say it twice.
    validate: false,
  });
  const sdl = `${LINK}\n\n${printSchemaWithDirectives(base, { pathToDirectivesInExtensions: [''] })}\n`;
  const resolvers = createResolversMap(base) as Record<string, object>;
  for (const [type, resolveReference] of Object.entries(referenceResolvers)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  checkRepresentations(schema);
  return { schema, sdl };
}
