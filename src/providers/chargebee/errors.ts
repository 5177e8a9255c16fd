import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import type { VendorErrorKind } from '../driver.js';

/** Older answers have the names that begin with `error_`. */
export const parseError = parserOf(
  objectOf({
    api_error_code: maybeText,
    error_code: maybeText,
    message: maybeText,
    error_msg: maybeText,
    param: maybeText,
    error_param: maybeText,
  }),
);

/**
 * `api_error_code` to what it amounts to. The codes are those of the error components of Chargebee's OpenAPI
 * file. An unlisted code is classified by the HTTP status.
 */
export const errorKinds: Readonly<Record<string, VendorErrorKind>> = {
  resource_not_found: 'CUSTOMER_NOT_FOUND',
  site_not_found: 'NOT_CONFIGURED',
  api_authentication_failed: 'CREDENTIALS_REJECTED',
  basic_authentication_failed: 'CREDENTIALS_REJECTED',
  api_authorization_failed: 'PERMISSION_DENIED',
  request_blocked: 'PERMISSION_DENIED',
  api_request_limit_exceeded: 'RATE_LIMITED',
  third_party_api_request_limit_exceeded: 'RATE_LIMITED',
  // A 429 that is not a quota: another write to the same customer was running, so this one was not run.
  lock_timeout: 'UNAVAILABLE',
  site_not_ready: 'UNAVAILABLE',
  site_read_only_mode: 'UNAVAILABLE',
  internal_error: 'UNKNOWN',
  internal_temporary_error: 'UNKNOWN',
  db_connection_failure: 'UNKNOWN',
};

/**
 * A parameter of the contact, as `param` names it. The message of such an error begins with it and a colon.
 */
export const parameterText = /^(?:contact\[(\w+)\]|(\w+))$/;
export const messageText = /^(contact\[\w+\]|\w+) ?:/;

/** `api_error_code`s that are about one parameter when the answer names it in `param`. */
export const parameterCodes: ReadonlySet<string> = new Set(['param_wrong_value', 'invalid_request']);
