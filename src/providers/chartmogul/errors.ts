import * as v from 'valibot';
import { readText } from '../../mapping/field-table.js';
import { anyOf, maybeText, objectOf, parserOf, record } from '../../mapping/reply.js';
import type { VendorErrorKind } from '../driver.js';

/**
 * HTTP status to what it amounts to, from ChartMogul's page on errors. 402 is a request that failed although
 * its parameters were valid. An unlisted status is classified by the rules for all vendors.
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

/** Every known recording reports a missing parameter with this text. */
const missingText = /\bis missing$/;

/** A parameter that only the text names: `Parameter "email" does not have a valid value`. */
const parameterText = /^Parameter "([^"]+)"/;

/** The answer when a data source does not exist is a text only. */
export const dataSourceText = /\bdata source\b/i;

export interface Complaint {
  readonly param?: string | undefined;
  readonly text?: string | undefined;
  readonly missing?: boolean;
}

const details = objectOf({ param: maybeText, message: maybeText, code: maybeText });

/**
 * The forms seen in recordings: `{error_details: []}`, `{errors: {}}`, `{code, message, param}`, `{error}`.
 */
export const parseComplaints = parserOf(
  v.pipe(
    objectOf({
      error_details: anyOf(details),
      errors: v.fallback(v.optional(record), undefined),
      message: maybeText,
      error: maybeText,
      param: maybeText,
    }),
    v.transform(({ error_details, errors, message, error, param }): readonly Complaint[] => {
      if (error_details.length > 0) {
        return error_details.map((one) => ({
          param: one.param,
          text: one.message,
          missing: one.code === 'blank',
        }));
      }
      if (errors) return Object.keys(errors).map((name) => ({ param: name, text: readText(errors, name) }));
      const text = message ?? error;
      if (text === undefined) return [];
      return [{ param: param ?? parameterText.exec(text)?.[1], text, missing: missingText.test(text) }];
    }),
  ),
);
