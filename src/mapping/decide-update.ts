/**
 * Runs a change through a field table, in input order. Unnamed fields stay unchanged, so no defaults are
 * added. A list is replaced as a whole; custom fields change one by one.
 */
import type { ContactChange, CustomField, Path } from '../model/contact.js';
import { contactFields, UNIFIED_FIELDS, type UnifiedField } from '../model/fields.js';
import {
  decideGiven,
  decideUnsupported,
  missing,
  POSITION,
  POSITIONS,
  type Position,
  type Request,
  readField,
  type TabledProvider,
} from './decide.js';
import { type Decision, invalid, unsupported } from './decisions.js';
import { type FieldTable, type Row, rowOf, wiresOf } from './field-table.js';
import { bodyOf } from './folds.js';

/** The decisions about every field in the change, and every field that it clears. */
export function decideUpdate(input: ContactChange, provider: TabledProvider): readonly Decision[] {
  const request = { input, provider };
  return [
    ...POSITIONS.flatMap((position) => decideField(position, request)),
    ...(input.clear ?? []).flatMap((name, index) =>
      decideClear(name, ['input', 'clear', String(index)], request),
    ),
  ];
}

/** Whether an update can leave the field without a value. */
export function isClearable(fields: FieldTable, field: UnifiedField): boolean {
  return fields[field]?.cleared !== undefined;
}

/** The names in `contactFields` that a provider can clear: every supported part must be clearable. */
export function clearableNames(fields: FieldTable): string[] {
  return Object.keys(contactFields).filter((name) => {
    const kept = keptOf(name, fields);
    return kept.length > 0 && kept.every((field) => isClearable(fields, field));
  });
}

/** Fields that share a wire field with a cleared one, so they must not be set in the same request. */
export function conflictingFields(name: string, fields: FieldTable): UnifiedField[] {
  const wiresAt = (field: UnifiedField) => wiresOf(rowOf(fields, field) ?? { fields: [] });
  const cleared = new Set(keptOf(name, fields).flatMap(wiresAt));
  return UNIFIED_FIELDS.filter((field) => wiresAt(field).some((wire) => cleared.has(wire)));
}

function keptOf(name: string, fields: FieldTable): readonly UnifiedField[] {
  return (contactFields[name] ?? []).filter((field) => fields[field]);
}

function decideField(position: Position, request: Request): readonly Decision[] {
  const { field, path } = position;
  const { provider } = request;
  if (isEmptyList(position, request)) return decideEmpty(field, path, request);
  const value = readField(request.input, position);
  if (value === undefined) return [];
  const row = rowOf(request.provider.fields, field);
  if (!row || row.addOnly) return decideUnsupported(field, value, path, provider);
  const decisions = [...missingParts(row, request), ...decideGiven(row, value, path, request)];
  if (!Array.isArray(value)) return decisions;
  if (field === 'customFields') return clearedValues(decisions, value as readonly CustomField[], row);
  return replaced(decisions, row);
}

/** An empty list removes all items; for custom fields, it names none. */
function isEmptyList({ field, head }: Position, { input }: Request): boolean {
  const value: unknown = input[head];
  return field !== 'customFields' && Array.isArray(value) && value.length === 0;
}

function decideEmpty(field: UnifiedField, path: Path, request: Request): readonly Decision[] {
  return [clear([field], path, POSITION[field].path.slice(1).join('.'), request)];
}

/** Names sent as one text: given only one, the other would be lost. */
function missingParts({ joins = [] }: Row<unknown>, request: Request): Decision[] {
  const { input, provider } = request;
  const absent = joins.filter((part) => readField(input, POSITION[part]) === undefined);
  return absent.map((part) => {
    const { path } = POSITION[part];
    const message = `${provider.name} stores one full name, so changing it also requires ${path.join('.')}.`;
    return missing(provider.fields[part] as Row<unknown>, path, message, provider);
  });
}

/** Empties targets that got no item. If all items are omitted, the list stays. */
function replaced(decisions: readonly Decision[], { cleared }: Row<unknown>): readonly Decision[] {
  if (!decisions.some(({ as }) => as === 'SENT' || as === 'TRANSFORMED')) {
    return decisions.filter(({ as }) => as !== 'ADDED');
  }
  const body = bodyOf(decisions);
  const others = Object.entries(cleared?.({}) ?? {}).filter(([wire]) => !Object.hasOwn(body, wire));
  return [...decisions, ...others.map(([wire, value]) => ({ as: 'ADDED', wire, value }) as const)];
}

/** A custom field set to null is cleared. */
function clearedValues(
  decisions: readonly Decision[],
  given: readonly CustomField[],
  row: Row<unknown>,
): readonly Decision[] {
  return decisions.map((decision): Decision => {
    if (decision.as !== 'SENT') return decision;
    const { path, wire, value, kept: _, ...others } = decision;
    const field = given[Number(path.at(-2))];
    if (field?.value !== null) return decision;
    // The request asked for the name to be absent.
    if (path.at(-1) !== 'value') return { ...others, path, wire, ...(value !== undefined && { value }) };
    return {
      as: 'CLEARED',
      path,
      wires: [wire],
      values: () => (value === undefined ? {} : { [wire]: value }),
      kept: (record) => !someCustom(row.decode(record), (other) => other.name === field.name),
    };
  });
}

function decideClear(name: string, path: Path, request: Request): readonly Decision[] {
  const { fields } = request.provider;
  const decision = clear(keptOf(name, fields), path, `clear.${name}`, request);
  if (decision.as !== 'CLEARED') return [decision];
  const conflictsWith = conflictingFields(name, fields)
    .map((field) => POSITION[field])
    .filter((position) => isEmptyList(position, request) || readField(request.input, position) !== undefined)
    .map(({ path: other }) => other);
  if (conflictsWith.length === 0) return [decision];
  const others = conflictsWith.map((other) => other.join('.')).join(', ');
  const message = `${name} must not be cleared and set (${others}) in one request.`;
  return [invalid({ code: 'CONFLICT', path, conflictsWith, message })];
}

/** Clears the supported fields. Unsupported if there are none, or if one cannot be cleared. */
function clear(kept: readonly UnifiedField[], path: Path, name: string, request: Request): Decision {
  const { provider } = request;
  const rows = kept.flatMap((field) => rowOf(request.provider.fields, field) ?? []);
  if (rows.length === 0 || rows.some(({ cleared }) => !cleared)) {
    const reason =
      rows.length === 0 ? `${provider.name} cannot store it.` : `${provider.name} cannot clear it.`;
    return { ...unsupported(path, reason), field: `input.${name}` };
  }
  return {
    as: 'CLEARED',
    path,
    wires: [...new Set(rows.flatMap(wiresOf))],
    values: (present) => Object.assign({}, ...rows.map(({ cleared }) => cleared?.(present))),
    kept: (record) => rows.every((row) => isNothing(row.decode(record))),
  };
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || (Array.isArray(value) && !someCustom(value, () => true) && isCustom(value[0]))
  );
}

/** Whether any custom field with a value matches. */
function someCustom(value: unknown, matches: (field: CustomField) => boolean): boolean {
  return Array.isArray(value) && value.some((item) => isCustom(item) && item.value !== null && matches(item));
}

function isCustom(item: unknown): item is CustomField {
  return typeof item === 'object' && item !== null && 'value' in item;
}
