/**
 * Locates variables that do not fit the operation. The library's own message mixes the path with the value.
 */
import {
  coerceInputValue,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** Sent along with the code: nothing in the operation ran. */
export interface VariableFault {
  readonly outcome: 'NOT_APPLIED';
  /** Starts with the variable's name: `["input", "phones", "0", "number"]`. */
  readonly path: readonly string[];
}

const faults = new WeakMap<GraphQLError, VariableFault>();

export function variableFaultOf(error: unknown): VariableFault | undefined {
  return error instanceof GraphQLError ? faults.get(error) : undefined;
}

/** Records the paths of variable errors; other errors stay unchanged. */
export function locateVariableErrors(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>> = {},
): void {
  const [first] = errors;
  if (!operation || first?.extensions.code !== 'BAD_USER_INPUT' || first.path) return;
  const paths = faultyPaths(schema, operation, variables, errors.length);
  for (const [index, error] of errors.entries()) {
    const path = paths[index];
    // The last error may only say that the library stopped, without a variable.
    if (path && error.nodes) faults.set(error, { outcome: 'NOT_APPLIED', path });
  }
}

/** In the order of the library's errors, and at most as many: a request may contain any number. */
function faultyPaths(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limit: number,
): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  const enough = new Error('Enough faults are found.');
  const add = (path: readonly string[]) => {
    paths.push(path);
    if (paths.length >= limit) throw enough;
  };
  try {
    for (const { variable, type: typeNode, defaultValue } of variableDefinitions) {
      const name = variable.name.value;
      const type = typeFromAST(schema, typeNode);
      if (!isInputType(type)) continue;
      const isGiven = Object.hasOwn(variables, name);
      if (isGiven && !(variables[name] === null && isNonNullType(type))) {
        coerceInputValue(variables[name], type, (path) => add([name, ...path.map(String)]), true);
      } else if (isNonNullType(type) && (isGiven || !defaultValue)) {
        add([name]);
      }
    }
  } catch (error) {
    if (error !== enough) throw error;
  }
  return paths;
}

/** Messages that name fields and types, but no value. */
const WITHOUT_VALUE =
  /^(Field "|Expected non-nullable type "|Expected type "\w+" to be an object|ID can represent )/;

/** For developers. Includes the library's or scalar's message if that contains no value. */
export function variableMessage({ path }: VariableFault, { originalError }: GraphQLError): string {
  const place = `The variables do not match the operation at "${path.join('.')}"`;
  const text = originalError?.message ?? '';
  return WITHOUT_VALUE.test(text) ? `${place}: ${text}` : `${place}.`;
}
