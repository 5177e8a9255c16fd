/** Builds the federated schema from decorated classes, and its committed text. */
import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, getMetadataStorage } from 'type-graphql';
import type { Provider } from '../providers/driver.js';
import { checkAccess } from './access.js';
import { AddContactResolver } from './add-contact.resolver.js';
import { typeNameOf } from './add-contact.result.js';
import { ChangeContactResolver } from './change-contact.resolver.js';
import { ContactCustomerResolver, ContactResolver } from './contact.resolver.js';
import type { GraphContext } from './context.js';
import { rejectRoundedIds } from './exact-ids.js';
import { ProviderInfoResolver } from './provider-info.resolver.js';
import { withProviders } from './provider-types.js';
import { checkRepresentations, referenceResolvers } from './references.js';
import { violationTypeName, violationTypes } from './violation.type.js';

/** v2.9 is the newest version that all known composition libraries accept. */
const LINK = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@tag", "@cost", "@listSize"]
  )`;

export interface FederatedSchema {
  readonly schema: GraphQLSchema;
  /** The subgraph's own type definitions with directives: the input of a composition. */
  readonly sdl: string;
}

const adding = new AddContactResolver();
const changing = new ChangeContactResolver();

/**
 * Replaces TypeGraphQL's own resolvers, which cost several times as much. For a large input they search all
 * input types on every call, to instantiate classes that we do not need. They also resolve a member's type
 * through a promise.
 */
const directResolvers: Readonly<Record<string, object>> = {
  Mutation: {
    addContact: direct(adding.addContact),
    updateContact: direct(changing.updateContact),
    removeContact: direct(changing.removeContact),
  },
  Query: {
    previewAddContact: direct(adding.previewAddContact),
    previewUpdateContact: direct(changing.previewUpdateContact),
  },
  AddContactResult: { __resolveType: typeNameOf },
  UpdateContactResult: { __resolveType: typeNameOf },
  RemoveContactResult: { __resolveType: typeNameOf },
  ContactAttemptResult: { __resolveType: typeNameOf },
  ContactError: { __resolveType: typeNameOf },
  ContactFieldViolation: { __resolveType: violationTypeName },
};

/** The classes hold no state, so their methods need no instance. */
function direct<Arguments, Result>(resolve: (args: Arguments, context: GraphContext) => Result) {
  return (_root: unknown, args: Arguments, context: GraphContext) => resolve(args, context);
}

const built = new WeakMap<readonly Provider[], FederatedSchema>();

/** Depends only on the providers, so every subgraph in the process with the same ones shares it. */
export function federatedSchema(providers: readonly Provider[]): FederatedSchema {
  const schema = built.get(providers) ?? buildFederatedSchema(providers);
  built.set(providers, schema);
  return schema;
}

/**
 * TypeGraphQL emits no federation directives, so its schema is printed with them and rebuilt as a subgraph.
 * The text contains only our own definitions; federation's are left to the composition.
 */
export function buildFederatedSchema(providers: readonly Provider[]): FederatedSchema {
  // graphql-js reads plain properties itself, without a resolver call.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  const declared = buildSchemaSync({
    resolvers: [
      AddContactResolver,
      ChangeContactResolver,
      ContactResolver,
      ContactCustomerResolver,
      ProviderInfoResolver,
    ],
    orphanedTypes: violationTypes,
    // The field tables validate the input and locate errors; decorators would duplicate that.
    validate: false,
    // Incomplete until the providers are added.
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
