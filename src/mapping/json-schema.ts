/**
 * JSON Schema 2020-12 of `{ input, options }` of an add under the policy REJECT, from the descriptions of a
 * provider. It rejects what preview rejects, except for the rules that `x-also` names. Form libraries draw
 * whatever stands in `properties`, so these hold described fields only; `not` holds what they must not draw.
 */
import type { JsonObject, Path } from '../model/contact.js';
import { UNIFIED_FIELDS, unifiedFields } from '../model/fields.js';
import { fieldGroups } from '../model/form-words.js';
import {
  type DescribedField,
  type DescribedProvider,
  describeFields,
  inFormOrder,
  requiresAnyOf,
} from './describe.js';
import { describeOptions } from './describe-options.js';
import { alsoRules } from './json-schema-also.js';
import {
  bounds,
  given,
  isFilled,
  nullable,
  textListSchema,
  valueSchema,
  withoutAny,
} from './json-schema-kit.js';
import { listSchema } from './json-schema-lists.js';

/** `optionKeys` are those of all providers: the options of another one are invalid. */
export function jsonSchema(provider: DescribedProvider, optionKeys: readonly string[]): JsonObject {
  const fields = inFormOrder(describeFields(provider));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Add a contact at ${provider.name}`,
    type: 'object',
    properties: {
      input: inputSchema(fields),
      options: optionsSchema(provider, optionKeys),
    },
    required: ['input'],
    'x-also': alsoRules(provider, fields),
  };
}

function inputSchema(fields: readonly DescribedField[]): JsonObject {
  const described = new Set(fields.map(({ path }) => path.slice(1).join('.')));
  const unsupported = UNIFIED_FIELDS.filter((field) => !described.has(field));
  const anyOf = requiresAnyOf(fields).map((path) => isGiven(path, fields));
  return {
    title: 'Contact',
    ...objectSchema(fields, 1),
    ...withoutAny([
      ...unsupported.map((field) => given(field.split('.'), unsupportedValue(field))),
      ...conflicts(fields),
      ...fields
        .filter(({ requiredUnless }) => requiredUnless.length > 0)
        .map(({ path, requiredUnless }) => ({
          not: { anyOf: [path, ...requiredUnless].map((other) => isGiven(other, fields)) },
        })),
      ...(anyOf.length > 0 ? [{ not: { anyOf } }] : []),
    ]),
  };
}

/** The properties at that depth, and those that have to be there. */
function objectSchema(fields: readonly DescribedField[], depth: number): JsonObject {
  const names = [...new Set(fields.map(({ path }) => path[depth] ?? ''))];
  const properties = names.map((name) => {
    const own = fields.filter(({ path }) => path[depth] === name);
    return [name, propertySchema(own, depth)] as const;
  });
  const required = names.filter((name) =>
    fields.some((field) => field.path[depth] === name && isNeeded(field)),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
}

function propertySchema(own: readonly DescribedField[], depth: number): JsonObject {
  const [first] = own;
  if (!first) return {};
  if (first.type === 'LIST') return listSchema(first, own.slice(1));
  if (first.path.length === depth + 1) return valueSchema(first);
  const object = { title: fieldGroups[first.group], ...objectSchema(own, depth + 1) };
  return own.some(isNeeded) ? object : nullable(object);
}

function isNeeded({ inList, required, requiredUnless }: DescribedField): boolean {
  return !inList && required && requiredUnless.length === 0;
}

/** Each pair that must not be given together, once. */
function conflicts(fields: readonly DescribedField[]): JsonObject[] {
  return fields.flatMap(({ path, excludes }, index) =>
    excludes
      .filter((other) => fields.findIndex((field) => field.path.join() === other.join()) > index)
      .map((other) => ({ allOf: [isGiven(path, fields), isGiven(other, fields)] })),
  );
}

function isGiven(path: Path, fields: readonly DescribedField[]): JsonObject {
  const field = fields.find((candidate) => candidate.path.join() === path.join());
  return given(path.slice(1), field ? isFilled(field) : {});
}

/**
 * What says something to a provider that keeps no such field: it is enabled and not the primary one anyway.
 */
function unsupportedValue(field: (typeof UNIFIED_FIELDS)[number]): JsonObject {
  if (field === 'enabled') return { const: false };
  if (field === 'primary') return { const: true };
  const { type } = unifiedFields[field];
  return isFilled({ type, impliedValue: null });
}

function optionsSchema(provider: DescribedProvider, optionKeys: readonly string[]): JsonObject {
  const described = describeOptions(provider);
  const drawn = described.filter(({ path }) => path.length > 2);
  const { key, withheld = new Set<string>() } = provider.write.options ?? {};
  const properties = key === undefined ? {} : { [key]: ownOptions(provider, drawn) };
  return nullable({
    title: 'Options',
    type: 'object',
    properties,
    ...withoutAny([
      ...described
        .filter(({ path }) => path.length === 2)
        .map((field) => given(field.path.slice(1), { type: 'string', not: bounds(field) })),
      ...[...withheld].map((name) => given([key ?? '', name], { not: { type: 'null' } })),
      ...optionKeys.filter((other) => other !== key).map((other) => given([other], { type: 'object' })),
    ]),
  });
}

function ownOptions({ name, write }: DescribedProvider, drawn: readonly DescribedField[]): JsonObject {
  const properties = drawn.map((field) => [
    field.path.at(-1) ?? '',
    field.type === 'TEXT_LIST' ? textListSchema(field) : valueSchema(field),
  ]);
  return nullable({
    title: name,
    ...(write.options && { description: write.options.description }),
    type: 'object',
    properties: Object.fromEntries(properties),
  });
}
