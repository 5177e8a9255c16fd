/**
 * The field table: one row per unified field that a provider keeps. A row holds the wire name, the limits,
 * and how to encode and decode. Without a row the field is unsupported, and a request with it invalid:
 * nothing is dropped in silence. Rows that providers share are in the files beside this one, others in the
 * provider's folder.
 */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { UnifiedField, UnifiedValues } from '../model/fields.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import type { Decision, MappedProvider } from './decisions.js';
import type { TextLimits } from './text-rules.js';

/** What a form needs to know of one leaf of a field; the table is where validation reads it too. */
export interface FieldCapability {
  /** Name of the part below the field: `number` of `phones`. Empty where the field is the leaf. */
  readonly part: string;
  /** Where it goes; several where the leaf decides which, or one leaf feeds several. */
  readonly wires: readonly string[];
  /** Of a text. */
  readonly limits?: TextLimits;
  readonly minimum?: number;
  readonly maxItems?: number;
  /** The kind that this slot is for, where a list has a slot for each kind. */
  readonly kind?: string;
  /** Values that the slot takes; absent where only the list sets a limit. */
  readonly places?: number;
  /** Values without a kind go here. */
  readonly isDefault?: boolean;
  /** Kinds that may use this slot when their own is taken. */
  readonly fallbackFor?: readonly string[];
  readonly allowedValues?: readonly string[];
  /** What holds where the caller gives no value. */
  readonly defaultValue?: JsonValue;
  /** The value that is not sent, because the provider does the same without it. */
  readonly impliedValue?: JsonValue;
  /** Where the one of the catalog is not in the provider's form. */
  readonly example?: JsonValue;
  /** The limit of several values that travel as one text, and what stands between them. */
  readonly joined?: { readonly maxLength: number; readonly with: string };
}

export interface Row<Value> {
  /** A request without the field is invalid. */
  readonly required?: boolean;
  /** A request without the field is invalid unless it gives one of these. */
  readonly requiredUnless?: readonly UnifiedField[];
  /** A request that gives one of these beside the field is invalid. */
  readonly excludes?: readonly UnifiedField[];
  /** Text fields that travel as one value; `decide` takes those of them that were given. */
  readonly joins?: readonly UnifiedField[];
  /** The caller may choose it for a new contact only. */
  readonly addOnly?: true;
  /**
   * What to send to leave the field without a value, given the contact's record. Absent where the vendor
   * has no way to do that.
   */
  readonly cleared?: (present: JsonObject) => JsonObject;
  readonly resent: Resent;
  /** Wire name to value, for a request without the field. */
  readonly defaults?: Readonly<Record<string, JsonValue>>;
  readonly fields: readonly FieldCapability[];
  /** Decides about every leaf of the value: whoever encodes has to say what it would lose. */
  decide(value: Value, path: Path, provider: MappedProvider, joined: readonly string[]): readonly Decision[];
  /** Reads the value from the provider's record; undefined where the record holds none. */
  decode(record: JsonObject): Value | undefined;
}

/** How a field goes back to a vendor that empties or resets what a change leaves out. */
export interface Resent {
  /** What leaves the value as it is. */
  asItIs(present: JsonObject): JsonObject;
  /** The given values among those that are there; absent where they go as they are. */
  merge?(present: JsonObject, wire: JsonObject): JsonObject;
  readonly rule?: ResentRule;
}

/** A rule that a change breaks by what the contact has. */
export interface ResentRule {
  readonly code: ViolationCode;
  /** For a developer. */
  readonly when: string;
  /** `value` is the field's in the input, `wire` what the change sets and clears. */
  find(
    change: { readonly present: JsonObject; readonly wire: JsonObject; readonly value: unknown },
    path: Path,
    provider: MappedProvider,
  ): Violation | undefined;
}

export type FieldTable = { readonly [Field in UnifiedField]?: Row<UnifiedValues[Field]> };

/** The row of a field that the vendor cannot clear. */
export function unclearable<Value>({ cleared: _, ...row }: Row<Value>): Row<Value> {
  return row;
}

/** Clears fields by sending null, which each driver puts as its vendor documents it. */
export function nulls(...wires: readonly string[]): { cleared: () => JsonObject } {
  const body = Object.freeze(Object.fromEntries(wires.map((wire) => [wire, null])));
  return { cleared: () => body };
}

/** Texts that go back as they are. */
export function resentTexts(...wires: readonly string[]): Resent {
  const entryOf = (present: JsonObject) => (wire: string) => [wire, readText(present, wire) ?? null] as const;
  return { asItIs: (present) => Object.fromEntries(wires.map(entryOf(present))) };
}

/** Every wire name of a table. */
export function wireNamesOf(table: FieldTable): string[] {
  return Object.values(table).flatMap(({ fields }) => fields.flatMap(({ wires }) => wires));
}

/** Items of any list of the input, also where the provider has no limit or the rest is left out. */
export const MAX_ITEMS = 100;

/** The number of items that a list of the row takes. */
export function capacityOf({ fields }: Pick<Row<unknown>, 'fields'>): number {
  return fields.find(({ maxItems }) => maxItems !== undefined)?.maxItems ?? MAX_ITEMS;
}

/** A list past what it may hold: the numbers are those of `contactProviders`. */
export function tooMany(path: Path, maxItems: number, items: number, { name }: MappedProvider): Violation {
  const message =
    maxItems === MAX_ITEMS
      ? `${path.join('.')} may have at most ${MAX_ITEMS} items; got ${items}.`
      : `${name} keeps at most ${maxItems} here; got ${items}.`;
  return { code: 'TOO_MANY', path, maxItems, items, message };
}

/** A text of the record. Numbers are read as text: a vendor is seen to answer digits-only texts unquoted. */
export function readText(record: JsonObject, wire: string): string | undefined {
  const value = getOwn(record, wire);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A boolean of the record. CRO Software's older answers hold the texts "True" and "False". */
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
