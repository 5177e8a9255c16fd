/**
 * The field table: one row per unified field that a provider keeps. A row is a value made of functions; it
 * holds the wire name, the limits, and how to encode and decode. An absent row means the provider cannot keep
 * the field, which refuses the request: nothing is dropped in silence. A row constructor lives here when
 * several providers share its shape, else in the provider's own folder.
 */
import type { ContactInput, JsonObject, JsonValue, Path } from '../model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField, type UnifiedValues } from '../model/fields.js';
import type { Plan } from './plan.js';
import { checkText, maxLengthOf, type TextLimits } from './text-rules.js';

/** What a form needs to know of one leaf; the table is where validation reads it too. */
export interface LeafCapability {
  /** Name of the part below the field: `number` of `phones`. Empty where the field is the leaf. */
  readonly part: string;
  /** Where it goes; several where the leaf decides which, or one leaf feeds several. */
  readonly wires: readonly string[];
  /** The kind that this place is for, where a list has a place for each kind. */
  readonly kind?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly allowedValues?: readonly string[];
  /** A name from the JSON Schema format vocabulary, where one fits. */
  readonly format?: string;
}

export interface Row<Value> {
  /** A request without the field is refused. */
  readonly required?: boolean;
  readonly leaves: readonly LeafCapability[];
  /**
   * Says what becomes of each leaf of the value: a violation, or a fate and a place on the wire. Whoever encodes
   * has to say what it would lose.
   */
  encode(value: Value, path: Path, plan: Plan, input: ContactInput): void;
  /** Puts on the wire what the provider needs although the caller gave nothing. */
  absent?(plan: Plan): void;
  /** Reads the value from the provider's record; undefined where the record holds none. */
  decode(record: JsonObject): Value | undefined;
}

export type FieldTable = { readonly [Field in UnifiedField]?: Row<UnifiedValues[Field]> };

/** Every wire name of a table. */
export function wireNamesOf(table: FieldTable): string[] {
  return Object.values(table).flatMap(({ leaves }) => leaves.flatMap(({ wires }) => wires));
}

/** A text kept under one wire name. */
export function text(wire: string, limits: TextLimits = {}): Row<string> {
  return {
    required: limits.required ?? false,
    leaves: [textLeaf('', wire, limits)],
    encode(value, path, plan) {
      if (checkText(value, limits, path, plan, wire)) plan.send(path, wire, value);
    },
    decode: (record) => readText(record, wire),
  };
}

export function textLeaf(part: string, wire: string, limits: TextLimits): LeafCapability {
  return {
    part,
    wires: [wire],
    minLength: limits.min ?? 1,
    ...(limits.required && { required: true }),
    maxLength: maxLengthOf(limits),
    ...(limits.email && { format: 'email' }),
  };
}

/** A text of the record. Numbers are read as text: a vendor is seen to answer digits-only texts unquoted. */
export function readText(record: JsonObject, wire: string): string | undefined {
  const value = own(record, wire);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A boolean of the record. CRO Software's older answers hold the texts "True" and "False". */
export function readFlag(record: JsonObject, wire: string): boolean | undefined {
  const value = own(record, wire);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

export function own(record: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The answer as an object, where it is one. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The objects of a list in the answer; what is not an object is skipped. */
export function asObjects(value: JsonValue | undefined): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).map(asObject).filter((item) => item !== undefined);
}

/** Where each unified field stands in the arguments, in input order. Requests share the paths. */
const PLACES = UNIFIED_FIELDS.map((field) => {
  const [head, part] = field.split('.') as [keyof ContactInput, string | undefined];
  const path: Path = Object.freeze(['input', ...field.split('.')]);
  return { field, head, part, path };
});

type Place = (typeof PLACES)[number];

/**
 * Runs the input through the table in input order. Afterwards the plan holds every violation, every fate and
 * the whole wire record.
 */
export function planInput(input: ContactInput, table: FieldTable, plan: Plan): void {
  for (const place of PLACES) {
    // The value of a field is what its own row takes.
    const row = table[place.field] as Row<unknown> | undefined;
    planField(place, row, readField(input, place), plan, input);
  }
  // Nobody means to add an empty contact, and nobody could tell afterwards whether it was added.
  if (plan.isEmpty) {
    const message = `${plan.scope.providerName} needs at least one value of input that it keeps.`;
    plan.violate({ code: 'REQUIRED', path: ['input'], message });
  }
}

/** Items of any list of the input, also where the provider has no limit or the rest is left out. */
export const MAX_ITEMS = 100;

/** The number of items that a list of the row takes. */
export function capacityOf({ leaves }: Pick<Row<unknown>, 'leaves'>): number {
  return leaves.find(({ maxItems }) => maxItems !== undefined)?.maxItems ?? MAX_ITEMS;
}

/** A list past what it may hold: the numbers are those of `contactProviders`. */
export function tooMany(path: Path, maxItems: number, items: number, plan: Plan): void {
  const message =
    maxItems === MAX_ITEMS
      ? `${path.join('.')} may have at most ${MAX_ITEMS} items; got ${items}.`
      : `${plan.scope.providerName} keeps at most ${maxItems} here; got ${items}.`;
  plan.violate({ code: 'TOO_MANY', path, maxItems, items, message });
}

function planField(
  { field, path }: Place,
  row: Row<unknown> | undefined,
  value: unknown,
  plan: Plan,
  input: ContactInput,
): void {
  const isTaken = row !== undefined || plan.scope.omitUnsupported;
  if (isTaken && Array.isArray(value) && value.length > MAX_ITEMS) {
    tooMany(path, row ? capacityOf(row) : MAX_ITEMS, value.length, plan);
  } else if (row) {
    if (value !== undefined) row.encode(value, path, plan, input);
    else if (row.required) {
      const wire = row.leaves[0]?.wires[0];
      plan.violate({
        code: 'REQUIRED',
        path,
        message: `${plan.scope.providerName} needs ${path.join('.')}.`,
        providerField: wire === undefined ? undefined : plan.scope.wireName(wire),
      });
    } else row.absent?.(plan);
  } else if (value !== undefined) {
    planUnsupported(field, value, path, plan);
  }
}

function planUnsupported(field: UnifiedField, value: unknown, path: Path, plan: Plan): void {
  if (field === 'enabled' && value === true) {
    plan.imply(path, `${plan.scope.providerName} knows no disabled contacts.`);
  } else if (field === 'primary' && value === false) {
    plan.imply(path, `${plan.scope.providerName} knows no primary contact.`);
  } else {
    const leaves = leavesOf(value, path);
    if (leaves.length > 0) plan.unsupported(path.join('.'), path, leaves);
  }
}

/** The supplied leaves below a value: null and absent parts were not supplied. */
function leavesOf(value: unknown, path: Path): Path[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([part, inner]) =>
    // A custom value is one leaf whatever it holds; null is a value there.
    part === 'value' && inner !== undefined ? [[...path, part]] : leavesOf(inner, [...path, part]),
  );
}

/**
 * What the caller said about a field; null, absent and an empty list all mean that nothing was said. An empty
 * list of notifications says something: that all of them are off.
 */
function readField(input: ContactInput, { field, head, part }: Place): unknown {
  const outer: unknown = input[head] ?? undefined;
  const value = part === undefined ? outer : (outer as Record<string, unknown> | undefined)?.[part];
  if (Array.isArray(value) && value.length === 0 && field !== 'notifications') return undefined;
  return value ?? undefined;
}
