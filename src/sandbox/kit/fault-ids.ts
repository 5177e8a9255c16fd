/** Ids of the customers that provoke a fault: the same words or digits at every vendor. */
import type { Fault } from './vendor.js';

/** The digits end in a matching status, if there is one. */
const NAMES: Readonly<Record<Fault, readonly [words: string, digits: string]>> = {
  RATE_LIMITED: ['rate_limited', '9000429'],
  RATE_LIMITED_WITH_RETRY_AFTER: ['rate_limited_retry_after', '9001429'],
  SERVER_ERROR: ['server_error', '9000500'],
  SERVER_ERROR_AFTER_COMMIT: ['server_error_after_commit', '9001500'],
  CREDENTIALS_REFUSED: ['credentials_refused', '9000401'],
  PERMISSION_DENIED: ['permission_denied', '9000403'],
  MAINTENANCE: ['maintenance', '9000503'],
  ERROR_IN_200: ['error_in_200', '9000200'],
  UNKNOWN_CODE: ['unknown_code', '9000422'],
  CUT_BEFORE_COMMIT: ['cut_before_commit', '9000001'],
  CUT_AFTER_COMMIT: ['cut_after_commit', '9000002'],
  SLOW: ['slow', '9000003'],
  HANG: ['hang', '9000004'],
  HTML_REPLY: ['html_reply', '9000005'],
  TRUNCATED_REPLY: ['truncated_reply', '9000006'],
};

/** Customer id to its fault. `without` lists faults for which the vendor has no reply. */
export function faultIds(
  idOf: (words: string, digits: string) => string,
  without: readonly Fault[] = [],
): Readonly<Record<string, Fault>> {
  const faults = (Object.keys(NAMES) as Fault[]).filter((fault) => !without.includes(fault));
  return Object.fromEntries(faults.map((fault) => [idOf(...NAMES[fault]), fault]));
}
