/** Reads the body of a GraphQL request and makes sure that it is one operation. */
import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import type { OperationRequest } from './operations.js';
import { MAX_BODY } from './request-limits.js';

export interface BodyRefusal {
  readonly status: 400 | 413 | 415;
  readonly message: string;
  /** True where the rest of the body was not read, so that the connection cannot be used again. */
  readonly isCut?: boolean;
}

export type ReadBody = { readonly operation: OperationRequest } | { readonly refusal: BodyRefusal };

const NOT_JSON = refusal(415, 'The body has to be uncompressed application/json.');
const MALFORMED = refusal(400, 'The body is not well-formed JSON.');
const NOT_ONE_OPERATION = refusal(400, 'The body has to be one GraphQL operation; batches are not taken.');

const utf8 = new TextDecoder();

/** Never rejects. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' || request.headers['content-encoding'] !== undefined) return NOT_JSON;
  let bytes: Buffer;
  try {
    bytes = await getRawBody(request, { length: request.headers['content-length'] ?? null, limit: MAX_BODY });
  } catch (error) {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    return tooLarge
      ? refusal(413, `The body is limited to ${MAX_BODY} bytes.`, true)
      : refusal(400, 'The body could not be read.', true);
  }
  let body: unknown;
  try {
    body = JSON.parse(utf8.decode(bytes));
  } catch {
    return MALFORMED;
  }
  return isOneOperation(body) ? { operation: body } : NOT_ONE_OPERATION;
}

function refusal(status: BodyRefusal['status'], message: string, isCut = false) {
  return { refusal: { status, message, isCut } };
}

function isOneOperation(body: unknown): body is OperationRequest {
  if (!isObject(body)) return false;
  const { query, operationName, variables, extensions } = body;
  if (!isObject(variables ?? {}) || !isObject(extensions ?? {})) return false;
  if (typeof (query ?? '') !== 'string' || typeof (operationName ?? '') !== 'string') return false;
  // A client that registered its document sends the name alone.
  return Boolean(query || (body as OperationRequest).extensions?.persistedQuery);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
