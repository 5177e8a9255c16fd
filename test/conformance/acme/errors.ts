/** Errors by type and parameter. */
import { maybeText, objectOf, parserOf, text } from '../../../src/mapping/reply.js';
import { errorParser } from '../../../src/providers/error-table.js';

const parseError = parserOf(objectOf({ error: objectOf({ type: text, param: maybeText, text: maybeText }) }));

export const parseErrors = errorParser({
  rules: [
    { codes: ['not_found', 'invalid'], field: 'customer', kind: 'CUSTOMER_NOT_FOUND' },
    { codes: ['not_found'], field: 'person', kind: 'CUSTOMER_NOT_FOUND' },
  ],
  codes: {
    FIELD_REJECTED: ['invalid'],
    FIELD_REQUIRED: ['missing'],
    CREDENTIALS_REJECTED: ['authentication'],
    PERMISSION_DENIED: ['permission'],
    RATE_LIMITED: ['rate'],
    UNAVAILABLE: ['closed'],
    REJECTED: ['not_saved'],
  },

  complaints({ json }) {
    const error = parseError(json)?.error;
    return error ? [{ code: error.type, field: error.param, message: error.text }] : [];
  },
});
