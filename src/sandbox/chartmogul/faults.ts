/** The customers at which a call to ChartMogul goes wrong, and how that looks. */
import type { Fault, ReplyFault, SandboxReply } from '../kit/vendor.js';
import { refusal, wrongApiKey } from './reply.js';

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

/** Customers whose writes are refused in ways that only ChartMogul has. */
export const WRITE_REFUSALS: Readonly<Record<string, SandboxReply>> = {
  // Throttling, not an outage: 503 is documented as too many parallel connections. Its body is not.
  'cus_fa017000-0000-4000-8000-000000000503': refusal(503, 'Too many parallel connections.'),
};

/** A fault in the words of ChartMogul, which has no answer for maintenance and never reports an error in a 200. */
export function faultReply(fault: ReplyFault): SandboxReply | undefined {
  switch (fault) {
    case 'RATE_LIMITED':
      return rateLimited();
    case 'RATE_LIMITED_WITH_RETRY_AFTER':
      // Not documented, nor recorded: ChartMogul names no such header. A proxy before it may set one.
      return { ...rateLimited(), headers: { 'retry-after': '30' } };
    case 'SERVER_ERROR':
      return { status: 500, body: { error: 'Internal Server Error' } };
    case 'CREDENTIALS_REFUSED':
      return wrongApiKey();
    case 'PERMISSION_DENIED':
      // The published meaning of 403. Its text is not documented.
      return refusal(403, 'Your trial account has expired');
    case 'UNKNOWN_CODE':
      // "Request failed though the parameters were valid": nothing about payment.
      return refusal(402, 'Request failed');
    case 'MAINTENANCE':
    case 'ERROR_IN_200':
      return undefined;
  }
}

function rateLimited(): SandboxReply {
  return refusal(429, 'Your request rate has exceeded our rate limit.');
}
