/** Checks a document's limits before the specification's validation rules. */
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import type { LimitErrorCode } from './errors.js';
import {
  type DocumentLimits,
  limitNestedLists,
  limitRepeatedFields,
  limitRootMutations,
} from './request-limits.js';

/**
 * The document limits as one rule. It runs before the specification's rules, which run in the same pass and
 * take quadratic time for documents that this one rejects: they then get an empty document.
 */
export function limitsFirst(limits: DocumentLimits): ValidationRule {
  const rules = limitRules(limits);
  return (context) => ({
    Document(document) {
      const exceeded = exceededLimits(context.getSchema(), document, rules);
      if (exceeded.length === 0) return undefined;
      for (const { message, nodes } of exceeded) {
        const code: LimitErrorCode = 'OPERATION_TOO_LARGE';
        context.reportError(new GraphQLError(message, { nodes: nodes ?? null, extensions: { code } }));
      }
      return { kind: Kind.DOCUMENT, definitions: [] };
    },
  });
}

function exceededLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: readonly ValidationRule[],
): readonly GraphQLError[] {
  try {
    return validate(schema, document, rules);
  } catch (error) {
    // Nested values exhaust the stack before they reach the token limit.
    if (!isStackExhausted(error)) throw error;
    return [new GraphQLError('The document is nested too deeply.')];
  }
}

/** Any other RangeError is our bug, not the document's fault. */
function isStackExhausted(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

function limitRules({ aliases, depth }: DocumentLimits): readonly ValidationRule[] {
  return [
    maxAliasesRule({ n: aliases, ...reportAs(`An operation can have at most ${aliases} aliases.`) }),
    maxDepthRule({
      n: depth,
      flattenFragments: true,
      // The standard introspection query nests deeper than any operation on contacts.
      ignoreIntrospection: true,
      ...reportAs(`Fields can be nested at most ${depth} deep.`),
    }),
    limitRepeatedFields,
    limitRootMutations,
    limitNestedLists,
  ];
}

/** The library would throw an error labeled as a syntax error. */
function reportAs(message: string) {
  const report = (context: ValidationContext | null) => context?.reportError(new GraphQLError(message));
  return { propagateOnRejection: false, onReject: [report] };
}
