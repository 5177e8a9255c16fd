import * as v from 'valibot';
import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { errorParser } from '../error-table.js';

const detail = v.pipe(
  objectOf({ Message: maybeText }),
  v.transform(({ Message = '' }) => Message),
);

/** The error is a text on the page on authentication and an object with `Message` elsewhere. */
const parseError = parserOf(objectOf({ Result: objectOf({ Error: v.union([v.string(), detail]) }) }));

/**
 * Classifies errors by text, because RPM has no error codes. Ignores case and surrounding white space, and
 * compares only the beginning if the vendor appends a value.
 */
export const parseErrors = errorParser({
  rules: [
    { text: /^customer not found$/i, kind: 'CUSTOMER_NOT_FOUND' },
    {
      text: /^unrecognized type for phone number\b/i,
      kind: 'FIELD_REJECTED',
      about: 'PhoneNumbers.Type',
    },
    { text: /^call requires parameter: "(\w+)" which was not found$/i, kind: 'FIELD_REQUIRED' },
    { text: /^valid key required$/i, kind: 'CREDENTIALS_REJECTED' },
    { text: /^key not found\b/i, kind: 'CREDENTIALS_REJECTED' },
    { text: /^unauthorized user$/i, kind: 'PERMISSION_DENIED' },
    { text: /^permission denied$/i, kind: 'PERMISSION_DENIED' },
    { text: /^api daily limit reached$/i, kind: 'RATE_LIMITED', waitSeconds: secondsToMidnightUtc },
  ],

  complaints({ json }) {
    const message = parseError(json)?.Result.Error.trim();
    return message === undefined ? [] : [{ message }];
  },
});

/** The daily limit resets at midnight UTC. */
function secondsToMidnightUtc(): number {
  const day = 86_400_000;
  return Math.ceil((day - (Date.now() % day)) / 1000);
}
