/** Rules for custom fields at every provider that supports them. */
import type { CustomField, JsonValue, Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import { type Decision, invalid, type MappedProvider } from './decisions.js';
import type { FieldCapability } from './field-table.js';
import { checkText, type TextLimits, wrongFormat } from './text-rules.js';

/** These names would reach the prototype of the target object. */
const NAME_LIMITS: TextLimits = {
  pattern: /^(?!(?:__proto__|constructor|prototype)$)/u,
  expected: 'a name that is not reserved',
};

const VALUE_LIMITS = { min: 0, multiline: true };

/** `name` holds the provider's rules for names. */
export function customFieldParts(wire: string, { limits, example }: CustomFieldName = {}): FieldCapability[] {
  return [
    { part: 'name', wires: [wire], limits: { ...NAME_LIMITS, ...limits }, ...(example && { example }) },
    { part: 'value', wires: [wire], limits: VALUE_LIMITS },
  ];
}

export interface CustomFieldName {
  readonly limits?: Pick<TextLimits, 'pattern' | 'expected'>;
  readonly example?: string;
}

/** How a provider stores custom fields. */
export interface CustomFieldRules {
  /** The wire field for all of them; null if each has its own. */
  readonly wire: string | null;
  readonly name?: CustomFieldName;
  decide(name: string, value: JsonValue, path: Path): readonly Decision[];
}

/** The decisions for each field: its violations, else the provider's decisions. */
export function decideCustomFields(
  given: readonly CustomField[],
  path: Path,
  provider: MappedProvider,
  rules: CustomFieldRules,
): Decision[] {
  const seen = new Set<string>();
  return given.flatMap(({ name, value }, index) => {
    const at = [...path, String(index)];
    const isRepeated = seen.has(name);
    const nameFaults = checkName(name, isRepeated, [...at, 'name'], provider, rules);
    const valueFaults = checkValue(value, [...at, 'value'], provider, rules.wire);
    seen.add(name);
    return nameFaults.length + valueFaults.length === 0 && value !== undefined
      ? rules.decide(name, value, at)
      : [...nameFaults, ...valueFaults].map(invalid);
  });
}

function checkName(
  name: string,
  isRepeated: boolean,
  path: Path,
  provider: MappedProvider,
  { wire, name: rule }: CustomFieldRules,
): readonly Violation[] {
  const violations = checkText(name, { ...NAME_LIMITS, ...rule?.limits }, path, provider, wire);
  if (violations.length > 0 || !isRepeated) return violations;
  return [wrongFormat(path, 'a name that occurs only once in the request')];
}

function checkValue(
  value: JsonValue | undefined,
  path: Path,
  provider: MappedProvider,
  wire: string | null,
): readonly Violation[] {
  if (value === undefined) {
    return [
      { code: 'REQUIRED', path, message: `${path.join('.')} is required. Use null to clear the field.` },
    ];
  }
  if (typeof value === 'string') return checkText(value, VALUE_LIMITS, path, provider, wire);
  const expected = 'a string, a number that can be stored exactly, a boolean or null';
  return isPlainValue(value) ? [] : [wrongFormat(path, expected)];
}

/** A whole number beyond 2^53 was rounded before it arrived, and would be sent as another. */
function isPlainValue(value: JsonValue): boolean {
  if (typeof value === 'number')
    return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return value === null || typeof value === 'boolean';
}
