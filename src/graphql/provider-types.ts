/**
 * The part of the schema that follows from the list of providers: the values of an enum, and each provider's
 * options.
 */
import { assertValidSchema, extendSchema, GraphQLSchema, parse } from 'graphql';
import type { Provider } from '../providers/driver.js';

/** Types that a base schema declares and that are extended here. */
const PROVIDER_ENUM = 'ContactProvider';
const OPTIONS_INPUT = 'AddContactOptions';

export function withProviders(base: GraphQLSchema, providers: readonly Provider[]): GraphQLSchema {
  const extensions = parse([providerEnum(providers), ...providers.map(optionTypes)].join('\n'));
  const { types, query, ...config } = extendSchema(base, extensions).toConfig();
  // Types ahead of the root cannot be reached from it. The others are collected again, so that each type of
  // options follows the input that has it.
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

function optionTypes({ name, write: { options } }: Provider): string {
  if (!options) return '';
  const fields = Object.entries(options.fields).map(
    ([field, { type, description }]) => `${described(description)} ${field}: ${type}`,
  );
  const description = described(`Only for ${name}; invalid for any other.`);
  return `${described(options.description)} input ${options.typeName} { ${fields.join(' ')} }
    extend input ${OPTIONS_INPUT} { ${description} ${options.key}: ${options.typeName} }`;
}

/** A JSON string is a GraphQL string. */
function described(text: string): string {
  return JSON.stringify(text);
}
