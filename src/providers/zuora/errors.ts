import * as v from 'valibot';
import { wireNamesOf } from '../../mapping/field-table.js';
import { anyOf, maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { retryAfterSeconds } from '../../vendor-http/retry-after.js';
import type { Provider, ProviderCall, ProviderReply } from '../driver.js';
import { type Complaint, type ErrorTable, errorsOf } from '../error-table.js';
import { clears } from '../kit.js';
import { fields } from './fields.js';
import { olderName } from './reads.js';

/**
 * The last two digits of a reason code, its error category, to what it amounts to; from Zuora's guide on
 * error codes. The digits before them name the resource. Categories that are not listed are rejections we do
 * not model.
 */
const errors: ErrorTable = {
  codes: {
    '10': 'PERMISSION_DENIED',
    '11': 'CREDENTIALS_REJECTED',
    '20': 'FIELD_REJECTED',
    '21': 'FIELD_REJECTED',
    '22': 'FIELD_REQUIRED',
    '30': 'REJECTED',
    '40': 'CUSTOMER_NOT_FOUND',
    // Lock contention and temporary errors are documented as not run and worth asking again.
    '50': 'UNAVAILABLE',
    '60': 'UNKNOWN',
    '61': 'UNAVAILABLE',
    '70': 'RATE_LIMITED',
    '99': 'UNKNOWN',
  },
};

/**
 * Codes of the older calls, from Zuora's page on SOAP error codes. Of any other code it is not said that
 * nothing was changed.
 */
const olderErrors: ErrorTable = {
  codes: {
    API_DISABLED: 'PERMISSION_DENIED',
    INVALID_FIELD: 'FIELD_REJECTED',
    INVALID_ID: 'CUSTOMER_NOT_FOUND',
    INVALID_TYPE: 'REJECTED',
    INVALID_VALUE: 'FIELD_REJECTED',
    LOCK_COMPETITION: 'UNAVAILABLE',
    MISSING_REQUIRED_VALUE: 'FIELD_REQUIRED',
    REQUEST_EXCEEDED_LIMIT: 'RATE_LIMITED',
    REQUEST_EXCEEDED_RATE: 'RATE_LIMITED',
  },
  others: 'UNKNOWN',
};

const reason = objectOf({ code: maybeText, message: maybeText });
type Reason = v.InferOutput<typeof reason>;

/** An answer with `success: false`, or one with an error status that may not have it. */
const parseFailure = parserOf(objectOf({ success: v.optional(v.unknown()), reasons: anyOf(reason) }));

const olderReason = v.pipe(
  objectOf({ Code: maybeText, Message: maybeText }),
  v.transform(({ Code: code, Message: message }): Reason => ({ code, message })),
);

/** The answer of an older call about one object: a list with one entry. */
export const parseSave = parserOf(
  v.pipe(
    v.tuple([objectOf({ Success: v.boolean(), Errors: anyOf(olderReason) })]),
    v.transform(([{ Success: isSaved, Errors: reasons }]) => ({ isSaved, reasons })),
  ),
);

export const parseErrors: Provider['parseErrors'] = (reply, call) => {
  const complain = (one: Reason) => toComplaint(one, reply, call);
  const save = parseSave(reply.json);
  if (save?.isSaved) return [];
  if (save) {
    const reasons = save.reasons.length > 0 ? save.reasons : [{ code: undefined, message: undefined }];
    return errorsOf(olderErrors, reasons.map(complain), reply, call);
  }
  const body = parseFailure(reply.json);
  const isFailure = body?.success === false || reply.status >= 400;
  const complaints = isFailure ? (body?.reasons ?? []).map(complain) : [];
  const found = errorsOf(
    errors,
    complaints.map((one) => ({ ...one, type: one.code?.slice(-2) })),
    reply,
    call,
  );
  // A 409 is lock contention where a reason says so. Without a reason that we know, the first request with
  // the key may still run: the documentation does not show the body of that answer.
  const isInProgress = call && isKeyed(call) && reply.status === 409 && !found.some(({ kind }) => kind);
  return isInProgress ? [{ kind: 'KEY_IN_PROGRESS' }] : found;
};

/** Whether the call goes out with the vendor's key, which is for POST. */
export function isKeyed({ operation = 'ADD', wire }: ProviderCall): boolean {
  return operation === 'ADD' || (operation === 'UPDATE' && clears(wire));
}

/** Seconds in a rate-limit text: "API Rate limit exceeded for the minute, retry after 30 seconds". */
const RETRY_AFTER = /retry after (\d{1,5}) seconds?/i;

function toComplaint(
  { code, message = '' }: Reason,
  { headers }: ProviderReply,
  call: ProviderCall | undefined,
): Complaint {
  const seconds = RETRY_AFTER.exec(message)?.[1];
  return {
    code,
    message: message === '' ? undefined : message,
    field: call && namedField(message, call),
    retryAfterSeconds:
      retryAfterSeconds(headers['retry-after']) ?? (seconds === undefined ? undefined : Number(seconds)),
  };
}

const wireNames = wireNamesOf(fields);
const textNames = new Map(wireNames.map((name) => [name, textNamesOf(name)]));

/**
 * Zuora has no place for the field's name but the text: "Taxation Requirement: State is required ...". A
 * field counts as named when its wire name stands there as a word, those that were sent before the others.
 */
function namedField(message: string, call: ProviderCall): string | undefined {
  const words = new Set(message.toLowerCase().match(/\w+/g));
  if (words.has('accountnumber') && call.givenOptions.accountNumber) return 'options.zuora.accountNumber';
  const isNamed = (name: string) =>
    (textNames.get(name) ?? textNamesOf(name)).some((text) => words.has(text));
  return [...Object.keys(call.wire), ...wireNames].find(isNamed);
}

/** What a text may call a field, in small letters. */
function textNamesOf(wire: string): readonly string[] {
  return [wire.toLowerCase(), olderName(wire).toLowerCase()];
}
