/** The customers at which a call to ChartMogul goes wrong, and how that looks. */
import type { FaultReplies } from '../kit/json-vendor.js';
import type { Fault, SandboxReply } from '../kit/vendor.js';
import { failure, wrongApiKey } from './reply.js';

/** Faults that every vendor has, or that are below any vendor. The last digits are a reminder of the fault. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'cus_fa017000-0000-4000-8000-000000000401': 'CREDENTIALS_REFUSED',
  'cus_fa017000-0000-4000-8000-000000000402': 'UNKNOWN_CODE',
  'cus_fa017000-0000-4000-8000-000000000403': 'PERMISSION_DENIED',
  'cus_fa017000-0000-4000-8000-000000000429': 'RATE_LIMITED',
  'cus_fa017000-0000-4000-8000-000000042930': 'RATE_LIMITED_WITH_RETRY_AFTER',
  'cus_fa017000-0000-4000-8000-000000000500': 'SERVER_ERROR',
  'cus_fa017000-0000-4000-8000-00000000500a': 'SERVER_ERROR_AFTER_COMMIT',
  'cus_fa017000-0000-4000-8000-0000000000cb': 'CUT_BEFORE_COMMIT',
  'cus_fa017000-0000-4000-8000-0000000000ca': 'CUT_AFTER_COMMIT',
  'cus_fa017000-0000-4000-8000-000000002000': 'SLOW',
  'cus_fa017000-0000-4000-8000-00000000dead': 'HANG',
  'cus_fa017000-0000-4000-8000-000000000200': 'HTML_REPLY',
  'cus_fa017000-0000-4000-8000-00000000021f': 'TRUNCATED_REPLY',
};

/** Customers whose writes fail in ways that only ChartMogul has. */
export const WRITE_REFUSALS: Readonly<Record<string, SandboxReply>> = {
  // Throttling, not an outage: 503 is documented as too many parallel connections. Its body is not.
  'cus_fa017000-0000-4000-8000-000000000503': failure(503, 'Too many parallel connections.'),
};

/** Faults in the words of ChartMogul, which has no reply for maintenance and never reports an error in a 200. */
export const faultReplies: FaultReplies = {
  RATE_LIMITED: rateLimited,
  // Not documented, nor recorded: ChartMogul names no such header. A proxy before it may set one.
  RATE_LIMITED_WITH_RETRY_AFTER: () => ({ ...rateLimited(), headers: { 'retry-after': '30' } }),
  SERVER_ERROR: () => ({ status: 500, body: { error: 'Internal Server Error' } }),
  CREDENTIALS_REFUSED: wrongApiKey,
  // The published meaning of 403. Its text is not documented.
  PERMISSION_DENIED: () => failure(403, 'Your trial account has expired'),
  // "Request failed though the parameters were valid": nothing about payment.
  UNKNOWN_CODE: () => failure(402, 'Request failed'),
};

function rateLimited(): SandboxReply {
  return failure(429, 'Your request rate has exceeded our rate limit.');
}
