/** The line that each request leaves in the log: a single one, because every line costs a system call. */
import type { Logger } from 'pino';
import type { ContactWrite } from '../graphql/context.js';
import { isForOperator } from '../model/errors.js';

/** Nothing of it is a value that a person or a customer could be identified by. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly status: number;
  readonly durationMs: number;
  /** Of the first error. */
  readonly code: string | undefined;
  readonly operation: string | undefined;
  /** None of a request without one. */
  readonly writes: readonly ContactWrite[] | undefined;
  /** The client hung up before the answer: what was done was done all the same. */
  readonly aborted: true | undefined;
  /** The address of a client without the router's secret. */
  readonly peer: string | undefined;
  /** Why a token was not accepted. */
  readonly reason: string | undefined;
  /** The digest of a caller that has had its share, as in the audit log. */
  readonly caller: string | undefined;
}

export function logRequest(log: Logger, request: AnsweredRequest): void {
  if (request.peer !== undefined || request.writes?.some(needsOperator)) log.warn(request, 'request');
  else log.info(request, 'request');
}

function needsOperator({ result, outcome }: ContactWrite): boolean {
  return outcome === 'UNKNOWN' || isForOperator(result);
}

/** The name that the client gave its operation, where it is fit for a log line. */
export function loggedName(name: string | null | undefined): string | undefined {
  return name && /^\w{1,64}$/.test(name) ? name : undefined;
}
