/** Reads the body of a GraphQL request, exactly or not at all. */
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import getRawBody from 'raw-body';
import { type HttpErrorCode, httpErrors } from './errors.js';
import { MAX_BODY } from './request-limits.js';

export interface InvalidBody {
  readonly status: 400 | 413 | 415;
  readonly code: HttpErrorCode;
  readonly message: string;
  /** True if the rest of the body was not read, so the connection cannot be reused. */
  readonly closeConnection?: boolean;
}

/** `json` is any value; Apollo Server decides whether it is an operation. */
export type ReadBody = { readonly json: unknown } | { readonly invalid: InvalidBody };

const CODES = { 400: 'BAD_REQUEST', 413: 'PAYLOAD_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE' } as const;

const NOT_JSON = invalid(415, httpErrors.UNSUPPORTED_MEDIA_TYPE);
const MALFORMED = invalid(400, 'The body is not well-formed JSON.');

/** How long a client that sends too much may continue, so that it reads the response. */
const DROP_MS = 1000;

/** Fatal: otherwise each invalid byte of a Latin-1 name would be stored as a replacement character. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Never rejects. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const { 'content-type': type, 'content-encoding': compression } = request.headers;
  if (!isJson(type) || compression !== undefined) return NOT_JSON;
  let bytes: Buffer;
  try {
    bytes = await getRawBody(request, { length: request.headers['content-length'] ?? null, limit: MAX_BODY });
  } catch (error) {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    if (!tooLarge) return invalid(400, 'The body could not be read.', true);
    await discardBody(request);
    return invalid(413, `The body is limited to ${MAX_BODY} bytes.`, true);
  }
  try {
    return { json: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return MALFORMED;
  }
}

/** JSON has one encoding. A body that declares another would be misread. */
function isJson(type = ''): boolean {
  if (type === 'application/json') return true;
  const isNamed = type.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
  return isNamed && [...type.matchAll(CHARSET)].every(([, , charset = '']) => /^utf-?8$/i.test(charset));
}

const CHARSET = /;\s*charset\s*=\s*("?)([^";\s]*)\1/gi;

/** The connection closes after the response. A client still sending then would not read it. */
async function discardBody(request: IncomingMessage): Promise<void> {
  request.resume();
  await finished(request, { signal: AbortSignal.timeout(DROP_MS) }).catch(() => {});
}

function invalid(status: InvalidBody['status'], message: string, closeConnection = false) {
  return { invalid: { status, code: CODES[status], message, closeConnection } };
}
