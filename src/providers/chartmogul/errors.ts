import type { VendorErrorKind } from '../driver.js';

/**
 * HTTP status to what it amounts to, from ChartMogul's page on errors. 402 is a request that failed although
 * its parameters were valid. A status that is not listed goes by the rules for all vendors.
 */
export const errorKinds: Readonly<Record<number, VendorErrorKind>> = {
  401: 'CREDENTIALS_REJECTED',
  402: 'REJECTED',
  // The published meaning is an expired trial account.
  403: 'PERMISSION_DENIED',
  404: 'CUSTOMER_NOT_FOUND',
  429: 'RATE_LIMITED',
};

/** Statuses under which a named parameter is a fault of that field. */
export const fieldStatuses: ReadonlySet<number> = new Set([400, 422]);

/** A missing parameter is told by this text in every known recording. */
export const missingText = /\bis missing$/;

/** A parameter that only the text names: `Parameter "email" does not have a valid value`. */
export const parameterText = /^Parameter "([^"]+)"/;

/** The answer when a data source does not exist is a text only. */
export const dataSourceText = /\bdata source\b/i;
