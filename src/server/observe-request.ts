/** Hooks for observing requests: traces need the code that runs within one, metrics its result. */
import type { IncomingMessage } from 'node:http';
import type { AnsweredRequest } from './request-log.js';

export interface ObservedRequest extends AnsweredRequest {
  /** `query` or `mutation`, if there is an operation. */
  readonly operationType: string | undefined;
}

/** Serves the request and observes its result. */
export type ObserveRequest = (
  request: IncomingMessage,
  serve: () => Promise<ObservedRequest>,
) => Promise<ObservedRequest>;
