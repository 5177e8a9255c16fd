/** Resends fields with a change, for a vendor that empties or resets omitted fields. */
import type { ContactChange, JsonObject } from '../model/contact.js';
import type { UnifiedField } from '../model/fields.js';
import type { Violation } from '../model/violation.js';
import { POSITION, readField, type TabledProvider } from './decide.js';
import { type FieldTable, type Resent, resentOf, rowOf } from './field-table.js';

/** The fields to resend; `ALL` means every field in the table. */
export type ResentFields = readonly UnifiedField[] | 'ALL';

export interface ResentChange {
  readonly input: ContactChange;
  /** The contact's current state, by wire name. */
  readonly present: JsonObject;
  /** What the change sets, and null for what it clears. */
  readonly wire: JsonObject;
}

/** The change plus all resent fields; violations if the contact cannot be changed this way. */
export function resend(
  provider: TabledProvider,
  resends: ResentFields,
  { input, present, wire }: ResentChange,
): JsonObject | readonly Violation[] {
  const rows = resentRows(provider.fields, resends);
  for (const { field, rule } of rows) {
    const position = POSITION[field];
    const value = readField(input, position);
    const violation = rule?.find({ present, wire, value }, position.path, provider);
    if (violation) return [violation];
  }
  const asItIs = rows.map((row) => row.asItIs(present));
  const merged = rows.map((row) => row.merge?.(present, wire));
  return Object.assign({}, ...asItIs, wire, ...merged);
}

/** The rules that depend on the contact, for forms. */
export function resentRules(
  fields: FieldTable,
  resends: ResentFields,
): (Pick<Violation, 'path' | 'code'> & { readonly when: string })[] {
  return resentRows(fields, resends).flatMap(({ field, rule }) =>
    rule ? [{ path: POSITION[field].path, code: rule.code, when: rule.when }] : [],
  );
}

function resentRows(fields: FieldTable, resends: ResentFields): (Resent & { field: UnifiedField })[] {
  const names = resends === 'ALL' ? (Object.keys(fields) as UnifiedField[]) : resends;
  return names.flatMap((field) => {
    const row = rowOf(fields, field);
    return row ? [{ field, ...resentOf(row) }] : [];
  });
}
