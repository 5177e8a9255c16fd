import { wireNamesOf } from '../../mapping/field-table.js';
import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { errorParser } from '../error-table.js';
import { fields } from './fields.js';

/** `api_error_code`s that concern one parameter if the answer names it. */
const OF_PARAMETER = ['param_wrong_value', 'invalid_request'];

/** Older answers use the names that begin with `error_`. */
const parseError = parserOf(
  objectOf({
    api_error_code: maybeText,
    error_code: maybeText,
    message: maybeText,
    error_msg: maybeText,
    param: maybeText,
    error_param: maybeText,
  }),
);

/** A contact parameter, as in `param`. The error's message begins with it and a colon. */
const PARAMETER = /^(?:contact\[(\w+)\]|(\w+))$/;
const IN_MESSAGE = /^(contact\[\w+\]|\w+) ?:/;
const wireNames = new Set(wireNamesOf(fields));

/**
 * Classifies `api_error_code`s. The codes are from the error components of Chargebee's OpenAPI file. An
 * unlisted code is classified by HTTP status.
 */
export const parseErrors = errorParser({
  rules: [
    { codes: ['unable_to_process_request'], status: 422, kind: 'KEY_OF_OTHER_REQUEST' },
    // For an unknown id, the vendor may answer either error.
    { codes: OF_PARAMETER, field: 'id', ofChange: true, kind: 'CUSTOMER_NOT_FOUND' },
    { codes: OF_PARAMETER, field: true, kind: 'FIELD_REJECTED' },
    { codes: ['duplicate_entry'], field: true, kind: 'DUPLICATE' },
    // Only the id must be unique on the site.
    { codes: ['duplicate_entry'], about: 'id', kind: 'DUPLICATE' },
  ],
  codes: {
    CUSTOMER_NOT_FOUND: ['resource_not_found'],
    NOT_CONFIGURED: ['site_not_found'],
    CREDENTIALS_REJECTED: ['api_authentication_failed', 'basic_authentication_failed'],
    PERMISSION_DENIED: ['api_authorization_failed', 'request_blocked'],
    RATE_LIMITED: ['api_request_limit_exceeded', 'third_party_api_request_limit_exceeded'],
    // The first is a 429, but not a quota: another write to the customer was running, so this one did not
    // run.
    UNAVAILABLE: ['lock_timeout', 'site_not_ready', 'site_read_only_mode'],
    UNKNOWN: ['internal_error', 'internal_temporary_error', 'db_connection_failure'],
  },

  complaints({ status, json }) {
    const body = status < 400 ? undefined : parseError(json);
    const code = body?.api_error_code ?? body?.error_code;
    if (!body || !code) return [];
    const message = body.message ?? body.error_msg;
    // The parameter is often missing even if the message names it.
    const param = body.param ?? body.error_param ?? IN_MESSAGE.exec(message ?? '')?.[1] ?? '';
    const [, inContact, bare = ''] = PARAMETER.exec(param) ?? [];
    const field = inContact ?? (wireNames.has(bare) ? bare : undefined);
    const isMissing = body.error_code === 'param_required';
    return [{ code, message, field, isMissing }];
  },
});
