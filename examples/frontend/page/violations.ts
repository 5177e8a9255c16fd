/** Places violations beside the form's fields. */
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';

export interface Shown {
  readonly path: readonly string[];
  readonly userMessage: string;
}

export interface Placed {
  readonly beside: ErrorSchema;
  /** Violations without a field. */
  readonly atHead: readonly Shown[];
}

/** Arguments with their own controls beside the form. */
export const CUSTOMER = 'customerId';
export const ACCOUNT = ['options', 'account'];
export const EXISTS = ['options', 'ifExists'];
export const MATCH = ['options', 'matchBy'];

/** The form field for a path: its own, or the one around it. Undefined for the form itself. */
export function fieldOf(
  path: readonly string[],
  schema: RJSFSchema,
  data: unknown,
): readonly string[] | undefined {
  const place: string[] = [];
  let [inner, value]: [RJSFSchema | undefined, unknown] = [schema, data];
  for (const part of path) {
    if (inner?.properties) {
      inner = inner.properties[part] as RJSFSchema | undefined;
    } else if (
      inner?.type?.includes('array') &&
      !inner.uniqueItems &&
      Array.isArray(value) &&
      part in value
    ) {
      inner = inner.items as RJSFSchema;
    } else {
      break;
    }
    if (!inner) break;
    value = (value as Record<string, unknown> | undefined)?.[part];
    place.push(part);
  }
  // The arguments themselves are the form.
  return place.length > 1 ? place : undefined;
}

export function placeViolations(violations: readonly Shown[], schema: RJSFSchema, data: unknown): Placed {
  const beside: ErrorSchema = {};
  const atHead: Shown[] = [];
  for (const violation of violations) {
    if ([[CUSTOMER], ACCOUNT, EXISTS, MATCH].some((argument) => isAt(violation, argument))) continue;
    const place = fieldOf(violation.path, schema, data);
    if (place) addError(beside, place, violation.userMessage);
    else atHead.push(violation);
  }
  return { beside, atHead };
}

/** The messages about an argument. */
export function messagesAt(violations: readonly Shown[], argument: readonly string[]): readonly string[] {
  return violations.filter((violation) => isAt(violation, argument)).map(({ userMessage }) => userMessage);
}

function isAt({ path }: Shown, argument: readonly string[]): boolean {
  return argument.every((part, index) => path[index] === part);
}

function addError(errors: ErrorSchema, [head, ...rest]: readonly string[], text: string): void {
  if (head === undefined) {
    const { __errors = [] } = errors;
    if (!__errors.includes(text)) errors.__errors = [...__errors, text];
    return;
  }
  const inner: ErrorSchema = (errors[head] as ErrorSchema | undefined) ?? {};
  errors[head] = inner as ErrorSchema[string];
  addError(inner, rest, text);
}

/** The form library's id for the field at a path. */
export function fieldId(path: readonly (string | number)[]): string {
  return ['root', ...path].join('_');
}
