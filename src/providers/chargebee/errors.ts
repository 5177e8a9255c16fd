import { wireNamesOf } from '../../mapping/field-table.js';
import { maybeText, objectOf, parserOf } from '../../mapping/reply.js';
import { errorParser } from '../error-table.js';
import { fields } from './fields.js';

/** `api_error_code`s that are about one parameter when the answer names it. */
const OF_PARAMETER = ['param_wrong_value', 'invalid_request'];

/** Older answers have the names that begin with `error_`. */
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

/**
 * A parameter of the contact, as `param` names it. The message of such an error begins with it and a colon.
 */
const PARAMETER = /^(?:contact\[(\w+)\]|(\w+))$/;
const IN_MESSAGE = /^(contact\[\w+\]|\w+) ?:/;
const wireNames = new Set(wireNamesOf(fields));

/**
 * `api_error_code` to what it amounts to. The codes are those of the error components of Chargebee's OpenAPI
 * file. An unlisted code is classified by the HTTP status.
 */
export const parseErrors = errorParser({
  rules: [
    { codes: ['unable_to_process_request'], status: 422, kind: 'KEY_OF_OTHER_REQUEST' },
    // Of an id that is not there the vendor may answer either error.
    { codes: OF_PARAMETER, field: 'id', ofChange: true, kind: 'CUSTOMER_NOT_FOUND' },
    { codes: OF_PARAMETER, field: true, kind: 'FIELD_REJECTED' },
    { codes: ['duplicate_entry'], field: true, kind: 'DUPLICATE' },
    // Nothing but the id has to be unique for the site.
    { codes: ['duplicate_entry'], about: 'id', kind: 'DUPLICATE' },
  ],
  codes: {
    CUSTOMER_NOT_FOUND: ['resource_not_found'],
    NOT_CONFIGURED: ['site_not_found'],
    CREDENTIALS_REJECTED: ['api_authentication_failed', 'basic_authentication_failed'],
    PERMISSION_DENIED: ['api_authorization_failed', 'request_blocked'],
    RATE_LIMITED: ['api_request_limit_exceeded', 'third_party_api_request_limit_exceeded'],
    // The first is a 429, but no quota: another write to the customer was running, so this one was not run.
    UNAVAILABLE: ['lock_timeout', 'site_not_ready', 'site_read_only_mode'],
    UNKNOWN: ['internal_error', 'internal_temporary_error', 'db_connection_failure'],
  },

  complaints({ status, json }) {
    const body = status < 400 ? undefined : parseError(json);
    const code = body?.api_error_code ?? body?.error_code;
    if (!body || !code) return [];
    const message = body.message ?? body.error_msg;
    // The parameter is often missing where the message names it.
    const param = body.param ?? body.error_param ?? IN_MESSAGE.exec(message ?? '')?.[1] ?? '';
    const [, inContact, bare = ''] = PARAMETER.exec(param) ?? [];
    const field = inContact ?? (wireNames.has(bare) ? bare : undefined);
    const isMissing = body.error_code === 'param_required';
    return [{ code, message, field, isMissing }];
  },
});
