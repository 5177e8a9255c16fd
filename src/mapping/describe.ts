/** Describes what a provider supports and requires, from its tables: for forms, docs and violations. */
import type { JsonObject, JsonValue, Path, ProviderId } from '../model/contact.js';
import {
  UNIFIED_FIELDS,
  type UnifiedField,
  type UnifiedPart,
  unifiedFields,
  unifiedParts,
} from '../model/fields.js';
import {
  type ChoiceText,
  FIELD_GROUPS,
  type FieldGroup,
  type FieldType,
  unifiedChoices,
} from '../model/form-words.js';
import { POSITION } from './decide.js';
import { clearableNames } from './decide-update.js';
import {
  capacityOf,
  type FieldCapability,
  type FieldTable,
  type Row,
  rowOf,
  wiresOf,
} from './field-table.js';
import type { OptionTable } from './options.js';
import type { ResentFields } from './resend.js';
import { textPattern } from './text-pattern.js';
import { maxLengthOf, type TextLimits } from './text-rules.js';

export interface Choice extends ChoiceText {
  readonly value: string;
}

/** See `ContactFieldCapability` in the schema. */
export interface DescribedField {
  /** Below the argument name, without list positions: `["input", "phones", "number"]`. */
  readonly path: Path;
  readonly type: FieldType;
  readonly inList: boolean;
  readonly kind: string | null;
  readonly places: number | null;
  readonly maxItems: number | null;
  readonly group: FieldGroup;
  readonly title: string;
  readonly help: string | null;
  readonly description: string;
  readonly required: boolean;
  readonly requiredUnless: readonly Path[];
  readonly excludes: readonly Path[];
  /** The operations that accept it. */
  readonly operations: readonly ('ADD' | 'UPDATE' | 'REMOVE')[];
  /** Whether an update can clear it. */
  readonly clearable: boolean;
  /** In Unicode code points. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly pattern: string | null;
  readonly format: string | null;
  readonly choices: readonly Choice[] | null;
  readonly defaultValue: JsonValue;
  /** The value that is not sent, because the provider behaves the same without it. */
  readonly impliedValue: JsonValue;
  readonly example: JsonValue;
  readonly isDefault: boolean;
  readonly fallbackFor: readonly string[];
  readonly joinedMaxLength: number | null;
  readonly joinedWith: string | null;
  readonly providerField: string;
  /** Extra schema annotations for the form of a change. */
  readonly change?: JsonObject;
}

/** What a description needs from a provider. */
export interface DescribedProvider {
  readonly id: ProviderId;
  readonly name: string;
  readonly fields: FieldTable;
  readonly write: {
    readonly options?: OptionTable;
    readonly update?: DescribedUpdate;
    readonly remove?: object;
  };
  /** A wire field's name as in the vendor's documentation. */
  wireName(wire: string): string;
}

/** Rules specific to updates. */
export interface DescribedUpdate {
  /**
   * Fields to resend even if the change does not name them, because the vendor empties or resets omitted
   * fields. `ALL` means every field in the table.
   */
  readonly resends?: ResentFields;
  /** For a change that clears a field, if the vendor has a separate call for that. */
  readonly clearing?: {
    /** Maximum text lengths in such a request, if lower than the table's. */
    readonly limits?: Readonly<Record<string, number>>;
  };
}

/** One entry per list, leaf and slot, in input order. A list with a slot per kind has an entry for each. */
export function describeFields(provider: DescribedProvider): DescribedField[] {
  return UNIFIED_FIELDS.flatMap((field) => {
    const row = rowOf(provider.fields, field);
    return row ? describeRow(provider, field, row) : [];
  });
}

function describeRow(provider: DescribedProvider, field: UnifiedField, row: Row<unknown>): DescribedField[] {
  const entry = unifiedFields[field];
  const { path } = POSITION[field];
  const isList = entry.type === 'LIST';
  const common = {
    maxItems: isList || entry.type === 'CHOICES' ? capacityOf(row) : null,
    group: entry.group,
    operations: writesOf(provider, row.addOnly),
  };
  const providerField = (leaves: readonly FieldCapability[]) =>
    wiresOf({ fields: leaves })
      .map((wire) => provider.wireName(wire))
      .join(', ');
  const required = {
    required: row.required === true || row.requiredUnless !== undefined,
    requiredUnless: (row.requiredUnless ?? []).map((other) => POSITION[other].path),
    excludes: exclusionsOf(provider.fields, field).map((other) => POSITION[other].path),
    clearable: provider.write.update !== undefined && row.cleared !== undefined,
  };
  const leaves = row.fields.map((leaf): DescribedField => {
    const text = textOf(field, leaf.part);
    return {
      ...NOTHING,
      ...text,
      ...common,
      path: leaf.part === '' ? path : [...path, leaf.part],
      inList: isList,
      title: leaf.kind === undefined ? text.title : `${text.title} (${titleOf(leaf.kind).toLowerCase()})`,
      help: text.help ?? null,
      ...(isList ? { required: leaf.part !== 'kind', clearable: isCustomValue(leaf) } : required),
      ...describeLimits(leaf.limits),
      kind: leaf.kind ?? null,
      places: leaf.places ?? null,
      isDefault: leaf.isDefault ?? false,
      fallbackFor: leaf.fallbackFor ?? [],
      minimum: leaf.minimum ?? null,
      choices: leaf.allowedValues?.map(toChoice) ?? null,
      defaultValue: leaf.defaultValue ?? null,
      impliedValue: leaf.impliedValue ?? null,
      example: leaf.example ?? text.example ?? exampleChoice(text.type, leaf),
      joinedMaxLength: leaf.joined?.maxLength ?? null,
      joinedWith: leaf.joined?.with ?? null,
      providerField: providerField([leaf]),
    };
  });
  if (!isList) return leaves;
  const texts = row.fields.filter(({ part }) => part !== 'kind');
  const list = {
    ...NOTHING,
    ...entry,
    ...common,
    ...required,
    path,
    help: entry.help ?? null,
    example: [exampleItem(leaves)],
    providerField: providerField(texts),
  };
  return [list, ...leaves];
}

