/** Runs the input through a field table, in input order. */
import type { ContactInput, Path } from '../model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../model/fields.js';
import { type Decision, invalid, type MappedProvider } from './decisions.js';
import { capacityOf, type FieldTable, MAX_ITEMS, type Row, rowOf, tooMany } from './field-table.js';

export interface TabledProvider extends MappedProvider {
  readonly fields: FieldTable;
}

/** A unified field's position in the arguments. Requests share the paths. */
export interface Position {
  readonly field: UnifiedField;
  readonly head: keyof ContactInput;
  readonly part: string | undefined;
  readonly path: Path;
}

export const POSITIONS: readonly Position[] = UNIFIED_FIELDS.map((field) => {
  const [head, part] = field.split('.') as [keyof ContactInput, string | undefined];
  return { field, head, part, path: Object.freeze(['input', ...field.split('.')]) };
});

export const POSITION = Object.fromEntries(
  POSITIONS.map((position) => [position.field, position]),
) as Readonly<Record<UnifiedField, Position>>;

export interface Request {
  readonly input: ContactInput;
  readonly provider: TabledProvider;
}

const NONE: readonly Decision[] = [];
const NO_TEXTS: readonly string[] = [];

/** The decisions about every input field, and about additional values that the provider needs. */
export function decideInput(input: ContactInput, provider: TabledProvider): readonly Decision[] {
  const request = { input, provider };
  const decisions: Decision[] = [];
  for (const position of POSITIONS) {
    for (const decision of decideField(position, request)) decisions.push(decision);
  }
  return decisions;
}

function decideField(position: Position, request: Request): readonly Decision[] {
  const { field, path } = position;
  const value = readField(request.input, position);
  const row = rowOf(request.provider.fields, field);
  if (!row) return value === undefined ? NONE : decideUnsupported(field, value, path, request.provider);
  return value === undefined ? decideAbsent(row, path, request) : decideGiven(row, value, path, request);
}

/** The decisions about a given value. */
export function decideGiven(
  row: Row<unknown>,
  value: unknown,
  path: Path,
  request: Request,
): readonly Decision[] {
  const { provider } = request;
  if (Array.isArray(value) && value.length > MAX_ITEMS) {
    const violation = tooMany(path, capacityOf(row), value.length, provider);
    return [invalid({ ...violation, ...providerField(row, provider) })];
  }
  const { joins, excludes } = row;
  const joined = joins ? valuesOf(request, joins).filter((text) => typeof text === 'string') : NO_TEXTS;
  const decisions = row.decide(value, path, provider, joined);
  // An empty text is itself invalid, so it conflicts with nothing.
  const others = excludes?.filter((other) => valuesOf(request, [other]).some((given) => given !== '')) ?? [];
  if (others.length === 0) return decisions;
  const conflictsWith = others.map((other) => POSITION[other].path);
  const message = `${path.join('.')} and ${others.join(', ')} must not be given together.`;
  const violation = { code: 'CONFLICT', path, conflictsWith, message } as const;
  return [...decisions, invalid({ ...violation, ...providerField(row, provider) })];
}

function decideAbsent(row: Row<unknown>, path: Path, request: Request): readonly Decision[] {
  const { required, requiredUnless, defaults } = row;
  if (required || (requiredUnless && valuesOf(request, requiredUnless).length === 0)) {
    const { provider } = request;
    const unless = requiredUnless ? ` unless ${requiredUnless.join(' or ')} is given` : '';
    const message = `${provider.name} requires ${path.join('.')}${unless}.`;
    return [missing(row, path, message, provider)];
  }
  if (!defaults) return NONE;
  return Object.entries(defaults).map(([wire, value]) => ({ as: 'ADDED', wire, value }));
}

export function providerField(
  { fields }: Row<unknown>,
  provider: MappedProvider,
): { providerField?: string } {
  const wire = fields[0]?.wires[0];
  return wire === undefined ? {} : { providerField: provider.wireName(wire) };
}

/** The decisions about a value that the provider has no field for. */
export function decideUnsupported(
  field: UnifiedField,
  value: unknown,
  path: Path,
  provider: MappedProvider,
): readonly Decision[] {
  const { name } = provider;
  if (field === 'enabled' && value === true) {
    return [{ as: 'IMPLIED', path, reason: `${name} cannot disable contacts.` }];
  }
  if (field === 'primary' && value === false) {
    return [{ as: 'IMPLIED', path, reason: `${name} has no primary contacts.` }];
  }
  const reason = `${name} cannot store it.`;
  if (Array.isArray(value) && value.length > MAX_ITEMS) {
    const limit = tooMany(path, MAX_ITEMS, value.length, provider);
    return [{ as: 'UNSUPPORTED', path, leaves: [], reason, limit }];
  }
  const leaves = leavesOf(value, path);
  return leaves.length === 0 ? [] : [{ as: 'UNSUPPORTED', path, leaves, reason }];
}

/** The supplied leaves of a value; null and absent parts do not count. */
function leavesOf(value: unknown, path: Path): Path[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([part, inner]) =>
    // A custom value is one leaf regardless of its content, even if null.
    part === 'value' && inner !== undefined ? [[...path, part]] : leavesOf(inner, [...path, part]),
  );
}

/** The decision for a missing field, or a missing part of it. */
export function missing(row: Row<unknown>, path: Path, message: string, provider: MappedProvider): Decision {
  return invalid({ code: 'REQUIRED', path, message, ...providerField(row, provider) });
}

/**
 * The caller's value for a field; null, absent and an empty list mean not given. An empty list of
 * notifications counts as given: it turns all of them off.
 */
export function readField(input: ContactInput, { field, head, part }: Position): unknown {
  const outer: unknown = input[head] ?? undefined;
  const value = part === undefined ? outer : (outer as Record<string, unknown> | undefined)?.[part];
  if (Array.isArray(value) && value.length === 0 && field !== 'notifications') return undefined;
  return value ?? undefined;
}

/** The given values among these fields. */
function valuesOf({ input }: Request, fields: readonly UnifiedField[]): unknown[] {
  return fields.map((field) => readField(input, POSITION[field])).filter((value) => value !== undefined);
}
