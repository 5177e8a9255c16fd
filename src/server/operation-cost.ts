/**
 * Counts the values that an operation can return: fields with their fragments expanded, times the sizes of
 * the lists around them. Uses the schema's `@cost` and `@listSize`, so a router computes the same numbers.
 *
 * Each fragment is counted once, so the work is linear in the document, however often its fragments are
 * spread.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { MAX_PAGE } from '../contacts/read-contacts.js';
import { MAX_REPRESENTATIONS } from '../graphql/read-errors.js';
import type { LimitErrorCode } from './errors.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * An upper bound of the cost. Without `variables`, a size set by a variable counts as the largest allowed.
 */
export type OperationCost = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables?: Variables | null,
) => number;

/** Assumed items of a list without a size in the schema. */
const LIST_SIZE = 5;
/** Items of introspection lists, rounded up from the average: most types have at most one of these lists. */
const INTROSPECTED = { fields: 4, others: 2 };
/** Introspection values are in memory, and most of those that tools request are null. */
const INTROSPECTION_WEIGHT = 0.2;

interface FieldCost {
  readonly weight: number;
  /** Items of the list, or of the lists below the field that `@listSize` names. */
  readonly size: number;
  /** The argument that sets the size instead, and its maximum. */
  readonly sizeArgument?: { readonly name: string; readonly max: number };
}

export function operationCost(schema: GraphQLSchema): OperationCost {
  const costs = new Map<GraphQLField<unknown, unknown>, FieldCost>();
  const sizedByParent = fieldsSizedByParent(schema);
  const typeCount = Object.keys(schema.getTypeMap()).length;

  function fieldCost(field: GraphQLField<unknown, unknown>): FieldCost {
    let cost = costs.get(field);
    if (!cost) {
      cost = readFieldCost(field);
      costs.set(field, cost);
    }
    return cost;
  }

  function readFieldCost(field: GraphQLField<unknown, unknown>): FieldCost {
    const directives = field.astNode?.directives ?? [];
    const weight = Number(argumentOf(directives, 'cost', 'weight') ?? 1);
    if (field.name === '_entities') {
      const sizeArgument = { name: 'representations', max: MAX_REPRESENTATIONS };
      return { weight, size: MAX_REPRESENTATIONS, sizeArgument };
    }
    const [name] = (argumentOf(directives, 'listSize', 'slicingArguments') ?? []) as readonly string[];
    if (name !== undefined) {
      const byDefault = field.args.find((argument) => argument.name === name)?.defaultValue;
      const size = typeof byDefault === 'number' ? byDefault : MAX_PAGE;
      return { weight, size, sizeArgument: { name, max: MAX_PAGE } };
    }
    if (!isListType(getNullableType(field.type)) || sizedByParent.has(field)) return { weight, size: 1 };
    const assumed = argumentOf(directives, 'listSize', 'assumedSize');
    if (typeof assumed === 'number') return { weight, size: assumed };
    if (!isIntrospectionType(getNamedType(field.type))) return { weight, size: LIST_SIZE };
    if (field.name === 'types') return { weight, size: typeCount };
    return { weight, size: field.name === 'fields' ? INTROSPECTED.fields : INTROSPECTED.others };
  }

  return (document, operation, variables) => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const fragmentCosts = new Map<string, number>();

    function costOf({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number {
      let total = 0;
      for (const selection of selections) {
        switch (selection.kind) {
          case Kind.FIELD:
            total += costOfField(selection, type);
            break;
          case Kind.INLINE_FRAGMENT: {
            const condition = selection.typeCondition?.name.value;
            total += costOf(selection.selectionSet, condition ? schema.getType(condition) : type);
            break;
          }
          case Kind.FRAGMENT_SPREAD:
            total += costOfFragment(selection.name.value);
            break;
        }
      }
      return total;
    }

    function costOfField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
      const field = fieldOf(parent, node.name.value);
      if (!field) return 1;
      const { weight, size, sizeArgument } = fieldCost(field);
      const items = sizeArgument ? sizeGiven(node, sizeArgument, size) : size;
      const isLeafList = !node.selectionSet && isListType(getNullableType(field.type));
      const below = node.selectionSet ? costOf(node.selectionSet, getNamedType(field.type)) : 0;
      const cost = weight + items * (isLeafList ? 1 : below);
      return field === SchemaMetaFieldDef || field === TypeMetaFieldDef ? cost * INTROSPECTION_WEIGHT : cost;
    }

    function costOfFragment(name: string): number {
      const known = fragmentCosts.get(name);
      if (known !== undefined) return known;
      // Validation rejects recursive fragments; just do not loop here.
      fragmentCosts.set(name, 0);
      const fragment = fragments.get(name);
      const cost = fragment
        ? costOf(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
        : 0;
      fragmentCosts.set(name, cost);
      return cost;
    }

    function sizeGiven(node: FieldNode, { name, max }: { name: string; max: number }, byDefault: number) {
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      if (!given || given.kind === Kind.NULL) return byDefault;
      // A size beyond the limit is a separate error, and nothing is read.
      return Math.min(Math.max(sizeOf(given) ?? max, 1), max);
    }

    function sizeOf(value: ValueNode): number | undefined {
      if (value.kind === Kind.INT) return Number(value.value);
      if (value.kind === Kind.LIST) return value.values.length;
      if (value.kind !== Kind.VARIABLE || !variables) return undefined;
      const name = value.name.value;
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (typeof given === 'number') return given;
      if (Array.isArray(given)) return given.length;
      const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
      return given === undefined && definition?.defaultValue ? sizeOf(definition.defaultValue) : undefined;
    }

    return costOf(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  };
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** A page's lists, whose size an argument of the parent field sets. */
function fieldsSizedByParent(schema: GraphQLSchema): ReadonlySet<GraphQLField<unknown, unknown>> {
  const sized = new Set<GraphQLField<unknown, unknown>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const names = argumentOf(field.astNode?.directives ?? [], 'listSize', 'sizedFields') ?? [];
      for (const name of names as readonly string[]) {
        const below = fieldOf(getNamedType(field.type), name);
        if (below) sized.add(below);
      }
    }
  }
  return sized;
}

/**
 * Federation could rename an imported directive, but our schema's link imports both under their own names.
 */
function argumentOf(directives: readonly DirectiveNode[], directive: string, argument: string): unknown {
  const node = directives
    .find(({ name }) => name.value === directive)
    ?.arguments?.find(({ name }) => name.value === argument);
  return node && valueFromASTUntyped(node.value);
}

/** Checks a valid operation; undefined if it costs at most `maxCost`. */
export type CostCheck = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables?: Variables | null,
) => GraphQLError | undefined;

/** Most operations are within the limit for any variables; their cost is computed once. */
export function costCheck(schema: GraphQLSchema, maxCost: number): CostCheck {
  const cost = operationCost(schema);
  const bounds = new WeakMap<OperationDefinitionNode, number>();
  return (document, operation, variables) => {
    let bound = bounds.get(operation);
    if (bound === undefined) {
      bound = cost(document, operation);
      bounds.set(operation, bound);
    }
    if (bound <= maxCost) return undefined;
    if (cost(document, operation, variables ?? {}) <= maxCost) return undefined;
    const message = `The operation can return more than ${maxCost} values. Request fewer fields or smaller pages.`;
    const code: LimitErrorCode = 'OPERATION_TOO_LARGE';
    return new GraphQLError(message, { nodes: operation, extensions: { code, http: { status: 400 } } });
  };
}
