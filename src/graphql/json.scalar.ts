import { GraphQLScalarType } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';

const { parseLiteral, parseValue, serialize } = GraphQLJSON.toConfig();

/** Any JSON value. The field tables check custom values, so that an invalid one is reported with its path. */
export const JSONScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'String, number, boolean or null where used for custom values.',
  parseLiteral,
  parseValue,
  serialize,
});
