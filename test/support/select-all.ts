/** Selections generated from the schema, so that a new field is selected too. */
import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql';

/**
 * Everything selectable on a type, each member of an interface or union by its own name. Leaves out fields
 * with arguments, and those that lead back to a type above.
 */
export function selectAll(schema: GraphQLSchema, typeName: string, above: readonly string[] = []): string {
  const type = schema.getType(typeName);
  if (!isCompositeType(type)) throw new TypeError(`${typeName} has no fields to select.`);
  if (isAbstractType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map(({ name }) => `... on ${name} ${selectAll(schema, name, above)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  const inside = [...above, typeName];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type as GraphQLOutputType);
    if (field.args.length > 0 || inside.includes(named.name)) return [];
    return isCompositeType(named) ? [`${field.name} ${selectAll(schema, named.name, inside)}`] : [field.name];
  });
  return `{ ${isObjectType(type) && above.length > 0 ? '' : '__typename '}${fields.join(' ')} }`;
}
