/** Errors by type and parameter. */
import { maybeText, objectOf, parserOf, text } from '../../../src/mapping/reply.js';
import type { Provider } from '../../../src/providers/driver.js';
import { type ErrorTable, errorsOf } from '../../../src/providers/error-table.js';

const errors: ErrorTable = {
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
};

const parseError = parserOf(objectOf({ error: objectOf({ type: text, param: maybeText, text: maybeText }) }));

export const parseErrors: Provider['parseErrors'] = (reply, call) => {
  const error = parseError(reply.json)?.error;
  if (!error) return [];
  const { type: code, param: field, text: message } = error;
  return errorsOf(errors, [{ code, field, message }], reply, call);
};
