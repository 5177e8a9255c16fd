/** The headers in which the options of a call travel. */
import { getOwn } from './field-table.js';
import type { OptionField, OptionTable } from './options.js';

type Values = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** Of the options that were given, in the order of their table; of those alone that `isMeant` picks. */
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
 * The headers of options that lead to another part of the account, such as another tenant: what a write with
 * these options did can be read with them only. Undefined where no option does that.
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
