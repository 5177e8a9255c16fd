/** What `errors` shows: only what the caller can act on; the rest is masked. */
import { isNativeError } from 'node:util/types';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isReadErrorCode } from '../graphql/read-errors.js';
import { variableFaultOf, variableMessage } from './variable-errors.js';

/**
 * Errors in the request itself, with the text for production: the library's own repeats values and suggests
 * names. Everything else is an internal error, and is never shown.
 */
export const requestErrors = {
  BAD_REQUEST: 'The body is not a single GraphQL request.',
  GRAPHQL_PARSE_FAILED: 'The document is not well-formed GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not match the schema.',
  BAD_USER_INPUT: 'The variables do not match the operation.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no operation with this name.',
  // Clients and routers that try a document's hash first match this exact text.
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
} as const;

export type RequestErrorCode = keyof typeof requestErrors;

/** Errors of HTTP requests that never become an operation. */
export const httpErrors = {
  UNAUTHENTICATED: 'The router secret is missing or wrong.',
  AUTH_UNAVAILABLE: 'Tokens cannot be verified right now.',
  CALLER_RATE_LIMITED: 'The caller has reached its request limit for now.',
  HOST_NOT_ALLOWED: 'The host of the request is not this machine. Use localhost.',
  NOT_FOUND: 'Not found.',
  METHOD_NOT_ALLOWED: 'Use POST.',
  NOT_ACCEPTABLE: 'The response is JSON. Accept application/json or application/graphql-response+json.',
  PAYLOAD_TOO_LARGE: 'The body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The body must be uncompressed application/json in UTF-8.',
} as const;

/** For a request that never became an operation. */
export type HttpErrorCode = keyof typeof httpErrors | 'BAD_REQUEST';

/** Errors of requests that ask for too much. The text is ours, so production shows it too. */
export const limitErrors = {
  OPERATION_TOO_LARGE: 'The operation requests too much.',
  RESPONSE_TOO_LARGE: 'The response is too large.',
} as const;

export type LimitErrorCode = keyof typeof limitErrors;

const MASKED = 'Something went wrong in the subgraph. Quote the request id to support.';

/** The message for every internal error. */
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
 * An error's code, before unlisted codes are masked. Apollo Server gives all validation errors one code, and
 * none to some that are the request's fault.
 */
function codeOf({ originalError, path, extensions }: GraphQLError): unknown {
  if (originalError instanceof GraphQLError && isLimitErrorCode(originalError.extensions.code)) {
    return originalError.extensions.code;
  }
  if (extensions.code !== undefined || path || originalError) return extensions.code;
  return extensions.http ? 'BAD_REQUEST' : 'BAD_USER_INPUT';
}

/** Outside production, keeps the library's text for request errors. Masks unexpected errors everywhere. */
export function errorFormatter(
  production: boolean,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, locations, path, extensions }, error) => {
    const code = error instanceof GraphQLError ? codeOf(error) : undefined;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    if (isLimitErrorCode(code)) return { ...where, message, extensions: { code } };
    if (isReadErrorCode(code)) return { ...where, message, extensions: extensions ?? { code } };
    // A resolver's own text contains no value from the request.
    if (code === 'BAD_USER_INPUT' && path) return { ...where, message, extensions: extensions ?? { code } };
    if (isRequestErrorCode(code)) {
      const fault = variableFaultOf(error);
      const told = fault ? variableMessage(fault, error as GraphQLError) : message;
      return { ...where, message: production ? requestErrors[code] : told, extensions: { code, ...fault } };
    }
    return { ...where, ...maskedError() };
  };
}

/** Logs an error that is sent masked, so that support can find it by request id. */
export function logUnexpected(error: GraphQLError, requestId: string, log: Logger): void {
  const code = codeOf(error);
  if (isRequestErrorCode(code) || isReadErrorCode(code) || isLimitErrorCode(code)) return;
  const cause = error.originalError ?? error;
  log.error({ requestId, path: error.path, ...whereItHappened(cause) }, 'unexpected error');
}

/** The kind of a bug and its place, without its message, which may contain a request's value. */
export function whereItHappened(bug: unknown): {
  readonly error: string;
  readonly frames?: readonly string[];
} {
  return isNativeError(bug) ? { error: bug.name, frames: stackFrames(bug) } : { error: typeof bug };
}

function stackFrames({ stack = '', message }: Error): string[] {
  // The message precedes the frames, and one of its lines may look like a frame.
  const start = stack.indexOf(message);
  return (start === -1 ? '' : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
