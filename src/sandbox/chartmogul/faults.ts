/** The customers whose calls to ChartMogul fail, and how. */
import { faultIds } from '../kit/fault-ids.js';
import type { FaultReplies } from '../kit/json-vendor.js';
import type { SandboxReply } from '../kit/vendor.js';
import { failure, wrongApiKey } from './reply.js';

/** Faults that every vendor has, or that occur below any vendor. */
export const FAULTS = faultIds(
  (_words, digits) => `cus_fa017000-0000-4000-8000-${digits.padStart(12, '0')}`,
  ['MAINTENANCE', 'ERROR_IN_200'],
);

/** Customers whose writes fail in ways specific to ChartMogul. */
export const WRITE_REJECTIONS: Readonly<Record<string, SandboxReply>> = {
  // Throttling, not an outage: 503 is documented as too many parallel connections. Its body is not.
  'cus_fa017000-0000-4000-8000-000009001503': failure(503, 'Too many parallel connections.'),
};

/** Faults in ChartMogul's format. It has no reply for maintenance and no error in a 200. */
export const faultReplies: FaultReplies = {
  RATE_LIMITED: rateLimited,
  // Not documented, nor recorded: ChartMogul mentions no such header. A proxy in front of it may set one.
  RATE_LIMITED_WITH_RETRY_AFTER: () => ({ ...rateLimited(), headers: { 'retry-after': '30' } }),
  SERVER_ERROR: () => ({ status: 500, body: { error: 'Internal Server Error' } }),
  CREDENTIALS_REFUSED: wrongApiKey,
  // The published meaning of 403. Its text is not documented.
  PERMISSION_DENIED: () => failure(403, 'Your trial account has expired'),
  // "Request failed though the parameters were valid": not about payment.
  UNKNOWN_CODE: () => failure(402, 'Request failed'),
};

function rateLimited(): SandboxReply {
  return failure(429, 'Your request rate has exceeded our rate limit.');
}
