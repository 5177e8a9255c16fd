/** The schema parts derived from the list of providers: an enum's values, and each provider's options. */
import { assertValidSchema, extendSchema, GraphQLSchema, parse } from 'graphql';
import { type OptionTable, optionsOf } from '../mapping/options.js';
import type { WriteOperation } from '../model/outcome.js';
import { type Provider, supports } from '../providers/driver.js';

/** Types that the base schema declares and this file extends. */
const PROVIDER_ENUM = 'ContactProvider';
const OPTIONS_INPUTS = {
  ADD: 'AddContactOptions',
  UPDATE: 'UpdateContactOptions',
  REMOVE: 'RemoveContactOptions',
} as const;

export function withProviders(base: GraphQLSchema, providers: readonly Provider[]): GraphQLSchema {
  const extensions = parse([providerEnum(providers), ...providers.map(optionTypes)].join('\n'));
  const { types, query, ...config } = extendSchema(base, extensions).toConfig();
  // Keeps only types before the root, which are unreachable from it. The others are collected again, so that
  // each options type follows its input type.
  const ahead = types.slice(
    0,
    types.findIndex(({ name }) => name === query?.name),
  );
  const schema = new GraphQLSchema({ ...config, query, types: ahead });
  assertValidSchema(schema);
  return schema;
}

function providerEnum(providers: readonly Provider[]): string {
  const values = providers.map(({ id, name }) => `${described(name)} ${id}`);
  return `extend enum ${PROVIDER_ENUM} { ${values.join(' ')} }`;
}

/** Option types for each write that has any; an add may have more. */
function optionTypes(provider: Provider): string {
  const inputs = Object.entries(OPTIONS_INPUTS).flatMap(([operation, input]) => {
    const isSupported = supports(provider, operation as WriteOperation);
    const table = isSupported && optionsOf(provider.write.options, operation as WriteOperation);
    if (!table) return [];
    const description = described(`For ${provider.name} only. Invalid for other providers.`);
    return [`extend input ${input} { ${description} ${table.key}: ${typeNameOf(table, provider)} }`];
  });
  const tables = [provider.write.options, optionsOf(provider.write.options, 'UPDATE')];
  const types = new Map(tables.flatMap((table) => (table ? [[typeNameOf(table, provider), table]] : [])));
  return [...[...types].map(([name, table]) => optionType(name, table)), ...inputs].join('\n');
}

/** Writes that take all of the provider's options share a type. */
function typeNameOf({ typeName, fields }: OptionTable, { write }: Provider): string {
  const isWhole = Object.keys(fields).length === Object.keys(write.options?.fields ?? {}).length;
  return isWhole ? typeName : typeName.replace(/ContactOptions$/, 'ChangeContactOptions');
}

function optionType(name: string, { description, fields }: OptionTable): string {
  const members = Object.entries(fields).map(
    ([field, { type, description: text }]) => `${described(text)} ${field}: ${type}`,
  );
  return `${described(description)} input ${name} { ${members.join(' ')} }`;
}

/** A JSON string is also a valid GraphQL string. */
function described(text: string): string {
  return JSON.stringify(text);
}
