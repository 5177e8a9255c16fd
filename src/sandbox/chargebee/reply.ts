/** Chargebee's errors. API reference, "Error handling", and the error components of the OpenAPI file. */
import type { SandboxReply } from '../kit/vendor.js';

/** 401: the key is missing or wrong. The older code was captured from the live service. */
export function wrongApiKey(): SandboxReply {
  return failure(
    401,
    'untyped',
    'api_authentication_failed',
    'Sorry, authentication failed. Invalid api key',
    {
      errorCode: 'api_authentication_invalid_key',
    },
  );
}

/** 404: the customer, contact or path does not exist. */
export function notFound(param?: string): SandboxReply {
  return failure(404, 'invalid_request', 'resource_not_found', "Sorry, we couldn't find that resource", {
    param,
  });
}

/** 405: the path exists with another method. */
export function wrongMethod(): SandboxReply {
  return failure(
    405,
    'invalid_request',
    'http_method_not_supported',
    'The HTTP method is not supported here',
  );
}

/** 400: a required parameter is missing or empty. */
export function blank(param: string): SandboxReply {
  // The coarse code is not `param_wrong_value` here: chargebee-python issue 54 has the body.
  return badRequest('invalid_request', 'cannot be blank', param, 'param_required');
}

/** 400: an invalid parameter. */
export function wrongValue(param: string, text: string): SandboxReply {
  return badRequest('param_wrong_value', text, param);
}

/** Any other 400. */
export function badRequest(code: string, text: string, param?: string, errorCode?: string): SandboxReply {
  return failure(400, 'invalid_request', code, text, { param, errorCode });
}

/** An error with any status. `error_code`, the older and finer code, defaults to the newer one. */
export function failure(
  status: number,
  type: string,
  code: string,
  text: string,
  more: { param?: string | undefined; errorCode?: string | undefined } = {},
): SandboxReply {
  const { param, errorCode = code } = more;
  return {
    status,
    body: {
      message: param === undefined ? text : `${param} : ${text}`,
      type,
      api_error_code: code,
      ...(param !== undefined && { param }),
      error_code: errorCode,
      error_msg: text,
      ...(param !== undefined && { error_param: param }),
      http_status_code: status,
    },
  };
}
