/** The rules for custom fields that hold at every provider that keeps them. */
import type { CustomField, JsonValue, Path } from '../model/contact.js';
import type { LeafCapability } from './field-table.js';
import type { Plan } from './plan.js';
import { checkText, maxLengthOf } from './text-rules.js';

/** Names that would reach the prototype of the object they are written to. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const VALUE_LIMITS = { min: 0, multiline: true };

export function customFieldLeaves(wire: string): LeafCapability[] {
  return [
    { part: 'name', wires: [wire], maxLength: maxLengthOf({}) },
    { part: 'value', wires: [wire], maxLength: maxLengthOf(VALUE_LIMITS) },
  ];
}

/** Says of a name what it ought to be, or undefined when it is well-formed. */
export type NameRule = (name: string) => string | undefined;

/** Reports what is wrong with the fields, in order, and gives back those that may be sent with their position. */
export function checkCustomFields(
  fields: readonly CustomField[],
  path: Path,
  plan: Plan,
  wire: string | null,
  rule: NameRule = () => undefined,
): { name: string; value: JsonValue; at: Path }[] {
  const seen = new Set<string>();
  return fields.flatMap(({ name, value }, index) => {
    const at = [...path, String(index)];
    const before = plan.violations.length;
    if (checkText(name, {}, [...at, 'name'], plan, wire)) {
      const expected = RESERVED.has(name)
        ? 'a name that is not reserved'
        : seen.has(name)
          ? 'a name that no other custom field of the request has'
          : rule(name);
      if (expected) wrongFormat([...at, 'name'], expected, plan);
      seen.add(name);
    }
    if (value === undefined) {
      const message = `${[...at, 'value'].join('.')} is needed; null clears the field.`;
      plan.violate({ code: 'REQUIRED', path: [...at, 'value'], message });
    } else if (typeof value === 'string') {
      checkText(value, VALUE_LIMITS, [...at, 'value'], plan, wire);
    } else if (!isPlainValue(value)) {
      wrongFormat([...at, 'value'], 'a string, a number that is kept exactly, a boolean or null', plan);
    }
    return plan.violations.length === before && value !== undefined ? [{ name, value, at }] : [];
  });
}

/** Whole numbers beyond 2^53 were rounded before they came here, so they are refused rather than sent as others. */
function isPlainValue(value: JsonValue): boolean {
  if (typeof value === 'number')
    return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return value === null || typeof value === 'boolean';
}

function wrongFormat(path: Path, expected: string, plan: Plan): void {
  plan.violate({ code: 'FORMAT', path, expected, message: `${path.join('.')} must be ${expected}.` });
}
