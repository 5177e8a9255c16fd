/**
 * The field table: one row per unified field that a provider supports, with its wire name, limits, encoding
 * and decoding. A field without a row is unsupported, and makes a request invalid: nothing is dropped
 * silently. Shared rows are in the files beside this one, others in the provider's folder.
 */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { UnifiedField, UnifiedValues } from '../model/fields.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import type { Decision, MappedProvider } from './decisions.js';
import type { TextLimits } from './text-rules.js';

/** Describes one leaf of a field, for forms and for validation. */
export interface FieldCapability {
  /**
   * Name of the part below the field, such as `number` of `phones`. Empty if the field is itself the leaf.
   */
  readonly part: string;
  /** Its wire fields; several if the leaf decides which, or feeds several. */
  readonly wires: readonly string[];
  /** For a text. */
  readonly limits?: TextLimits;
  readonly minimum?: number;
  readonly maxItems?: number;
  /** The kind this slot is for, if a list has a slot per kind. */
  readonly kind?: string;
  /** How many values the slot takes; absent if only the list has a limit. */
  readonly places?: number;
  /** Takes values without a kind. */
  readonly isDefault?: boolean;
  /** Kinds that may use this slot if their own is taken. */
  readonly fallbackFor?: readonly string[];
  readonly allowedValues?: readonly string[];
  /** The effective value if the caller gives none. */
  readonly defaultValue?: JsonValue;
  /** The value that is not sent, because the provider behaves the same without it. */
  readonly impliedValue?: JsonValue;
  /** Replaces the catalog's example if that does not have the provider's format. */
  readonly example?: JsonValue;
  /** The limit of several values sent as one text, and their separator. */
  readonly joined?: { readonly maxLength: number; readonly with: string };
}

export interface Row<Value> {
  /** Required: a request without the field is invalid. */
  readonly required?: boolean;
  /** Required unless the request gives one of these. */
  readonly requiredUnless?: readonly UnifiedField[];
  /** Fields that must not be given together with this one. */
  readonly excludes?: readonly UnifiedField[];
  /** Text fields that are sent as one value; `decide` takes those that were given. */
  readonly joins?: readonly UnifiedField[];
  /** Can be set only on a new contact. */
  readonly addOnly?: true;
  /** What to send to clear the field, given the contact's record. Absent if the vendor cannot clear it. */
  readonly cleared?: (present: JsonObject) => JsonObject;
  /** How it is resent; its texts unchanged unless given. */
  readonly resent?: Resent;
  /** Wire name to value, for a request without the field. */
  readonly defaults?: Readonly<Record<string, JsonValue>>;
  readonly fields: readonly FieldCapability[];
  /** Decides about every leaf of the value, including what encoding would lose. */
  decide(value: Value, path: Path, provider: MappedProvider, joined: readonly string[]): readonly Decision[];
  /** Reads the value from the provider's record; undefined if it has none. */
  decode(record: JsonObject): Value | undefined;
}

/** How to resend a field to a vendor that empties or resets omitted fields. */
export interface Resent {
  /** Wire fields that leave the value unchanged. */
  asItIs(present: JsonObject): JsonObject;
  /** Merges the given values with the existing ones; absent if they are sent as given. */
  merge?(present: JsonObject, wire: JsonObject): JsonObject;
  readonly rule?: ResentRule;
}

/** A rule for changes that depends on the contact's current state. */
export interface ResentRule {
  readonly code: ViolationCode;
  /** For developers. */
  readonly when: string;
  /** `value` is the field's input; `wire` holds what the change sets and clears. */
  find(
    change: { readonly present: JsonObject; readonly wire: JsonObject; readonly value: unknown },
    path: Path,
    provider: MappedProvider,
  ): Violation | undefined;
}

export type FieldTable = { readonly [Field in UnifiedField]?: Row<UnifiedValues[Field]> };

/** The row, for a vendor that cannot clear the field. */
export function unclearable<Value>({ cleared: _, ...row }: Row<Value>): Row<Value> {
  return row;
}

/** Clears fields by sending null; each driver encodes that as its vendor documents. */
export function nulls(...wires: readonly string[]): { cleared: () => JsonObject } {
  const body = Object.freeze(Object.fromEntries(wires.map((wire) => [wire, null])));
  return { cleared: () => body };
}

export function resentOf<Value>(row: Row<Value>): Resent {
  return row.resent ?? resentTexts(wiresOf(row));
}

function resentTexts(wires: readonly string[]): Resent {
  const entryOf = (present: JsonObject) => (wire: string) => [wire, readText(present, wire) ?? null] as const;
  return { asItIs: (present) => Object.fromEntries(wires.map(entryOf(present))) };
}

/** The row of a field; each row accepts its own field's type. */
export function rowOf(table: FieldTable, field: UnifiedField): Row<unknown> | undefined {
  return table[field] as Row<unknown> | undefined;
}

/** The wire names of a row, each once. */
export function wiresOf({ fields }: Pick<Row<unknown>, 'fields'>): string[] {
  return [...new Set(fields.flatMap(({ wires }) => wires))];
}

/** Every wire name in a table. */
export function wireNamesOf(table: FieldTable): string[] {
  return Object.values(table).flatMap(wiresOf);
}

/** Maximum items of any input list, even if the provider has no limit or the rest is omitted. */
export const MAX_ITEMS = 100;

/** How many items a list row takes. */
export function capacityOf({ fields }: Pick<Row<unknown>, 'fields'>): number {
  return fields.find(({ maxItems }) => maxItems !== undefined)?.maxItems ?? MAX_ITEMS;
}

/** Violation for a list over its maximum; the numbers match `contactProviders`. */
export function tooMany(path: Path, maxItems: number, items: number, { name }: MappedProvider): Violation {
  const message =
    maxItems === MAX_ITEMS
      ? `${path.join('.')} can have at most ${MAX_ITEMS} items; got ${items}.`
      : `${name} stores at most ${maxItems} here; got ${items}.`;
  return { code: 'TOO_MANY', path, maxItems, items, message };
}

/**
 * A text from the record. Numbers become text: vendors have been seen to return digits-only texts unquoted.
 */
export function readText(record: JsonObject, wire: string): string | undefined {
  const value = getOwn(record, wire);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A boolean from the record. CRO Software's older answers use the texts "True" and "False". */
export function readFlag(record: JsonObject, wire: string): boolean | undefined {
  return toFlag(getOwn(record, wire));
}

export function toFlag(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

export function getOwn<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The value if it is an object. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The objects in a list; other items are skipped. */
export function asObjects(value: JsonValue | undefined): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).map(asObject).filter((item) => item !== undefined);
}
