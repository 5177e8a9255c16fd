/** What leaves in `errors`: only what the caller can act on, the rest masked. */
import { isNativeError } from 'node:util/types';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isReadErrorCode } from '../graphql/read-errors.js';
import { variableFaultOf, variableMessage } from './variable-errors.js';

/**
 * Errors of the request itself, with the text that is shown in production: the library's own repeats values
 * and suggests names. Everything else is a fault of ours and is never shown.
 */
export const requestErrors = {
  BAD_REQUEST: 'The body is not one GraphQL request.',
  GRAPHQL_PARSE_FAILED: 'The document is not well-formed GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  BAD_USER_INPUT: 'The variables do not fit the operation.',
  OPERATION_RESOLUTION_FAILURE: 'The document holds no operation of that name.',
  // Clients and routers that try the hash of a document first go by this very text.
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
} as const;

export type RequestErrorCode = keyof typeof requestErrors;

/** Errors of HTTP requests that never become an operation. */
export const httpErrors = {
  UNAUTHENTICATED: 'The router secret is missing or wrong.',
  AUTH_UNAVAILABLE: 'Tokens cannot be checked for now.',
  CALLER_RATE_LIMITED: 'The caller has had its share of requests for now.',
  HOST_NOT_ALLOWED: 'The host of the request is not this machine. Use localhost.',
  NOT_FOUND: 'Not found.',
  METHOD_NOT_ALLOWED: 'Use POST.',
  NOT_ACCEPTABLE: 'The answer is JSON. Accept application/json or application/graphql-response+json.',
  PAYLOAD_TOO_LARGE: 'The body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The body has to be uncompressed application/json in UTF-8.',
} as const;

/** Of a request that never became an operation. */
export type HttpErrorCode = keyof typeof httpErrors | 'BAD_REQUEST';

/** Errors of requests that ask for too much. Their text is ours, so production shows it too. */
export const limitErrors = {
  OPERATION_TOO_LARGE: 'The operation asks for too much at once.',
  RESPONSE_TOO_LARGE: 'The answer is too large.',
} as const;

export type LimitErrorCode = keyof typeof limitErrors;

const MASKED = 'Something went wrong in the subgraph. Quote the request id to support.';

/** The message for every fault of ours. */
export function maskedError(requestId?: string): GraphQLFormattedError {
  const code = 'INTERNAL_SERVER_ERROR';
  return { message: MASKED, extensions: requestId === undefined ? { code } : { code, requestId } };
}

function isRequestErrorCode(code: unknown): code is RequestErrorCode {
  return typeof code === 'string' && Object.hasOwn(requestErrors, code);
}

function isLimitErrorCode(code: unknown): code is LimitErrorCode {
  return typeof code === 'string' && Object.hasOwn(limitErrors, code);
}

/**
 * The code under which an error leaves, before what is not in the lists is masked. Apollo Server gives its
 * own to all errors of validation, and none to some that the request is to blame for.
 */
function codeOf({ originalError, path, extensions }: GraphQLError): unknown {
  if (originalError instanceof GraphQLError && isLimitErrorCode(originalError.extensions.code)) {
    return originalError.extensions.code;
  }
  if (extensions.code !== undefined || path || originalError) return extensions.code;
  return extensions.http ? 'BAD_REQUEST' : 'BAD_USER_INPUT';
}

/** Keeps the library's text for request errors outside production; masks what is unexpected everywhere. */
export function errorFormatter(
  production: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, locations, path, extensions }, error) => {
    const code = error instanceof GraphQLError ? codeOf(error) : undefined;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    if (isLimitErrorCode(code)) return { ...where, message, extensions: { code } };
    if (isReadErrorCode(code)) return { ...where, message, extensions: extensions ?? { code } };
    // A resolver's own text holds no value of the request.
    if (code === 'BAD_USER_INPUT' && path) return { ...where, message, extensions: extensions ?? { code } };
    if (isRequestErrorCode(code)) {
      const fault = variableFaultOf(error);
      const told = fault ? variableMessage(fault, error as GraphQLError) : message;
      return { ...where, message: production ? requestErrors[code] : told, extensions: { code, ...fault } };
    }
    return { ...where, ...maskedError() };
  };
}

/** Logs an error that leaves masked, so that support finds it by the request id. */
export function logUnexpected(error: GraphQLError, requestId: string, log: Logger): void {
  const code = codeOf(error);
  if (isRequestErrorCode(code) || isReadErrorCode(code) || isLimitErrorCode(code)) return;
  const cause = error.originalError ?? error;
  log.error({ requestId, path: error.path, ...whereItHappened(cause) }, 'unexpected error');
}

/** The kind of a bug and its place: its message may hold a value of the request. */
export function whereItHappened(bug: unknown): {
  readonly error: string;
  readonly frames?: readonly string[];
} {
  return isNativeError(bug) ? { error: bug.name, frames: stackFrames(bug) } : { error: typeof bug };
}

function stackFrames({ stack = '', message }: Error): string[] {
  // The message stands before the frames, and a line of it may look like one.
  const start = stack.indexOf(message);
  return (start === -1 ? '' : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
