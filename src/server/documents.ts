/**
 * Documents as the schema takes them. What was looked at before is not looked at again: routers repeat
 * themselves.
 */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type DocumentLimits, limitRules, MAX_TOKENS, refuseSubscriptions } from './request-limits.js';

/**
 * Characters of all texts that are kept: some hundreds of operations. A parsed document takes 60 to 250 bytes
 * for each, and clients that write values into their documents send a new one each time.
 */
const MAX_KEPT = 256 * 1024;

/** A document that fits the schema, or what is wrong with it. */
export type CheckedDocument =
  | { readonly document: DocumentNode }
  | {
      readonly code: DocumentErrorCode;
      readonly errors: readonly GraphQLError[];
    };

type DocumentErrorCode = 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'OPERATION_TOO_LARGE';

/** Reads documents for one schema. */
export function documentReader(
  schema: GraphQLSchema,
  options: { readonly introspection: boolean; readonly limits: DocumentLimits },
): (text: string) => CheckedDocument {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: MAX_KEPT,
    sizeCalculation: (_document, text) => text.length,
  });
  const limits = limitRules(options.limits);
  const rules: readonly ValidationRule[] = [
    ...specifiedRules,
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    refuseSubscriptions,
  ];
  return (text) => {
    const kept = known.get(text);
    if (kept) return { document: kept };
    let code: DocumentErrorCode = 'GRAPHQL_PARSE_FAILED';
    try {
      const document = parse(text, { maxTokens: MAX_TOKENS });
      code = 'OPERATION_TOO_LARGE';
      const exceeded = validate(schema, document, limits);
      if (exceeded.length > 0) return { code, errors: exceeded };
      code = 'GRAPHQL_VALIDATION_FAILED';
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return { code, errors };
      known.set(text, document);
      return { document };
    } catch (error) {
      if (error instanceof GraphQLError) return { code, errors: [error] };
      // Values inside values inside values exhaust the stack before they exhaust the tokens.
      if (!isOverflow(error)) throw error;
      return { code, errors: [new GraphQLError('The document nests too deeply.')] };
    }
  };
}

/** Of what else there is a RangeError for nothing is the document's fault. */
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}
