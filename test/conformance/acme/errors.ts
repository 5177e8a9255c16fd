/** Errors by type and parameter. */
import { maybeText, objectOf, parserOf, text } from '../../../src/mapping/reply.js';
import type { VendorErrorKind } from '../../../src/providers/driver.js';

export const parseError = parserOf(
  objectOf({ error: objectOf({ type: text, param: maybeText, text: maybeText }) }),
);

interface ErrorRow {
  readonly type: string;
  /** Absent: whatever the parameter is. */
  readonly param?: string;
  readonly verdict: VendorErrorKind;
}

/** The first row that fits counts. */
const ERRORS: readonly ErrorRow[] = [
  { type: 'not_found', param: 'customer', verdict: 'CUSTOMER_NOT_FOUND' },
  { type: 'invalid', param: 'customer', verdict: 'CUSTOMER_NOT_FOUND' },
  { type: 'invalid', verdict: 'FIELD_REFUSED' },
  { type: 'missing', verdict: 'FIELD_REQUIRED' },
  { type: 'authentication', verdict: 'CREDENTIALS_REJECTED' },
  { type: 'permission', verdict: 'PERMISSION_DENIED' },
  { type: 'rate', verdict: 'RATE_LIMITED' },
  { type: 'closed', verdict: 'UNAVAILABLE' },
  { type: 'not_saved', verdict: 'REJECTED' },
];

export function verdictOf(type: string, param: string | undefined): VendorErrorKind | undefined {
  return ERRORS.find((row) => row.type === type && (row.param === undefined || row.param === param))?.verdict;
}
