/** Zuora's replies: failure formats, and headers that every answer has. */
import { randomUUID } from 'node:crypto';

import type { FaultReplies } from '../kit/json-vendor.js';
import { randomHex } from '../kit/random-hex.js';
import type { SandboxReply, SandboxRequest } from '../kit/vendor.js';

/** One reason of a failure: the two-digit category that ends its code, and the text. */
export interface Reason {
  readonly category: string;
  readonly message: string;
}

/**
 * First six digits of a code: the resource. Zuora lists one per field in a file that is not public; this one
 * is within the published range and only has to differ from that of calls without a body.
 */
const CONTACT = '581300';
/** API guide, "Error codes": reported by calls without a body, and by failures before the resource. */
export const NO_RESOURCE = '500000';

/** Calls below this path have their own error format. */
export const ACTIONS = '/v1/action/';
const REALMS = 'Basic realm=Zuora API, ZSession realm=Zuora API, Bearer realm=Zuora API';
const REQUESTS_PER_MINUTE = 50_000;

/** A failure in an answer's body, by default with status 200, about a contact's fields. */
export function rejected(
  reasons: readonly Reason[],
  { status = 200, resource = CONTACT }: { status?: number; resource?: string } = {},
): SandboxReply {
  return {
    status,
    body: {
      success: false,
      processId: randomHex(16).toUpperCase(),
      requestId: randomUUID(),
      reasons: reasons.map(({ category, message }) => ({ code: Number(resource + category), message })),
    },
  };
}

/** A failure of a call without a body, or before the call reached its resource. */
export function rejectedCall(status: number, category: string, message: string): SandboxReply {
  return rejected([{ category, message }], { status, resource: NO_RESOURCE });
}

/** An error without Zuora's usual format. */
export function message(status: number, text: string): SandboxReply {
  return { status, body: { message: text } };
}

/** The error of a whole action call. Not documented; clients have recorded these names. */
export function actionFault(code: string, text: string): SandboxReply {
  return { status: 400, body: { FaultCode: code, FaultMessage: text } };
}

/** The text that clients in several languages have recorded for a missing account or contact. */
export function missing(key: string): Reason {
  return { category: '40', message: `Cannot find entity by key: '${key}'.` };
}

/** A rejected token, for which action calls have a separate body ("Query", response 401). */
export function unauthorized(isAction: boolean): SandboxReply {
  return {
    status: 401,
    headers: { 'www-authenticate': REALMS },
    body: isAction
      ? { message: 'Authentication error' }
      : {
          success: false,
          processId: randomHex(16).toUpperCase(),
          reasons: [{ code: 90000011, message: 'this resource is protected, please sign in first' }],
          requestId: randomUUID(),
        },
  };
}

/** Adds the headers that every answer has. A replayed answer keeps its own: they are stored with it. */
export function withHeaders(reply: SandboxReply, request?: SandboxRequest): SandboxReply {
  const trackId = request?.headers['zuora-track-id'];
  return {
    ...reply,
    headers: {
      'zuora-request-id': randomUUID(),
      'ratelimit-limit': `${REQUESTS_PER_MINUTE}, ${REQUESTS_PER_MINUTE};w=60, 2250000;w=3600, 27000000;w=86400`,
      'ratelimit-remaining': String(REQUESTS_PER_MINUTE - 1),
      'ratelimit-reset': '60',
      ...(typeof trackId === 'string' && isTrackId(trackId) ? { 'zuora-track-id': trackId } : {}),
      ...reply.headers,
    },
  };
}

/** "US-ASCII", up to 64, without colon, semicolon or either quote ("Zuora-Track-Id"). */
export function isTrackId(value: string): boolean {
  return /^[ -~]{1,64}$/.test(value) && !/[:;"']/.test(value);
}

/** Zuora's format of each fault. */
export const faultReplies: FaultReplies = {
  // The two-digit code and the missing `success` are as printed in "Rate and concurrent request limits".
  RATE_LIMITED: () => ({
    status: 429,
    headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '42' },
    body: {
      reasons: [{ code: 70, message: 'API Rate limit exceeded for the minute, retry after 42 seconds' }],
    },
  }),
  RATE_LIMITED_WITH_RETRY_AFTER: () => ({
    ...rejectedCall(429, '70', 'The maximum number of concurrent requests was exceeded.'),
    headers: { 'retry-after': '120' },
  }),
  SERVER_ERROR: () => rejectedCall(500, '60', 'An internal error occurred. Contact Zuora Global Support.'),
  CREDENTIALS_REFUSED: (request) => unauthorized(request?.path.startsWith(ACTIONS) ?? false),
  PERMISSION_DENIED: (request) =>
    objectErrors(request, 'API_DISABLED', 'You do not have permission to manage contacts.') ??
    rejectedCall(200, '10', 'You do not have permission to manage contacts.'),
  // Not documented. A page from something in front of the API is likelier than its own JSON.
  MAINTENANCE: () => ({
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>Zuora</title></head><body><h1>Scheduled maintenance</h1></body></html>',
  }),
  ERROR_IN_200: (request) =>
    objectErrors(request, 'TRANSACTION_FAILED', 'The account does not accept changes at this time.') ??
    rejected([{ category: '30', message: 'The account does not accept changes at this time.' }]),
  UNKNOWN_CODE: (request) =>
    objectErrors(request, 'POLICY_7731', 'The request was refused (policy 7731).') ??
    rejected([{ category: '88', message: 'The request was refused (policy 7731).' }]),
};

/** The error per object of an update or delete action; undefined for every other request. */
function objectErrors(
  request: SandboxRequest | undefined,
  code: string,
  text: string,
): SandboxReply | undefined {
  const errors = [{ Code: code, Message: text }];
  switch (request?.path) {
    case `${ACTIONS}update`:
      return { status: 200, body: [{ Success: false, Errors: errors }] };
    case `${ACTIONS}delete`:
      return { status: 200, body: [{ success: false, errors }] };
    default:
      return undefined;
  }
}
