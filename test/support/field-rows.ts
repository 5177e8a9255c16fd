/** A field table in the form in which the facts write it down from the vendor's documents. */
import { type DescribedProvider, describeFields } from '../../src/mapping/describe.js';

export function fieldRows(provider: DescribedProvider): string[] {
  return describeFields(provider).map((field) =>
    [
      `${field.path.slice(1).join('.')}${field.required ? '!' : ''}`,
      field.kind,
      field.providerField,
      field.maxLength,
      (field.minLength ?? 1) === 1 ? null : field.minLength,
    ]
      .filter((part) => part !== null)
      .join(' '),
  );
}

/** Capacity and allowed values of each list. */
export function listRows(provider: DescribedProvider): string[] {
  const rows = describeFields(provider)
    .filter(({ maxItems, allowedValues }) => maxItems !== null || allowedValues !== null)
    .map(({ path, maxItems, allowedValues }) =>
      [path.slice(1).join('.'), maxItems, ...(allowedValues ?? [])].join(' '),
    );
  return [...new Set(rows)];
}
