/** One leaf of a provider's declared fields: its name, its place in an input, and an input with it. */

import type { DescribedField } from '../../src/mapping/describe.js';
import type { ContactInput, Path } from '../../src/model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../src/model/fields.js';
import { withField } from './inputs.js';

export function nameOf({ path, kind }: DescribedField): string {
  return [...path.slice(1), ...(kind ? [kind] : [])].join('.');
}

/** The leaf's path in an input with one item of its list. */
export function pathOf({ path }: DescribedField): Path {
  const [argument = '', head = '', ...rest] = path;
  return head === 'emails' || head === 'phones' || head === 'customFields'
    ? [argument, head, '0', ...rest]
    : path;
}

/** The unified field that the leaf belongs to. */
export function fieldNameOf({ path }: DescribedField): UnifiedField {
  const name = path.slice(1).join('.');
  return UNIFIED_FIELDS.find((field) => `${name}.`.startsWith(`${field}.`)) as UnifiedField;
}

export function withLeaf(input: ContactInput, { path, kind }: DescribedField, text: string): ContactInput {
  const [, head, part = ''] = path;
  const place = kind === null ? {} : { kind };
  if (head === 'emails') return withField(input, 'emails', [{ address: text, ...place }]);
  if (head === 'phones') return withField(input, 'phones', [{ number: text, ...place }]);
  return withField(input, (part === '' ? head : `${head}.${part}`) as UnifiedField, text);
}

/** A text; custom fields have their own section. */
export function isOfOwnWords({ path, minLength }: DescribedField): boolean {
  return minLength !== null && path[1] !== 'customFields';
}

/** Only if the vendor documents a limit; RFC 5321 allows at most 254 characters. */
export function isAddressWithLimit({ type, maxLength }: DescribedField): boolean {
  return type === 'EMAIL' && maxLength !== null && maxLength < 254;
}

/** A text with the vendor's own limit; the subgraph's limits start at 10,000 characters. */
export function isTextWithLimit({ type, maxLength }: DescribedField): boolean {
  return type !== 'EMAIL' && maxLength !== null && maxLength < 10_000;
}

/** A list with the vendor's own capacity; the subgraph allows 100 items in any list. */
export function hasCapacity({ maxItems }: DescribedField): boolean {
  return maxItems !== null && maxItems < 100;
}
