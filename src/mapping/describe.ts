/** What a provider can store and needs, read from its tables: for forms, documentation and violations. */
import type { Path, ProviderId } from '../model/contact.js';
import {
  UNIFIED_FIELDS,
  type UnifiedField,
  type UnifiedFieldText,
  unifiedFields,
  unifiedParts,
} from '../model/fields.js';
import { capacityOf, type FieldCapability, type FieldTable, type Row } from './field-table.js';
import type { OptionTable } from './options.js';

export interface DescribedField {
  /** Below the argument name, list positions left out: `["input", "phones", "number"]`. */
  readonly path: Path;
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
  /** In Unicode code points. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly maxItems: number | null;
  readonly allowedValues: readonly string[] | null;
  readonly format: string | null;
  readonly providerField: string;
  /** The kind whose target this is, where every kind has a target of its own. */
  readonly kind: string | null;
}

/** What a description needs of a provider. */
export interface DescribedProvider {
  readonly id: ProviderId;
  readonly fields: FieldTable;
  readonly write: { readonly options?: OptionTable };
  /** The name of a wire field as the vendor's documentation writes it. */
  wireName(wire: string): string;
}

/** One entry per leaf and target: a list with a target for each kind has an entry for each. */
export function describeFields(provider: DescribedProvider): DescribedField[] {
  return UNIFIED_FIELDS.flatMap((field) => describeRow(provider, field, provider.fields[field]));
}

function describeRow(
  provider: DescribedProvider,
  field: UnifiedField,
  row: DescribedRow | undefined,
): DescribedField[] {
  if (!row) return [];
  return row.fields.map((leaf) => ({
    ...describeLeaf(provider, field, leaf, row.required ?? false),
    maxItems: LISTS.has(field) ? capacityOf(row) : null,
  }));
}

type DescribedRow = Pick<Row<unknown>, 'fields' | 'required'>;

const LISTS: ReadonlySet<UnifiedField> = new Set(['emails', 'phones', 'notifications', 'customFields']);

function describeLeaf(
  provider: DescribedProvider,
  field: UnifiedField,
  leaf: FieldCapability,
  required: boolean,
): Omit<DescribedField, 'maxItems'> {
  const text = leafText(field, leaf.part);
  return {
    path: ['input', ...field.split('.'), ...(leaf.part === '' ? [] : [leaf.part])],
    title: leaf.kind === undefined ? text.title : `${text.title}, ${leaf.kind}`,
    description: text.description,
    required,
    minLength: leaf.minLength ?? null,
    maxLength: leaf.maxLength ?? null,
    allowedValues: leaf.allowedValues ?? null,
    format: leaf.format ?? null,
    providerField: leaf.wires.map((wire) => provider.wireName(wire)).join(', '),
    kind: leaf.kind ?? null,
  };
}

function leafText(field: UnifiedField, part: string): UnifiedFieldText {
  if (part === '') return unifiedFields[field];
  const text = (unifiedParts as Readonly<Record<string, UnifiedFieldText>>)[`${field}.${part}`];
  if (!text) throw new TypeError(`A field table keeps ${field}.${part}, which the unified contact has not.`);
  return text;
}

/**
 * The providers that keep what stands at a path below the arguments, list positions left out. A path with
 * anything kept below it counts: `input.address` is kept where one of its parts is.
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
  const { options } = provider.write;
  if (options) paths.add(`options.${options.key}`);
  return paths;
}
