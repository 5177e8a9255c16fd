/** The headers that carry a call's options. */
import { getOwn } from './field-table.js';
import type { OptionField, OptionTable } from './options.js';

type Values = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** Headers of the given options, in table order, limited to those that `isMeant` accepts. */
export function optionHeaders(
  { fields }: OptionTable,
  values: Values,
  isMeant: (field: OptionField) => boolean = () => true,
): Headers {
  const headers: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = getOwn(values, name);
    if (isGiven(value) && isMeant(field)) Object.assign(headers, headersOf(field, value));
  }
  return headers;
}

/**
 * Headers of options that select another part of the account, such as another tenant: only with them can the
 * write's result be read. Undefined if no option does that.
 */
export function scopeHeaders(table: OptionTable | undefined, values: Values): Headers | undefined {
  if (!table || !Object.values(table.fields).some(isScope)) return undefined;
  return optionHeaders(table, values, isScope);
}

function isScope({ needs }: OptionField): boolean {
  return needs === 'WHOLE_ACCOUNT';
}

function isGiven(value: unknown): boolean {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value !== null && value !== undefined && value !== false && !isEmpty;
}

function headersOf({ wire, inBody, headers }: OptionField, value: unknown): Headers {
  if (inBody) return {};
  return headers?.(value) ?? { [wire.toLowerCase()]: [value].flat().join(',') };
}
