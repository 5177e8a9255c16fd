import { GraphQLScalarType } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';

const { parseLiteral, parseValue, serialize } = GraphQLJSON.toConfig();

/** Any JSON value. The field tables check custom values, so that an invalid one is reported with its path. */
export const JSONScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value. For custom values: a string, number, boolean or null.',
  parseLiteral,
  parseValue,
  serialize,
});
