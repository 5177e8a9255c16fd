/** ChartMogul's errors. */
import type { SandboxReply } from '../kit/vendor.js';

/** 401, as recorded. */
export function wrongApiKey(): SandboxReply {
  return failure(401, 'No valid API key provided');
}

/** Not documented: a known path with another method. */
export function wrongMethod(): SandboxReply {
  return failure(405, 'Method not allowed');
}

/** 400, as recorded for another parameter. */
export function missing(param: string): SandboxReply {
  return failure(400, `Parameter "${param}" is missing`, param);
}

/** 400, as in chartmogul-node issue 26. */
export function wrongValue(param: string): SandboxReply {
  return failure(400, `Parameter "${param}" does not have a valid value`, param);
}

/** The shape recorded for 400, 401 and 404. */
export function failure(status: number, message: string, param: string | null = null): SandboxReply {
  return { status, body: { code: status, message, param } };
}
