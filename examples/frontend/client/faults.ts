/** Reads Apollo Client errors: those of a request that was not executed point into the variables. */
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import type { RequestFault } from './transport.js';

interface GivenError {
  readonly message: string;
  readonly extensions?: { readonly outcome?: unknown; readonly path?: unknown };
}

/** Undefined unless every error states that nothing was done. */
export function faultsOf(error: unknown): readonly RequestFault[] | undefined {
  const errors = errorsOf(error);
  const isCertain =
    errors.length > 0 && errors.every(({ extensions }) => extensions?.outcome === 'NOT_APPLIED');
  if (!isCertain) return undefined;
  return errors.map(({ message, extensions }) => ({ message, path: pathOf(extensions?.path) }));
}

function errorsOf(error: unknown): readonly GivenError[] {
  if (CombinedGraphQLErrors.is(error)) return error.errors;
  // A request rejected as a whole has an error status, and its errors are in the body.
  if (!ServerError.is(error)) return [];
  try {
    const { errors } = JSON.parse(error.bodyText) as { readonly errors?: unknown };
    return Array.isArray(errors) ? errors : [];
  } catch {
    return [];
  }
}

function pathOf(path: unknown): readonly string[] {
  return Array.isArray(path) ? path.map(String) : [];
}
