/** The customers whose calls to Chargebee fail, and how. */
import { faultIds } from '../kit/fault-ids.js';
import type { FaultReplies } from '../kit/json-vendor.js';
import type { SandboxReply } from '../kit/vendor.js';
import { failure, wrongApiKey } from './reply.js';

/** The rate limit rejects calls until the trailing minute has room again. */
const RETRY_AFTER_SECONDS = '60';

/** Faults that every vendor has, or that occur below any vendor. */
export const FAULTS = faultIds((words) => `fault_${words}`, ['ERROR_IN_200']);

/** Customers whose writes are rejected in ways specific to Chargebee. */
export const WRITE_REJECTIONS: Readonly<Record<string, SandboxReply>> = {
  // A 429 that is not about a quota: another client is writing to the same customer.
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
  // Answered by a gateway in front of the service, and not as JSON.
  fault_bad_gateway: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  },
};

/** Faults in Chargebee's format. Chargebee never reports an error in a 200. */
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
