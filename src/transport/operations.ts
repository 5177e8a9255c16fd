/** Runs one GraphQL operation and says what leaves, as text. Of HTTP it knows the status only. */
import {
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Logger } from 'pino';
import type { GraphContext } from '../graph/context.js';
import { documentReader } from './documents.js';
import { errorFormatter, logUnexpected, type RequestErrorCode, requestErrors } from './errors.js';

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

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  /** Turns introspection and helpful texts off. */
  readonly production: boolean;
  readonly log: Logger;
}

export function operationRunner({ schema, production, log }: OperationOptions): RunOperation {
  const readDocument = documentReader(schema, { introspection: !production });
  const format = errorFormatter(production);
  // Each repeats the value it is about, so that many would make an answer of many times the request.
  const maxCoercionErrors = production ? 1 : 3;

  function present(errors: readonly GraphQLError[], requestId: string, code?: RequestErrorCode) {
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
    const refuse = (errors: readonly GraphQLError[], code: RequestErrorCode, status: 200 | 400 = 400) =>
      answer(status, { errors: present(errors, requestId, code) });

    if (extensions?.persistedQuery) {
      // Clients look at the status before they look at the code.
      return refuse([NOT_REGISTERED], 'PERSISTED_QUERY_NOT_SUPPORTED', 200);
    }
    const checked = readDocument(query ?? '');
    if ('errors' in checked) return refuse(checked.errors, checked.code);
    const { document } = checked;
    const { data, errors } = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
      options: { maxCoercionErrors },
    });
    if (errors === undefined) return answer(200, { data });
    // Without data nothing was begun: there was no operation to execute, or the variables do not fit it.
    if (data === undefined) {
      const operation = getOperationAST(document, operationName);
      if (!operation) return refuse(errors, 'OPERATION_RESOLUTION_FAILURE');
      // The library adds an error that says that it stopped; masked it would say the same as the first.
      return refuse(production ? errors.slice(0, 1) : errors, 'BAD_USER_INPUT');
    }
    for (const error of errors) logUnexpected(error, requestId, log);
    return answer(200, { errors: present(errors, requestId), data });
  };
}

const NOT_REGISTERED = new GraphQLError(requestErrors.PERSISTED_QUERY_NOT_SUPPORTED);

function answer(
  status: 200 | 400,
  result: { data?: unknown; errors?: readonly GraphQLFormattedError[] },
): OperationAnswer {
  const code = result.errors?.[0]?.extensions?.code as string | undefined;
  return { status, body: `${JSON.stringify(result)}\n`, code };
}
