import * as v from 'valibot';
import { wireNamesOf } from '../../mapping/field-table.js';
import { anyOf, maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { retryAfterSeconds } from '../../vendor-http/retry-after.js';
import type { ProviderCall } from '../call.js';
import type { Provider } from '../driver.js';
import { type Complaint, type ErrorTable, errorsBy } from '../error-table.js';
import type { ProviderReply } from '../exchange.js';
import { clears } from '../kit.js';
import { fields } from './fields.js';
import { olderName } from './zoql.js';

/**
 * Classifies error categories, the last two digits of a reason code, by Zuora's guide on error codes: the
 * digits before them name the resource. Codes of the older calls are words, from its page on SOAP error
 * codes. Unlisted categories are unmodeled rejections.
 */
const errors: ErrorTable = {
  codes: {
    PERMISSION_DENIED: ['10', 'API_DISABLED'],
    CREDENTIALS_REJECTED: ['11'],
    FIELD_REJECTED: ['20', '21', 'INVALID_FIELD', 'INVALID_VALUE'],
    FIELD_REQUIRED: ['22', 'MISSING_REQUIRED_VALUE'],
    REJECTED: ['30', 'INVALID_TYPE'],
    CUSTOMER_NOT_FOUND: ['40', 'INVALID_ID'],
    // Lock contention and temporary errors are documented as not run and worth retrying.
    UNAVAILABLE: ['50', '61', 'LOCK_COMPETITION'],
    UNKNOWN: [
      '60',
      '99',
      'SERVER_UNAVAILABLE',
      'TEMPORARY_ERROR',
      'TRANSACTION_FAILED',
      'TRANSACTION_TIMEOUT',
      'UNKNOWN_ERROR',
    ],
    RATE_LIMITED: ['70', 'REQUEST_EXCEEDED_LIMIT', 'REQUEST_EXCEEDED_RATE'],
  },
};

/** The older calls use other names for the same, and others again for a fault of the whole call. */
const reason = v.pipe(
  objectOf({
    code: maybeText,
    message: maybeText,
    Code: maybeText,
    Message: maybeText,
    FaultCode: maybeText,
    FaultMessage: maybeText,
  }),
  v.transform((one) => ({
    code: one.code ?? one.Code ?? one.FaultCode,
    message: one.message ?? one.Message ?? one.FaultMessage,
  })),
);

type Reason = Partial<v.InferOutput<typeof reason>>;

const parseReason = parserOf(reason);

/** An answer with `success: false`, or one with an error status that may lack it. */
const parseFailure = parserOf(objectOf({ success: v.optional(v.unknown()), reasons: anyOf(reason) }));

/** An older call's answer about one object: a list with one entry. */
export const parseSave = parserOf(v.tuple([objectOf({ Success: v.boolean(), Errors: anyOf(reason) })]));

const errorsOf = errorsBy(errors);
/** For an unlisted code of the older calls, nothing says that nothing was changed. */
const errorsOfSave = errorsBy({ ...errors, others: 'UNKNOWN' });

export const parseErrors: Provider['parseErrors'] = (reply, call) => {
  const [save] = parseSave(reply.json) ?? [];
  const reasons = save ? reasonsOfSave(save) : reasonsOf(reply);
  const complaints = reasons.map((one) => toComplaint(one, reply, call));
  const found = (save ? errorsOfSave : errorsOf)(complaints, reply, call);
  // A 409 is lock contention if a reason says so. Without a known reason, the first request with the key may
  // still be running: the documentation does not show that answer's body.
  const isInProgress = call && isKeyed(call) && reply.status === 409 && !found.some(({ kind }) => kind);
  return isInProgress ? [{ kind: 'KEY_IN_PROGRESS' }] : found;
};

function reasonsOfSave({
  Success,
  Errors,
}: {
  Success: boolean;
  Errors: readonly Reason[];
}): readonly Reason[] {
  return Success || Errors.length > 0 ? Errors : [{}];
}

/** The reasons of a failure; an error status may come with a single text instead of a list. */
function reasonsOf({ status, json }: ProviderReply): readonly Reason[] {
  const body = parseFailure(json);
  if (!body || (status < 400 && body.success !== false)) return [];
  if (status < 400 || body.reasons.length > 0) return body.reasons;
  const whole = parseReason(json);
  return whole?.message === undefined ? [] : [whole];
}

/** Whether the call carries the vendor's key, which is only for POST. */
export function isKeyed({ operation = 'ADD', wire }: ProviderCall): boolean {
  return operation === 'ADD' || (operation === 'UPDATE' && clears(wire));
}

const CATEGORY = /^\d*(\d\d)$/;
/** Seconds in a rate-limit text: "API Rate limit exceeded for the minute, retry after 30 seconds". */
const RETRY_AFTER = /retry after (\d{1,5}) seconds?/i;

function toComplaint(
  { code, message = '' }: Reason,
  { status, headers }: ProviderReply,
  call: ProviderCall | undefined,
): Complaint {
  const seconds = RETRY_AFTER.exec(message)?.[1];
  return {
    code: code ?? (status < 400 ? undefined : String(status)),
    type: CATEGORY.exec(code ?? '')?.[1],
    message: message === '' ? undefined : message,
    field: call && namedField(message, call),
    retryAfterSeconds:
      retryAfterSeconds(headers['retry-after']) ?? (seconds === undefined ? undefined : Number(seconds)),
  };
}

const wireNames = wireNamesOf(fields);

/**
 * Zuora names a field only in the text: "Taxation Requirement: State is required ...". A field counts as
 * named if one of its names occurs as a word; sent fields are tried before the others.
 */
function namedField(message: string, call: ProviderCall): string | undefined {
  const words = new Set(message.toLowerCase().match(/\w+/g));
  if (words.has('accountnumber') && call.givenOptions.accountNumber) return 'options.zuora.accountNumber';
  const isNamed = (wire: string) => [wire, olderName(wire)].some((name) => words.has(name.toLowerCase()));
  return [...Object.keys(call.wire), ...wireNames].find(isNamed);
}
