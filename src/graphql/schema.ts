/** From decorated classes to a federated schema, and to the text of it that is committed. */
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, getMetadataStorage } from 'type-graphql';
import type { Provider } from '../providers/driver.js';
import { checkAccess } from './access.js';
import type { AddContactArguments } from './add-contact.input.js';
import { AddContactResolver } from './add-contact.resolver.js';
import { typeNameOf } from './add-contact.result.js';
import { ContactCustomerResolver, ContactResolver } from './contact.resolver.js';
import type { GraphContext } from './context.js';
import { rejectRoundedIds } from './exact-ids.js';
import { ProviderInfoResolver } from './provider-info.resolver.js';
import { withProviders } from './provider-types.js';
import { checkRepresentations, referenceResolvers } from './references.js';
import { violationTypeName, violationTypes } from './violation.type.js';

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

const adding = new AddContactResolver();

/**
 * What TypeGraphQL's own resolvers do at a multiple of the cost: for a large input they look through all
 * input types at every call, to make instances of classes where the values are enough, and they tell the type
 * of a member by a promise.
 */
const directResolvers: Readonly<Record<string, object>> = {
  Mutation: {
    addContact: (_root: unknown, args: AddContactArguments, context: GraphContext) =>
      adding.addContact(args, context),
  },
  Query: {
    previewAddContact: (_root: unknown, args: AddContactArguments, context: GraphContext) =>
      adding.previewAddContact(args, context),
  },
  AddContactResult: { __resolveType: typeNameOf },
  ContactError: { __resolveType: typeNameOf },
  ContactFieldViolation: { __resolveType: violationTypeName },
};

const built = new WeakMap<readonly Provider[], FederatedSchema>();

/** Depends on the providers only, so one serves every subgraph of the process that has them. */
export function federatedSchema(providers: readonly Provider[]): FederatedSchema {
  const schema = built.get(providers) ?? buildFederatedSchema(providers);
  built.set(providers, schema);
  return schema;
}

/**
 * TypeGraphQL emits no federation directives by itself, so its schema is printed with them and built again as
 * a subgraph. The text is our own definitions only; what federation adds is left to the composition.
 */
export function buildFederatedSchema(providers: readonly Provider[]): FederatedSchema {
  // Fields that only read a property are left to graphql-js, which needs no call of ours for that.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const declared = buildSchemaSync({
    resolvers: [AddContactResolver, ContactResolver, ContactCustomerResolver, ProviderInfoResolver],
    orphanedTypes: violationTypes,
    // The field tables check input and say where it is wrong; decorators would say it twice.
    validate: false,
    // Without a provider the schema is not complete.
    skipCheck: true,
  });
  const base = withProviders(declared, providers);
  const sdl = `${LINK}\n\n${printSchemaWithDirectives(base, { pathToDirectivesInExtensions: [''] })}\n`;
  const resolvers = createResolversMap(base) as Record<string, object>;
  for (const [type, fields] of Object.entries(directResolvers)) {
    resolvers[type] = { ...resolvers[type], ...fields };
  }
  for (const [type, resolveReference] of Object.entries(referenceResolvers)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  checkRepresentations(schema);
  checkAccess(schema);
  rejectRoundedIds();
  return { schema, sdl };
}
