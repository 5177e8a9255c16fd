import * as v from 'valibot';
import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import type { VendorError, VendorErrorKind } from '../driver.js';

const detail = v.pipe(
  objectOf({ Message: maybeText }),
  v.transform(({ Message = '' }) => Message),
);

/** The error is a text on the page on authentication and an object with `Message` elsewhere. */
export const parseError = parserOf(objectOf({ Result: objectOf({ Error: v.union([v.string(), detail]) }) }));

/** The field is the one of the rule, or the one that the text names. */
type TextRule = readonly [text: RegExp, kind: VendorErrorKind, field?: NonNullable<VendorError['field']>];

/**
 * Error texts to what they amount to: RPM has no error codes. Texts are compared without regard to case and
 * white space around them, from the first word on where the vendor adds a value at the end.
 */
export const textRules: readonly TextRule[] = [
  [/^customer not found$/i, 'CUSTOMER_NOT_FOUND'],
  [/^unrecognized type for phone number\b/i, 'FIELD_REFUSED', 'PhoneNumbers.Type'],
  [/^call requires parameter: "(\w+)" which was not found$/i, 'FIELD_REQUIRED'],
  [/^valid key required$/i, 'CREDENTIALS_REJECTED'],
  [/^key not found\b/i, 'CREDENTIALS_REJECTED'],
  [/^unauthorized user$/i, 'PERMISSION_DENIED'],
  [/^permission denied$/i, 'PERMISSION_DENIED'],
  [/^api daily limit reached$/i, 'RATE_LIMITED'],
];
