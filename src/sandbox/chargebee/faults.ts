/** The customers at which a call to Chargebee goes wrong, and how that looks. */
import type { FaultReplies } from '../kit/json-vendor.js';
import type { Fault, SandboxReply } from '../kit/vendor.js';
import { failure, wrongApiKey } from './reply.js';

/** Refusals by the rate limit last until the trailing minute has room again. */
const RETRY_AFTER_SECONDS = '60';

/** Faults that every vendor has, or that are below any vendor. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  fault_rate_limited: 'RATE_LIMITED',
  fault_rate_limited_retry_after: 'RATE_LIMITED_WITH_RETRY_AFTER',
  fault_server_error: 'SERVER_ERROR',
  fault_credentials_refused: 'CREDENTIALS_REFUSED',
  fault_permission_denied: 'PERMISSION_DENIED',
  fault_maintenance: 'MAINTENANCE',
  fault_invalid_state: 'UNKNOWN_CODE',
  fault_cut_before_commit: 'CUT_BEFORE_COMMIT',
  fault_cut_after_commit: 'CUT_AFTER_COMMIT',
  fault_server_error_after_commit: 'SERVER_ERROR_AFTER_COMMIT',
  fault_slow: 'SLOW',
  fault_hang: 'HANG',
  fault_html: 'HTML_REPLY',
  fault_truncated: 'TRUNCATED_REPLY',
};

/** Customers whose writes are refused in ways that only Chargebee has. */
export const WRITE_REFUSALS: Readonly<Record<string, SandboxReply>> = {
  // Status 429 without being about a quota: somebody else is writing to the same customer.
  fault_lock_timeout: failure(
    429,
    'operation_failed',
    'lock_timeout',
    'The resource is locked by another request',
  ),
  fault_read_only: failure(503, 'operation_failed', 'site_read_only_mode', 'The site is in read-only mode'),
  fault_temporary_error: failure(
    503,
    'operation_failed',
    'internal_temporary_error',
    'Sorry, a temporary error occurred when processing the request',
  ),
  // A gateway before the service answers for it, and not as JSON.
  fault_bad_gateway: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  },
};

/** Faults in the words of Chargebee, which never reports an error in a 200. */
export const faultReplies: FaultReplies = {
  RATE_LIMITED: rateLimited,
  RATE_LIMITED_WITH_RETRY_AFTER: () => ({
    ...rateLimited(),
    headers: { 'retry-after': RETRY_AFTER_SECONDS },
  }),
  SERVER_ERROR: () =>
    failure(
      500,
      'operation_failed',
      'internal_error',
      'Sorry, something went wrong when processing the request',
    ),
  CREDENTIALS_REFUSED: wrongApiKey,
  PERMISSION_DENIED: () =>
    failure(
      403,
      'untyped',
      'api_authorization_failed',
      'Sorry, the API key does not have the permission for this operation',
    ),
  MAINTENANCE: () =>
    failure(503, 'operation_failed', 'site_not_ready', 'The site is not ready to serve requests'),
  UNKNOWN_CODE: () =>
    failure(
      409,
      'invalid_request',
      'invalid_state_for_request',
      'The state of the customer does not allow this operation',
    ),
};

function rateLimited(): SandboxReply {
  return failure(
    429,
    'operation_failed',
    'api_request_limit_exceeded',
    'Sorry, the API request limit is exceeded',
  );
}
