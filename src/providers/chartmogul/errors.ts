import * as v from 'valibot';
import { readText } from '../../mapping/field-table.js';
import { anyOf, maybeText, objectOf, parserOf, record } from '../../mapping/reply.js';
import { type Complaint, errorParser } from '../error-table.js';

const DATA_SOURCE = 'data_source_uuid';

/** The text in every known recording of a missing parameter. */
const MISSING = /\bis missing$/;

/** A parameter named only in the text: `Parameter "email" does not have a valid value`. */
const PARAMETER = /^Parameter "([^"]+)"/;

/** The answer for an unknown data source is only a text. */
const OF_DATA_SOURCE = /\bdata source\b/i;

const details = objectOf({ param: maybeText, message: maybeText, code: maybeText });

/** The formats in recordings: `{error_details: []}`, `{errors: {}}`, `{code, message, param}`, `{error}`. */
const parseComplaints = parserOf(
  v.pipe(
    objectOf({
      error_details: anyOf(details),
      errors: v.fallback(v.optional(record), undefined),
      code: maybeText,
      message: maybeText,
      error: maybeText,
      param: maybeText,
    }),
    v.transform(({ error_details, errors, code: own, message, error, param }): readonly Complaint[] => {
      if (error_details.length > 0) {
        return error_details.map(({ code, ...one }) => ({
          field: one.param,
          message: one.message,
          isMissing: code === 'blank',
        }));
      }
      if (errors) {
        return Object.keys(errors).map((name) => ({ field: name, message: readText(errors, name) }));
      }
      // A message without a code is one of something on the way, such as a gateway.
      const text = (own === undefined ? undefined : message) ?? error;
      if (text === undefined) return [];
      return [{ field: param ?? PARAMETER.exec(text)?.[1], message: text, isMissing: MISSING.test(text) }];
    }),
  ),
);

/**
 * Classifies HTTP statuses by ChartMogul's page on errors. 402 is a request that failed although its
 * parameters were valid. An unlisted status is classified by the rules for all vendors.
 */
export const parseErrors = errorParser({
  rules: [
    // A data source from the caller is the caller's error; the configured one is the operator's.
    {
      field: DATA_SOURCE,
      option: 'dataSourceUuid',
      about: 'options.chartmogul.dataSourceUuid',
      kind: 'FIELD_REJECTED',
    },
    { field: DATA_SOURCE, kind: 'NOT_CONFIGURED' },
    { status: 400, field: true, kind: 'FIELD_REJECTED' },
    { status: 422, field: true, kind: 'FIELD_REJECTED' },
  ],
  statuses: {
    REJECTED: [400, 402, 422],
    CREDENTIALS_REJECTED: [401],
    // The published meaning is an expired trial account.
    PERMISSION_DENIED: [403],
    CUSTOMER_NOT_FOUND: [404],
    RATE_LIMITED: [429],
  },

  complaints({ status, json }) {
    if (status < 400 || status >= 500) return [];
    const code = String(status);
    const complaints = (parseComplaints(json) ?? []).map((one) => ({ ...one, code }));
    if (complaints.some(isAboutDataSource)) {
      return [{ code, message: complaints[0]?.message, field: DATA_SOURCE }];
    }
    // Bracketed params also contain a position, which is sometimes wrong, so it is omitted.
    return complaints.map((one) => ({ ...one, field: one.field?.replace(/\[.*$/s, '') }));
  },
});

function isAboutDataSource({ field, message = '' }: Complaint): boolean {
  return field === undefined ? OF_DATA_SOURCE.test(message) : field === DATA_SOURCE;
}
