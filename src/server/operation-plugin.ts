/** This subgraph's Apollo Server plugin: cost, response size, error ids, and the log. */
import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import type { Caller } from '../model/caller.js';
import { isLargerThan } from './answer-size.js';
import { type LimitErrorCode, logUnexpected } from './errors.js';
import { costCheck } from './operation-cost.js';
import type { DocumentLimits } from './request-limits.js';
import { loggedName } from './request-log.js';
import { locateVariableErrors } from './variable-errors.js';

/** What happened to a request in Apollo Server, for the response and the log. */
export interface OperationRecord {
  /** False if the body was not a single operation. */
  isOperation: boolean;
  /** The operation name from the client. */
  operation?: string | undefined;
  operationType?: string | undefined;
  /** The first error's code. */
  code?: string | undefined;
  /** A bug, ours or a plugin's. */
  fault?: Error;
}

export interface OperationContext extends GraphContext {
  /** Set once the token is verified. */
  caller?: Caller | undefined;
  readonly record: OperationRecord;
}

export interface OperationLimits extends DocumentLimits {
  /** Maximum values in the response, as counted before execution. */
  readonly cost: number;
  /** Maximum bytes of the response. */
  readonly responseBytes: number;
}

export function operationPlugin(options: {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly production: boolean;
  readonly log: Logger;
}): ApolloServerPlugin<OperationContext> {
  const { schema, limits, production, log } = options;
  const checkCost = costCheck(schema, limits.cost);

  // Shared by all requests.
  const listener: GraphQLRequestListener<OperationContext> = {
    async didResolveOperation({ document, operation, request, contextValue: { record } }) {
      record.operationType = operation?.operation;
      const tooCostly = operation && checkCost(document, operation, request.variables);
      if (tooCostly) throw tooCostly;
    },
    async didEncounterErrors({ errors, operation, request, contextValue: { requestId } }) {
      locateVariableErrors(errors, schema, operation, request.variables);
      for (const error of errors) logUnexpected(error, requestId, log);
    },
    async willSendResponse({ response: { body }, contextValue }) {
      if (body.kind !== 'single') return;
      const { record, requestId } = contextValue;
      const { data, errors } = body.singleResult;
      if (data !== undefined && isLargerThan(limits.responseBytes, { data, ...(errors && { errors }) })) {
        body.singleResult = { errors: [tooLarge(limits.responseBytes, contextValue)], data: null };
      } else if (errors) {
        const shown = production ? withoutAbort(errors) : errors;
        body.singleResult = { ...body.singleResult, errors: shown.map((error) => withId(error, requestId)) };
      }
      record.code = body.singleResult.errors?.[0]?.extensions?.code as string | undefined;
    },
  };

  return {
    async requestDidStart({ request, contextValue: { record } }) {
      record.isOperation = true;
      record.operation = loggedName(request.operationName);
      // Some clients send an unnamed operation as an empty name.
      if (request.operationName === '') delete request.operationName;
      return listener;
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      requestContext.contextValue.record.fault = error;
    },
  };
}

/** After variables that do not fit, the library adds an error that it stopped; masked, it reads the same. */
function withoutAbort(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const [first] = errors;
  return first?.extensions?.code === 'BAD_USER_INPUT' && !first.path ? errors.slice(0, 1) : errors;
}

function withId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

function tooLarge(bytes: number, { requestId, writes }: GraphContext): GraphQLFormattedError {
  const message = `The response exceeds ${bytes} bytes. Request fewer fields or smaller pages.`;
  const isWritten = writes.some(({ outcome }) => outcome !== 'NOT_APPLIED');
  const outcome = writes.length > 0 && { outcome: isWritten ? 'UNKNOWN' : 'NOT_APPLIED' };
  const code: LimitErrorCode = 'RESPONSE_TOO_LARGE';
  return { message, extensions: { code, ...outcome, requestId } };
}
