/** How the schema of an update differs from that of an add. */
import type { JsonObject, Path } from '../model/contact.js';
import { contactFields, UNIFIED_FIELDS, unifiedFields } from '../model/fields.js';
import { fieldGroups } from '../model/form-words.js';
import type { ViolationCode } from '../model/violation.js';
import { clearableNames, conflictingFields, isClearable } from './decide-update.js';
import type { DescribedField, DescribedProvider } from './describe.js';
import { also, given, isFilled, nullable } from './json-schema-kit.js';
import { resentRules } from './resend.js';

/** The fields that an update takes. None is required, and none has a default. */
export function updatedFields(fields: readonly DescribedField[]): DescribedField[] {
  return fields
    .filter(({ operations }) => operations.includes('UPDATE'))
    .map((field) =>
      field.inList
        ? field
        : { ...field, required: false, requiredUnless: [], defaultValue: null, change: changeOf(field) },
    );
}

/** The field's name in `clear`, and the key by which list items change one by one. */
function changeOf({ path, type }: DescribedField): JsonObject {
  const name = path.slice(1).join('.');
  const [clear] =
    Object.entries(contactFields).find(([, [field, ...others]]) => field === name && others.length === 0) ??
    [];
  return {
    ...(clear !== undefined && { 'x-clear': clear }),
    ...(type === 'LIST' && !isEmptyable({ type, path }) && { 'x-key': 'name' }),
  };
}

/** The list of fields to clear; empty if there are none. */
export function clearProperty({ fields }: DescribedProvider): Record<string, JsonObject> {
  const names = clearableNames(fields);
  if (names.length === 0) return {};
  const choices = names.map((name) => ({ const: name, title: titleOf(name) }));
  const clear = {
    title: 'Clear',
    description: 'Clears the current values of these fields.',
    type: 'array',
    items: { type: 'string', oneOf: choices },
  };
  return { clear: nullable(clear) };
}

/** Fields with several parts use their group's title, as in the form. */
function titleOf(name: string): string {
  const [field, ...others] = contactFields[name] ?? [];
  if (!field) return name;
  const { title, group } = unifiedFields[field];
  return others.length > 0 ? fieldGroups[group] : title;
}

/** Matches an update that clears something. */
export const IS_CLEARING = given(['clear'], { type: 'array', minItems: 1 });

/**
 * Matches if an update changes the field: an empty list removes all items, except for custom fields, where it
 * names none.
 */
export function isChanged(field: Pick<DescribedField, 'type' | 'impliedValue' | 'path'>): JsonObject {
  return isEmptyable(field) ? { type: 'array' } : isFilled(field);
}

function isEmptyable({ type, path }: Pick<DescribedField, 'type' | 'path'>): boolean {
  return (type === 'LIST' || type === 'CHOICES') && path[1] !== 'customFields';
}

function isJoinedPart({ inList, joinedWith }: DescribedField): boolean {
  return joinedWith !== null && !inList;
}

/** What an update must not match, in addition to the rules of every write. */
export function updateConflicts(
  { fields: table }: DescribedProvider,
  fields: readonly DescribedField[],
): JsonObject[] {
  const names = clearableNames(table);
  const isSet = (field: DescribedField) => given(field.path.slice(1), isChanged(field));
  const setBeside = (name: string) => {
    const paths = new Set(conflictingFields(name, table).map((field) => `input.${field}`));
    return fields.filter((field) => !field.inList && paths.has(field.path.join('.'))).map(isSet);
  };
  const parts = fields.filter(isJoinedPart);
  return [
    ...(names.length === 0 ? [IS_CLEARING] : []),
    ...names.map((name) => ({
      allOf: [given(['clear'], { type: 'array', contains: { const: name } }), { anyOf: setBeside(name) }],
    })),
    ...fields
      .filter((field) => isEmptyable(field) && !field.inList && !field.clearable)
      .map(({ path }) => given(path.slice(1), { type: 'array', maxItems: 0 })),
    // Parts sent as one text: given only one, the other would be lost.
    ...parts.flatMap((part) =>
      parts
        .filter((other) => other !== part)
        .map((other) => ({ allOf: [isSet(part), { not: isSet(other) }] })),
    ),
  ];
}

/** Rules that an add breaks only as an update of an existing contact, under UPDATE_EXISTING. */
export function existingAlso(provider: DescribedProvider, fields: readonly DescribedField[]): JsonObject[] {
  const existing = (path: Path, code: ViolationCode, condition: string) =>
    also(path, code, `UPDATE_EXISTING: ${condition}`);
  if (!provider.write.update) {
    return [existing(['options', 'ifExists'], 'UNSUPPORTED', 'The provider cannot update contacts.')];
  }
  const parts = fields.filter(isJoinedPart);
  const lists = UNIFIED_FIELDS.filter((name) =>
    isEmptyable({ ...unifiedFields[name], path: ['input', name] }),
  );
  return [
    ...parts.map(({ path }) =>
      existing(path, 'REQUIRED', 'Another part of the full name is given, but this one is not.'),
    ),
    ...lists
      .filter((name) => !isClearable(provider.fields, name))
      .map((name) => existing(['input', name], 'UNSUPPORTED', 'The list is empty but cannot be cleared.')),
    ...updateAlso(provider, fields).map((rule) => ({ ...rule, when: `UPDATE_EXISTING: ${rule.when}` })),
  ];
}

/** Rules of an update that depend on the contact, or on everything the request clears. */
export function updateAlso(provider: DescribedProvider, fields: readonly DescribedField[]): JsonObject[] {
  const { update } = provider.write;
  const limits = update?.clearing?.limits ?? {};
  const pathsOf = (wire: string): Path[] =>
    fields
      .filter((field) => field.maxLength !== null && field.providerField === provider.wireName(wire))
      .map(({ path }) => path);
  return [
    ...Object.entries(limits).flatMap(([wire, max]) =>
      pathsOf(wire).map((path) =>
        also(
          path,
          'TOO_LONG',
          `The change clears a value, which limits ${provider.wireName(wire)} to ${max} characters.`,
        ),
      ),
    ),
    ...resentRules(provider.fields, update?.resends ?? []).map(({ path, code, when }) =>
      also(path, code, when),
    ),
  ];
}
