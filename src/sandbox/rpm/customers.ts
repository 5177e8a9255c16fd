/** The customers that RPM starts with in the sandbox, and what each of them provokes. */
import type { Fault } from '../kit/vendor.js';

/** Customer id to the fault it provokes. The last digits resemble a status where there is one to think of. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  9000429: 'RATE_LIMITED',
  9000500: 'SERVER_ERROR',
  9001500: 'SERVER_ERROR_AFTER_COMMIT',
  9000401: 'CREDENTIALS_REFUSED',
  9000403: 'PERMISSION_DENIED',
  9000503: 'MAINTENANCE',
  9000200: 'ERROR_IN_200',
  9000422: 'UNKNOWN_CODE',
  9000001: 'CUT_BEFORE_COMMIT',
  9000002: 'CUT_AFTER_COMMIT',
  9000003: 'SLOW',
  9000004: 'HANG',
  9000005: 'HTML_REPLY',
  9000006: 'TRUNCATED_REPLY',
};

/** Customer id to the text that refuses every write. Reads are answered. */
export const WRITE_REFUSALS: Readonly<Record<string, string>> = {
  9001403: 'Unauthorized user',
  9000400: 'Unrecognized type for phone number: 1',
};

/** Name and number of contacts at the start. */
export const KNOWN_CUSTOMERS: Readonly<Record<string, { name: string; contacts: number }>> = {
  2001: { name: 'Acme Telecom', contacts: 0 },
  2002: { name: 'Globex Wireless', contacts: 2 },
  2003: { name: 'Initech Networks', contacts: 45 },
  ...Object.fromEntries(
    [...Object.keys(FAULTS), ...Object.keys(WRITE_REFUSALS)].map((id) => [
      id,
      { name: `Customer with a fault (${id})`, contacts: 0 },
    ]),
  ),
};
