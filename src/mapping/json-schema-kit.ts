/** Building blocks of `json-schema.ts`: a single value, and conditions on objects. */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { ViolationCode } from '../model/violation.js';
import type { DescribedField } from './describe.js';

/** GraphQL's Int. */
const MAX_INT = 2 ** 31 - 1;

/** A value; null means absent, so an optional one may be null. */
export function valueSchema(field: DescribedField): JsonObject {
  const schema = { ...annotations(field), ...typeOf(field) };
  return isNeeded(field) ? schema : nullable(schema);
}

/** Whether no other field can stand in for it. */
export function isNeeded({ required, requiredUnless }: DescribedField): boolean {
  return required && requiredUnless.length === 0;
}

export function textListSchema(field: DescribedField): JsonObject {
  return nullable({
    ...annotations(field),
    type: 'array',
    items: { type: 'string', ...bounds(field) },
    ...(field.maxItems !== null && { maxItems: field.maxItems }),
  });
}

/** Annotations for display in a form. */
export function annotations({ title, help, defaultValue, example, change }: DescribedField): JsonObject {
  return {
    title,
    ...(help !== null && { description: help }),
    ...(defaultValue !== null && { default: defaultValue }),
    ...(example !== null && { examples: [example] }),
    ...change,
  };
}

function typeOf(field: DescribedField): JsonObject {
  switch (field.type) {
    case 'INTEGER':
      return { type: 'integer', ...bounds(field), maximum: field.maximum ?? MAX_INT };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'CHOICE':
      return { type: 'string', oneOf: choices(field) };
    case 'CHOICES':
      return {
        type: 'array',
        items: { type: 'string', oneOf: choices(field) },
        ...(field.maxItems !== null && { maxItems: field.maxItems }),
      };
    case 'CUSTOM_VALUE':
      return {
        type: ['string', 'number', 'boolean', 'null'],
        ...bounds(field),
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      };
    default:
      return { type: 'string', ...bounds(field) };
  }
}

/** A text's or number's limits. */
export function bounds(field: DescribedField): JsonObject {
  const limits = BOUNDS.map((name) => [name, field[name]] as const);
  return Object.fromEntries(limits.filter(([, limit]) => limit !== null));
}

const BOUNDS = ['minLength', 'maxLength', 'minimum', 'format', 'pattern'] as const;

function choices({ choices: all }: DescribedField): JsonObject[] {
  return (all ?? []).map(({ value, title, description }) => ({ const: value, title, description }));
}

/** The same schema, or null. */
export function nullable(schema: JsonObject): JsonObject {
  const { type, oneOf } = schema;
  const types = [type].flat() as readonly JsonValue[];
  if (types.includes('null')) return schema;
  return {
    ...schema,
    type: [...types, 'null'],
    ...(Array.isArray(oneOf) && { oneOf: [...oneOf, { const: null, title: 'Not set' }] }),
  };
}

/** A literal `then` property would make the object look like a promise. */
const THEN = 'then';

/** A rule that the schema states but cannot check. */
export function also(path: Path, code: ViolationCode, when: string): JsonObject {
  return { path, code, when };
}

/** If the condition matches, the rule must match too. */
export function when(condition: JsonObject, rule: JsonObject): JsonObject {
  return { if: condition, [THEN]: rule };
}

/** Matches if none of the conditions do. */
export function withoutAny(conditions: readonly JsonObject[]): JsonObject {
  return conditions.length === 0 ? {} : { not: { anyOf: conditions } };
}

/** Matches an object whose value at the path matches `value`. */
export function given([name = '', ...rest]: Path, value: JsonObject): JsonObject {
  return {
    type: 'object',
    properties: { [name]: rest.length === 0 ? value : given(rest, value) },
    required: [name],
  };
}

/** Matches a value that counts as given. */
export function isFilled({ type, impliedValue }: Pick<DescribedField, 'type' | 'impliedValue'>): JsonObject {
  if (type === 'LIST' || type === 'CHOICES' || type === 'TEXT_LIST') return { type: 'array', minItems: 1 };
  return { not: impliedValue === null ? { type: 'null' } : { enum: [impliedValue, null] } };
}
