import { GraphQLScalarType } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';

const { parseLiteral, parseValue, serialize } = GraphQLJSON.toConfig();

/**
 * Any JSON value. Custom values are checked by the field tables, so that a bad one comes back with its path.
 */
export const JSONScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'String, number, boolean or null where used for custom values.',
  parseLiteral,
  parseValue,
  serialize,
});
