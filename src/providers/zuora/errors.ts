import * as v from 'valibot';
import { anyOf, maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import type { JsonValue } from '../../model/contact.js';
import type { VendorErrorKind } from '../driver.js';

const reason = objectOf({ code: maybeText, message: maybeText });
export type Reason = v.InferOutput<typeof reason>;

/** An answer with `success: false`, or one with an error status that may not have it. */
export const parseFailure = parserOf(objectOf({ success: v.optional(v.unknown()), reasons: anyOf(reason) }));

/**
 * The last two digits of a reason code, its error category, to what it amounts to; from Zuora's guide on
 * error codes. The digits before them name the resource. Categories that are not listed are rejections we do
 * not model.
 */
export const errorKinds: Readonly<Record<string, VendorErrorKind>> = {
  '10': 'PERMISSION_DENIED',
  '11': 'CREDENTIALS_REJECTED',
  '20': 'FIELD_REFUSED',
  '21': 'FIELD_REFUSED',
  '22': 'FIELD_REQUIRED',
  '30': 'REJECTED',
  '40': 'CUSTOMER_NOT_FOUND',
  // Lock contention and temporary errors are documented as not run and worth asking again.
  '50': 'UNAVAILABLE',
  '60': 'UNKNOWN',
  '61': 'UNAVAILABLE',
  '70': 'RATE_LIMITED',
  '99': 'UNKNOWN',
};

/** Seconds in a rate-limit text: "API Rate limit exceeded for the minute, retry after 30 seconds". */
export const retryAfterText = /retry after (\d{1,5}) seconds?/i;

/** The answer of an older call about one object: a list with one entry. */
const parseSaves = parserOf(
  v.tuple([
    objectOf({ Success: v.boolean(), Errors: anyOf(objectOf({ Code: maybeText, Message: maybeText })) }),
  ]),
);

/** Whether an older call saved its object, and if not, why. */
export function parseSave(
  json: JsonValue | undefined,
): { readonly isSaved: boolean; readonly reasons: readonly Reason[] } | undefined {
  const [save] = parseSaves(json) ?? [];
  return (
    save && {
      isSaved: save.Success,
      reasons: save.Errors.map(({ Code: code, Message: message }) => ({ code, message })),
    }
  );
}

/**
 * Codes of the older calls to what they amount to, from Zuora's page on SOAP error codes. Of any other code
 * it is not said that nothing was changed.
 */
export const olderErrorKinds: Readonly<Record<string, VendorErrorKind>> = {
  API_DISABLED: 'PERMISSION_DENIED',
  INVALID_FIELD: 'FIELD_REFUSED',
  INVALID_ID: 'CUSTOMER_NOT_FOUND',
  INVALID_TYPE: 'REJECTED',
  INVALID_VALUE: 'FIELD_REFUSED',
  LOCK_COMPETITION: 'UNAVAILABLE',
  MISSING_REQUIRED_VALUE: 'FIELD_REQUIRED',
  REQUEST_EXCEEDED_LIMIT: 'RATE_LIMITED',
  REQUEST_EXCEEDED_RATE: 'RATE_LIMITED',
};
