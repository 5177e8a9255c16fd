import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { errorParser } from '../error-table.js';

/** The reference has `field` and `explanation`; recorded answers have `title` and `detail`. */
export const parseError = parserOf(
  objectOf({ field: maybeText, title: maybeText, detail: maybeText, explanation: maybeText }),
);

/** The field of an error: the model's name, a dot, the field. Older answers contain only the field. */
const FIELD = /^(?:\w+ContactModel\.)?(\w+)$/;

/** The vendor's status lines put the field before their text; a body without `field` may do so too. */
const IN_DETAIL = /^\w+ContactModel\.(\w+):/;

/**
 * Based on the statuses that CRO Software's reference lists for Create Contact. There are no error codes. A
 * 409's meaning for contacts is not documented, so it is an unmodeled rejection.
 */
export const parseErrors = errorParser({
  rules: [{ status: 400, field: true, kind: 'FIELD_REJECTED' }],
  statuses: {
    REJECTED: [400, 406, 409],
    CREDENTIALS_REJECTED: [401],
    PERMISSION_DENIED: [403],
    CUSTOMER_NOT_FOUND: [404],
  },

  complaints({ json, status }) {
    const body = parseError(json);
    // An answer with none of them is from something on the way, which says nothing of what it is about.
    if (!body || Object.values(body).every((text) => text === undefined)) return [];
    const message = body.detail ?? body.explanation;
    const field = FIELD.exec(body.field ?? body.title ?? '')?.[1] ?? IN_DETAIL.exec(message ?? '')?.[1];
    return [{ code: String(status), message, field }];
  },
});
