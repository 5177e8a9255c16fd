/** What leaves in `errors`: only what the caller can act on, the rest masked. */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { GraphContext } from '../graph/context.js';
import { isReadErrorCode } from '../graph/read-errors.js';

/**
 * Errors of the request itself, with the text that is shown in production: the library's own repeats values and
 * suggests names. Everything else is a fault of ours and is never shown.
 */
export const requestErrors: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'The document is not well-formed GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  BAD_USER_INPUT: 'The variables do not fit the operation.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds no operation of that name.',
  BAD_REQUEST: 'The request is not a GraphQL request.',
  // Clients and routers that try a registered document first go by this very text.
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
};

const MASKED = 'Something went wrong in the subgraph. Quote the request id to support.';

/** Keeps the library's text for request errors outside production; masks what is unexpected everywhere. */
export function errorFormatter(production: boolean): (error: GraphQLFormattedError) => GraphQLFormattedError {
  return (error) => {
    const code = String(error.extensions?.code);
    const text = Object.hasOwn(requestErrors, code) ? requestErrors[code] : undefined;
    const where = {
      ...(error.locations && { locations: error.locations }),
      ...(error.path && { path: error.path }),
    };
    if (isReadErrorCode(code))
      return { ...where, message: error.message, extensions: error.extensions ?? { code } };
    if (text === undefined) {
      return { ...where, message: MASKED, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    }
    return { ...where, message: production ? text : error.message, extensions: { code } };
  };
}

/** Logs what was masked and puts the request id on every error that leaves. */
export function errorPlugin(log: Logger): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) logUnexpected(error, contextValue.requestId, log);
      },
      willSendResponse: async (context) => addRequestId(context),
    }),
  };
}

function logUnexpected(error: GraphQLError, requestId: string, log: Logger): void {
  const { code } = error.extensions;
  if (Object.hasOwn(requestErrors, String(code)) || isReadErrorCode(code)) return;
  const cause = unwrapResolverError(error);
  // A message may hold a value of the request, so only the kind of the error and where it happened are logged.
  const name = cause instanceof Error ? cause.name : typeof cause;
  const frames = cause instanceof Error ? stackFrames(cause) : undefined;
  log.error({ requestId, path: error.path, error: name, frames }, 'unexpected error');
}

function stackFrames({ stack = '', message }: Error): string[] {
  // The message stands before the frames, and a line of it may look like one.
  const start = stack.indexOf(message);
  return (start === -1 ? '' : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

function addRequestId({ response, contextValue }: GraphQLRequestContextWillSendResponse<GraphContext>): void {
  if (response.body.kind !== 'single') return;
  const { singleResult } = response.body;
  if (!singleResult.errors) return;
  const { requestId } = contextValue;
  singleResult.errors = singleResult.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
}
