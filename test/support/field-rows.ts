/** A field table in the form in which the facts write it down from the vendor's documents. */
import { type DescribedField, type DescribedProvider, describeFields } from '../../src/mapping/describe.js';

export function fieldRows(provider: DescribedProvider): string[] {
  const described = describeFields(provider);
  const rows = described.filter(({ type }) => type !== 'LIST');
  return rows.map((field) =>
    [
      `${field.path.slice(1).join('.')}${isRequired(field, described) ? '!' : ''}`,
      field.kind,
      field.providerField,
      field.inList ? (field.joinedMaxLength ?? field.maxLength) : field.maxLength,
      (field.minLength ?? 0) > 1 ? field.minLength : null,
    ]
      .filter((part) => part !== null)
      .join(' '),
  );
}

/** Capacity and allowed values of each list. */
export function listRows(provider: DescribedProvider): string[] {
  const rows = describeFields(provider)
    .filter(({ maxItems, choices, type }) => type !== 'LIST' && (maxItems !== null || choices !== null))
    .map(({ path, maxItems, choices }) =>
      [path.slice(1).join('.'), maxItems, ...(choices ?? []).map(({ value }) => value)].join(' '),
    );
  return [...new Set(rows)];
}

/** A part of a list is marked if the list is required. */
function isRequired(
  { path, inList, ...field }: DescribedField,
  described: readonly DescribedField[],
): boolean {
  const list = described.find(({ type, path: other }) => type === 'LIST' && other[1] === path[1]);
  const { required, requiredUnless } = inList && list ? list : field;
  return required && requiredUnless.length === 0 && path.at(-1) !== 'kind';
}
