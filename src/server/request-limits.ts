/** Limits on one GraphQL request. */
import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';

/** Tokens in a document. The explorer's introspection query has about 300, a full addContact about 250. */
export const MAX_TOKENS = 4000;
/** Root fields of a mutation, which run serially, each with its own deadline. */
export const MAX_ROOT_MUTATIONS = 10;
/** Bytes of a request body. */
export const MAX_BODY = 256 * 1024;

/** Limits that the operator can set. */
export interface DocumentLimits {
  /** Aliases in an operation, counted for each fragment spread. */
  readonly aliases: number;
  /** Nesting depth of fields. */
  readonly depth: number;
}

/** Fields with one name in one place. Validation compares each pair of them. */
export const MAX_REPEATED_FIELDS = 100;

/** Rejects documents that repeat a field too often in one place. All fragments on one type are one place. */
export function limitRepeatedFields(context: ValidationContext): ASTVisitor {
  const counts = new Map<string, number>();
  const places: string[] = [];
  let isReported = false;
  const leave = () => void places.pop();
  return {
    OperationDefinition: { enter: () => void places.push('Operation'), leave },
    FragmentDefinition: {
      enter: ({ typeCondition }) =>
        void places.push(typeCondition.name.value.replace(/^(?:Query|Mutation)$/, 'Operation')),
      leave,
    },
    Field: {
      enter({ alias, name }) {
        const place = `${places.at(-1)}.${(alias ?? name).value}`;
        places.push(place);
        const count = (counts.get(place) ?? 0) + 1;
        counts.set(place, count);
        if (count <= MAX_REPEATED_FIELDS || isReported) return;
        isReported = true;
        const message = `A document can select one field at most ${MAX_REPEATED_FIELDS} times in one place.`;
        context.reportError(new GraphQLError(message));
      },
      leave,
    },
  };
}

/** Rejects subscriptions, which the library would report as an internal error. */
export function rejectSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'subscription') return;
      context.reportError(new GraphQLError('Subscriptions are not supported.', { nodes: operation }));
    },
  };
}

/** Rejects mutations with too many root fields, including those from fragments. */
export function limitRootMutations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'mutation') return;
      if (countFields(operation.selectionSet, context, new Map()) <= MAX_ROOT_MUTATIONS) return;
      const message = `A mutation can have at most ${MAX_ROOT_MUTATIONS} root fields.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  };
}

/** `counts` caches fragments: without it, fragments that spread others twice would double the work. */
function countFields(
  { selections }: OperationDefinitionNode['selectionSet'],
  context: ValidationContext,
  counts: Map<string, number>,
): number {
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      fields += countFields(selection.selectionSet, context, counts);
    } else {
      const name = selection.name.value;
      const fragment = context.getFragment(name);
      if (fragment && !counts.has(name)) {
        // Another rule rejects recursive fragments; just do not loop here.
        counts.set(name, 0);
        counts.set(name, countFields(fragment.selectionSet, context, counts));
      }
      fields += counts.get(name) ?? 0;
    }
  }
  return fields;
}

/** `contacts` inside `contacts`: each level multiplies the response by up to a hundred. */
export const MAX_NESTED_LISTS = 2;

/** Rejects deeply nested pages: `contacts { nodes { customer { contacts ... } } }` could go on forever. */
export function limitNestedLists(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (nestedLists(operation.selectionSet, context, new Map()) <= MAX_NESTED_LISTS) return;
      const message = `Pages of contacts can be nested at most ${MAX_NESTED_LISTS} deep.`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  };
}

function nestedLists(
  { selections }: OperationDefinitionNode['selectionSet'],
  context: ValidationContext,
  depths: Map<string, number>,
): number {
  let deepest = 0;
  for (const selection of selections) {
    let depth = 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      const fragment = context.getFragment(name);
      if (fragment && !depths.has(name)) {
        depths.set(name, 0);
        depths.set(name, nestedLists(fragment.selectionSet, context, depths));
      }
      depth = depths.get(name) ?? 0;
    } else if (selection.selectionSet) {
      depth = nestedLists(selection.selectionSet, context, depths);
      if (selection.kind === Kind.FIELD && selection.name.value === 'contacts') depth += 1;
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