/** A custom field is cleared by setting it to null. */
function isCustomValue({ part }: FieldCapability): boolean {
  return part === 'value';
}

/** The writes that a provider supports. */
export function writesOf(
  { write }: Pick<DescribedProvider, 'write'>,
  addOnly?: boolean,
): DescribedField['operations'] {
  return ['ADD', ...(write.update && !addOnly ? ['UPDATE' as const] : [])];
}

/** The first choice, as a list if the field takes several. */
function exampleChoice(type: FieldType, { allowedValues }: FieldCapability): JsonValue {
  const [first = null] = allowedValues ?? [];
  return type === 'CHOICES' && first !== null ? [first] : first;
}

/** An example list item, from the examples of its parts. */
function exampleItem(leaves: readonly DescribedField[]): JsonValue {
  const parts = leaves.filter(({ required }) => required);
  return Object.fromEntries(parts.map(({ path, example }) => [path.at(-1) ?? '', example]).reverse());
}

/** Defaults for attributes that most entries lack. */
export const NOTHING = {
  inList: false,
  kind: null,
  places: null,
  maxItems: null,
  required: false,
  requiredUnless: [],
  excludes: [],
  operations: ['ADD'],
  clearable: false,
  minLength: null,
  maxLength: null,
  minimum: null,
  maximum: null,
  pattern: null,
  format: null,
  choices: null,
  defaultValue: null,
  impliedValue: null,
  example: null,
  isDefault: false,
  fallbackFor: [],
  joinedMaxLength: null,
  joinedWith: null,
} as const;

export function describeLimits(
  limits: TextLimits | undefined,
): Pick<DescribedField, 'minLength' | 'maxLength' | 'pattern' | 'format'> {
  if (!limits) return { minLength: null, maxLength: null, pattern: null, format: null };
  return {
    minLength: limits.min ?? 1,
    maxLength: maxLengthOf(limits),
    pattern: textPattern(limits),
    format: limits.email ? 'idn-email' : null,
  };
}

/** In form order: by group. */
export function inFormOrder(fields: readonly DescribedField[]): DescribedField[] {
  return FIELD_GROUPS.flatMap((group) => fields.filter((field) => field.group === group));
}

/** Paths of which an add needs at least one; empty if a required field covers it. */
export function requiresAnyOf(fields: readonly DescribedField[]): Path[] {
  const own = fields.filter(({ inList }) => !inList);
  return own.some(({ required }) => required) ? [] : own.map(({ path }) => path);
}

/** Exclusion is mutual. */
function exclusionsOf(fields: FieldTable, field: UnifiedField): readonly UnifiedField[] {
  const excluding = UNIFIED_FIELDS.filter((other) => fields[other]?.excludes?.includes(field));
  return [...(fields[field]?.excludes ?? []), ...excluding];
}

function toChoice(value: string): Choice {
  const text = (unifiedChoices as Readonly<Record<string, ChoiceText>>)[value];
  if (!text) throw new TypeError(`A field table knows ${value}, which the field catalog does not.`);
  return { value, ...text };
}

function titleOf(kind: string): string {
  return toChoice(kind).title;
}

function textOf(field: UnifiedField, part: string): UnifiedPart {
  if (part === '') return unifiedFields[field];
  const text = (unifiedParts as Readonly<Record<string, UnifiedPart>>)[`${field}.${part}`];
  if (!text) throw new TypeError(`A field table keeps ${field}.${part}, which the unified contact has not.`);
  return text;
}

/**
 * Indexes which providers support a path below the arguments, without list positions. A path also counts if
 * anything below it is supported: `input.address` if any of its parts is.
 */
export function supportIndex(
  providers: readonly DescribedProvider[],
): (path: string) => readonly ProviderId[] {
  const kept = new Map<string, ProviderId[]>();
  for (const provider of providers) {
    for (const path of keptPaths(provider)) {
      const ids = kept.get(path);
      if (ids) ids.push(provider.id);
      else kept.set(path, [provider.id]);
    }
  }
  return (path) => kept.get(path) ?? [];
}

function keptPaths(provider: DescribedProvider): Set<string> {
  const paths = new Set<string>();
  for (const { path } of describeFields(provider)) {
    for (let length = 2; length <= path.length; length += 1) paths.add(path.slice(0, length).join('.'));
  }
  const { options, update } = provider.write;
  if (options) paths.add(`options.${options.key}`);
  for (const name of update ? clearableNames(provider.fields) : []) paths.add(`input.clear.${name}`);
  return paths;
}
