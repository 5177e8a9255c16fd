/** Runs one GraphQL operation and says what leaves, as text. Of HTTP it knows the status only. */
import {
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import { isLargerThan } from './answer-size.js';
import { documentReader } from './documents.js';
import {
  errorFormatter,
  type LimitErrorCode,
  logUnexpected,
  type RequestErrorCode,
  requestErrors,
} from './errors.js';
import { costCheck } from './operation-cost.js';
import type { DocumentLimits } from './request-limits.js';

/** A request body that has the form of an operation. */
export interface OperationRequest {
  readonly query?: string | null;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: { readonly persistedQuery?: unknown } | null;
}

export interface OperationAnswer {
  /** 400 where the request was to blame and nothing was executed. */
  readonly status: 200 | 400;
  /** JSON. */
  readonly body: string;
  /** Of the first error. */
  readonly code: string | undefined;
}

export type RunOperation = (request: OperationRequest, context: GraphContext) => Promise<OperationAnswer>;

export interface OperationLimits extends DocumentLimits {
  /** Values of the answer, as the schema lets count them before. */
  readonly cost: number;
  /** Bytes of the answer. */
  readonly responseBytes: number;
}

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  /** Turns introspection and helpful texts off. */
  readonly production: boolean;
  readonly log: Logger;
}

export function operationRunner({ schema, limits, production, log }: OperationOptions): RunOperation {
  const readDocument = documentReader(schema, { introspection: !production, limits });
  const checkCost = costCheck(schema, limits.cost);
  const format = errorFormatter(production);
  // Each repeats the value it is about, so that many would make an answer of many times the request.
  const maxCoercionErrors = production ? 1 : 3;

  function present(
    errors: readonly GraphQLError[],
    requestId: string,
    code?: RequestErrorCode | LimitErrorCode,
  ) {
    return errors.map((error) => {
      const extensions = code ? { code } : error.extensions;
      const shown = format({ ...error.toJSON(), extensions });
      return { ...shown, extensions: { ...shown.extensions, requestId } };
    });
  }

  return async ({ query, variables, extensions, ...request }, context) => {
    const { requestId } = context;
    // Forms of clients send the name of no operation as an empty one.
    const operationName = request.operationName || null;
    const refuse = (
      errors: readonly GraphQLError[],
      code: RequestErrorCode | LimitErrorCode,
      status: 200 | 400 = 400,
    ) => answer(status, { errors: present(errors, requestId, code) });

    if (extensions?.persistedQuery) {
      // Clients look at the status before they look at the code.
      return refuse([NOT_REGISTERED], 'PERSISTED_QUERY_NOT_SUPPORTED', 200);
    }
    const checked = readDocument(query ?? '');
    if ('errors' in checked) return refuse(checked.errors, checked.code);
    const { document } = checked;
    const operation = getOperationAST(document, operationName);
    const tooCostly = operation && checkCost(document, operation, variables);
    if (tooCostly) return refuse([tooCostly], 'OPERATION_TOO_LARGE');
    const { data, errors } = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
      options: { maxCoercionErrors },
    });
    if (errors === undefined) return answerWithin({ data }, context);
    // Without data nothing was begun: there was no operation to execute, or the variables do not fit it.
    if (data === undefined) {
      if (!operation) return refuse(errors, 'OPERATION_RESOLUTION_FAILURE');
      // The library adds an error that says that it stopped; masked it would say the same as the first.
      return refuse(production ? errors.slice(0, 1) : errors, 'BAD_USER_INPUT');
    }
    for (const error of errors) logUnexpected(error, requestId, log);
    return answerWithin({ errors: present(errors, requestId), data }, context);
  };

  function answerWithin(
    result: { data: unknown; errors?: readonly GraphQLFormattedError[] },
    { requestId, writes }: GraphContext,
  ): OperationAnswer {
    const { responseBytes } = limits;
    if (!isLargerThan(responseBytes, result)) {
      const answered = answer(200, result);
      // A character takes up to three bytes.
      const fits =
        answered.body.length * 3 <= responseBytes || Buffer.byteLength(answered.body) <= responseBytes;
      if (fits) return answered;
    }
    const message = `The answer has more than ${responseBytes} bytes. Ask for fewer fields or smaller pages.`;
    const isWritten = writes.some(({ outcome }) => outcome !== 'NOT_APPLIED');
    const outcome = writes.length > 0 && { outcome: isWritten ? 'UNKNOWN' : 'NOT_APPLIED' };
    const extensions = { code: 'RESPONSE_TOO_LARGE' satisfies LimitErrorCode, ...outcome, requestId };
    return answer(200, { errors: [{ message, extensions }], data: null });
  }
}

const NOT_REGISTERED = new GraphQLError(requestErrors.PERSISTED_QUERY_NOT_SUPPORTED);

function answer(
  status: 200 | 400,
  result: { data?: unknown; errors?: readonly GraphQLFormattedError[] },
): OperationAnswer {
  const code = result.errors?.[0]?.extensions?.code as string | undefined;
  return { status, body: `${JSON.stringify(result)}\n`, code };
}
