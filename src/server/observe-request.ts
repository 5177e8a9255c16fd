/** How requests are observed: traces need what happens within one, metrics what became of it. */
import type { IncomingMessage } from 'node:http';
import type { AnsweredRequest } from './request-log.js';

export interface ObservedRequest extends AnsweredRequest {
  /** `query` or `mutation`, where there is an operation. */
  readonly operationType: string | undefined;
}

/** Has the request served, and looks at what became of it. */
export type ObserveRequest = (
  request: IncomingMessage,
  serve: () => Promise<ObservedRequest>,
) => Promise<ObservedRequest>;
