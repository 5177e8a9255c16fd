/** The log line of each request: only one, because every line costs a system call. */
import type { Logger } from 'pino';
import type { ContactWrite } from '../graphql/context.js';
import { isForOperator } from '../model/errors.js';

/** Contains no value that could identify a person or a customer. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly status: number;
  readonly durationMs: number;
  /** The first error's code. */
  readonly code: string | undefined;
  readonly operation: string | undefined;
  /** Absent for a request without writes. */
  readonly writes: readonly ContactWrite[] | undefined;
  /** The client hung up before the response; its writes happened all the same. */
  readonly aborted: true | undefined;
  /** The address of a client without the router secret. */
  readonly peer: string | undefined;
  /** Why the token was rejected. */
  readonly reason: string | undefined;
  /** Digest of a caller over its share, as in the audit log. */
  readonly caller: string | undefined;
}

export function logRequest(log: Logger, request: AnsweredRequest): void {
  if (request.peer !== undefined || request.writes?.some(needsOperator)) log.warn(request, 'request');
  else log.info(request, 'request');
}

function needsOperator({ result, outcome }: ContactWrite): boolean {
  return outcome === 'UNKNOWN' || isForOperator(result);
}

/** The client's operation name, if it is safe to log. */
export function loggedName(name: string | null | undefined): string | undefined {
  return name && /^\w{1,64}$/.test(name) ? name : undefined;
}
