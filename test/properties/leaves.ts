/** The caller's values, leaf by leaf in schema order. */
import type { ContactInput } from '../../src/model/contact.js';
import { type FieldName, INPUT_ORDER } from './documented.js';

export function fieldOf(input: ContactInput, field: FieldName): unknown {
  const [head = '', part] = field.split('.');
  const outer = (input as Readonly<Record<string, unknown>>)[head];
  return part === undefined ? outer : (outer as Readonly<Record<string, unknown>> | null | undefined)?.[part];
}

/**
 * Paths of values that are neither null nor absent; the value of a custom field is one leaf and may be null.
 */
export function leavesOf(input: ContactInput): string[] {
  return INPUT_ORDER.flatMap((field) => below(fieldOf(input, field), `input.${field}`));
}

const PARTS = ['address', 'number', 'kind', 'name', 'value'];

function below(value: unknown, path: string): string[] {
  if (value === undefined) return [];
  if (path.endsWith('.value')) return [path];
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => below(item, `${path}.${index}`));
  if (typeof value !== 'object') return [path];
  const parts = value as Readonly<Record<string, unknown>>;
  return PARTS.flatMap((part) => below(parts[part], `${path}.${part}`));
}
