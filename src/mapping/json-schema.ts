/**
 * JSON Schema 2020-12 of `{ input, options }` for an add or update under the policy REJECT, built from a
 * provider's descriptions. Rejects what preview rejects, except for the rules listed in `x-also`. Form
 * libraries render everything in `properties`, so these contain described fields only; `not` holds what must
 * not be rendered.
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
  also,
  bounds,
  given,
  isFilled,
  isNeeded,
  nullable,
  textListSchema,
  valueSchema,
  withoutAny,
} from './json-schema-kit.js';
import { listSchema } from './json-schema-lists.js';
import {
  clearProperty,
  existingAlso,
  IS_CLEARING,
  isChanged,
  updateAlso,
  updateConflicts,
  updatedFields,
} from './json-schema-update.js';
import { ACCOUNT, optionsOf } from './options.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** `optionKeys` lists all providers' keys: another provider's options are invalid. */
export function jsonSchema(provider: DescribedProvider, optionKeys: readonly string[]): JsonObject {
  const fields = inFormOrder(describeFields(provider));
  const { options } = provider.write;
  return {
    $schema: DIALECT,
    title: `Add a contact at ${provider.name}`,
    type: 'object',
    properties: {
      input: inputSchema(fields, { isGiven: isFilled }),
      options: optionsSchema(provider, 'ADD', optionKeys),
    },
    required: ['input'],
    'x-also': [
      ...alsoRules(fields, options),
      also(['options', 'account'], ACCOUNT.also.code, ACCOUNT.also.when),
      ...existingAlso(provider, fields),
    ],
  };
}

/** Null if the provider has no update. */
export function updateJsonSchema(
  provider: DescribedProvider,
  optionKeys: readonly string[],
): JsonObject | null {
  if (!provider.write.update) return null;
  const fields = updatedFields(inFormOrder(describeFields(provider)));
  return {
    $schema: DIALECT,
    title: `Change a contact at ${provider.name}`,
    type: 'object',
    properties: {
      input: inputSchema(fields, {
        isGiven: isChanged,
        properties: clearProperty(provider),
        conflicts: updateConflicts(provider, fields),
        alternative: IS_CLEARING,
      }),
      options: optionsSchema(provider, 'UPDATE', optionKeys),
    },
    required: ['input'],
    'x-also': [
      ...alsoRules(fields, optionsOf(provider.write.options, 'UPDATE')),
      ...updateAlso(provider, fields),
    ],
  };
}

/** Rules that differ between operations. */
interface InputRules {
  /** Matches a value that counts as given. */
  readonly isGiven: GivenValue;
  readonly properties?: Readonly<Record<string, JsonObject>>;
  /** What must not match, in addition to the rules of every operation. */
  readonly conflicts?: readonly JsonObject[];
  /** What counts as input if no field is given. */
  readonly alternative?: JsonObject;
}

type GivenValue = (field: Pick<DescribedField, 'type' | 'impliedValue' | 'path'>) => JsonObject;

function inputSchema(fields: readonly DescribedField[], rules: InputRules): JsonObject {
  const isGiven = (path: Path) => isGivenAt(path, fields, rules.isGiven);
  const described = new Set(fields.map(({ path }) => path.slice(1).join('.')));
  const unsupported = UNIFIED_FIELDS.filter((field) => !described.has(field));
  const anyOf = requiresAnyOf(fields).map(isGiven);
  const object = objectSchema(fields, 1);
  const anything = [...anyOf, ...(rules.alternative && anyOf.length > 0 ? [rules.alternative] : [])];
  return {
    title: 'Contact',
    ...object,
    properties: { ...object.properties, ...rules.properties },
    ...withoutAny([
      ...unsupported.map((field) => given(field.split('.'), unsupportedValue(field, rules.isGiven))),
      ...conflicts(fields, isGiven),
      ...(rules.conflicts ?? []),
      ...fields
        .filter(({ requiredUnless }) => requiredUnless.length > 0)
        .map(({ path, requiredUnless }) => ({
          not: { anyOf: [path, ...requiredUnless].map(isGiven) },
        })),
      ...(anything.length > 0 ? [{ not: { anyOf: anything } }] : []),
    ]),
  };
}

/** The properties at that depth, and which are required. */
function objectSchema(
  fields: readonly DescribedField[],
  depth: number,
): { readonly type: string; readonly properties: JsonObject; readonly required?: readonly string[] } {
  const names = [...new Set(fields.map(({ path }) => path[depth] ?? ''))];
  const properties = names.map((name) => {
    const own = fields.filter(({ path }) => path[depth] === name);
    return [name, propertySchema(own, depth)] as const;
  });
  const required = names.filter((name) =>
    fields.some((field) => field.path[depth] === name && !field.inList && isNeeded(field)),
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

/** Each pair of mutually exclusive fields, once. */
function conflicts(fields: readonly DescribedField[], isGiven: (path: Path) => JsonObject): JsonObject[] {
  return fields.flatMap(({ path, excludes }, index) =>
    excludes
      .filter((other) => fields.findIndex((field) => field.path.join() === other.join()) > index)
      .map((other) => ({ allOf: [isGiven(path), isGiven(other)] })),
  );
}

function isGivenAt(path: Path, fields: readonly DescribedField[], isGiven: GivenValue): JsonObject {
  const field = fields.find((candidate) => candidate.path.join() === path.join());
  return given(path.slice(1), field ? isGiven(field) : {});
}

/** Matches a given value of an unsupported field. Enabled and not primary is the provider's only state. */
function unsupportedValue(field: (typeof UNIFIED_FIELDS)[number], isGiven: GivenValue): JsonObject {
  if (field === 'enabled') return { const: false };
  if (field === 'primary') return { const: true };
  const { type } = unifiedFields[field];
  return isGiven({ type, impliedValue: null, path: ['input', field] });
}

function optionsSchema(
  provider: DescribedProvider,
  operation: 'ADD' | 'UPDATE',
  optionKeys: readonly string[],
): JsonObject {
  const described = describeOptions(provider).filter(({ operations }) => operations.includes(operation));
  const drawn = described.filter(({ path }) => path.length > 2);
  const { key, withheld = new Set<string>() } = optionsOf(provider.write.options, operation) ?? {};
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
