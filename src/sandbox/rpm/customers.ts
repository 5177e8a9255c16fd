/** RPM's preset customers in the sandbox, and what each provokes. */
import { faultIds } from '../kit/fault-ids.js';

/** Customer id to the fault it provokes. */
export const FAULTS = faultIds((_words, digits) => digits, ['RATE_LIMITED_WITH_RETRY_AFTER']);

/** Customer id to the text that rejects every write. Reads are answered. */
export const WRITE_REJECTIONS: Readonly<Record<string, string>> = {
  9001403: 'Unauthorized user',
  9000400: 'Unrecognized type for phone number: 1',
};

/** Name, and number of preset contacts. */
export const KNOWN_CUSTOMERS: Readonly<Record<string, { name: string; contacts: number }>> = {
  2001: { name: 'Acme Telecom', contacts: 0 },
  2002: { name: 'Globex Wireless', contacts: 2 },
  2003: { name: 'Initech Networks', contacts: 45 },
  ...Object.fromEntries(
    [...Object.keys(FAULTS), ...Object.keys(WRITE_REJECTIONS)].map((id) => [
      id,
      { name: `Customer with a fault (${id})`, contacts: 0 },
    ]),
  ),
};
