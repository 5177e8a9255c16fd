import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import type { VendorErrorKind } from '../driver.js';

/** The reference has `field` and `explanation`; recorded answers have `title` and `detail`. */
export const parseError = parserOf(
  objectOf({ field: maybeText, title: maybeText, detail: maybeText, explanation: maybeText }),
);

/**
 * HTTP status to what it amounts to, from the statuses that CRO Software's reference lists for Create
 * Contact. There are no error codes. What 409 means for contacts is not documented, so it is a rejection we
 * do not model.
 */
export const errorKinds: Readonly<Record<string, VendorErrorKind>> = {
  400: 'REJECTED',
  401: 'CREDENTIALS_REJECTED',
  403: 'PERMISSION_DENIED',
  404: 'CUSTOMER_NOT_FOUND',
  406: 'REJECTED',
  409: 'REJECTED',
};

/** The field of an error: the model's name, a dot, the field. Older answers have the field alone. */
export const fieldText = /^(?:\w+ContactModel\.)?(\w+)$/;

/** The vendor's status lines put the field before its text; so may a body that has no `field`. */
export const detailText = /^\w+ContactModel\.(\w+):/;
