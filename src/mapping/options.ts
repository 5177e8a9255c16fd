/**
 * Provider-specific options of a call: how to carry it out, not what the contact is. The schema's input types
 * are built from these tables.
 */
import type { Path } from '../model/contact.js';
import { MAX_ITEMS, tooMany } from './field-table.js';
import type { Plan } from './plan.js';
import { checkText, codePoints, count, type TextLimits } from './text-rules.js';

export interface OptionField {
  readonly type: 'String' | 'Int' | 'Boolean' | '[String!]';
  readonly description: string;
  check?(value: unknown, path: Path, plan: Plan, customerId: string): void;
}

export interface OptionTable {
  /** Name of the field in `AddContactOptions`. */
  readonly key: string;
  readonly typeName: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, OptionField>>;
  /** The headers in which the options travel; absent where none does. */
  headers?(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>>;
}

/**
 * Servers take 8 KB of headers in all, most of them. The other half is for the credentials and what every request has.
 */
const MAX_HEADER_BYTES = 4096;
const NAME_AND_PADDING = 64;

export interface TextOptionRule extends TextLimits {
  readonly pattern?: RegExp;
  readonly expected?: string;
}

/** A text option that travels in a header or the body; printable ASCII unless a pattern says otherwise. */
export function textOption(description: string, rule: TextOptionRule = {}): OptionField {
  return {
    type: 'String',
    description,
    check: (value, path, plan) => checkTextOption(value, rule, path, plan),
  };
}

/** A list of such texts. */
export function textListOption(description: string, rule: TextOptionRule = {}): OptionField {
  return {
    type: '[String!]',
    description,
    check(values, path, plan) {
      const given = values as readonly string[];
      if (given.length > MAX_ITEMS) return tooMany(path, MAX_ITEMS, given.length, plan);
      given.forEach((value, index) => {
        checkTextOption(value, rule, [...path, String(index)], plan);
      });
    },
  };
}

/** HTTP takes blanks at the ends of a header for no part of its value. */
const PRINTABLE_ASCII = /^(?! )[\x20-\x7e]*(?<! )$/;

/** True when the text breaks no rule. */
export function checkTextOption(value: unknown, rule: TextOptionRule, path: Path, plan: Plan): boolean {
  const {
    pattern = PRINTABLE_ASCII,
    expected = 'printable ASCII text without blanks at its ends',
    ...limits
  } = rule;
  const given = value as string;
  if (!checkText(given, limits, path, plan, null)) return false;
  if (pattern.test(given)) return true;
  plan.violate({ code: 'FORMAT', path, expected, message: `${path.join('.')} must be ${expected}.` });
  return false;
}

/** Checks the options that were given; those of another provider have no place here. */
export function planOptions(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  plan: Plan,
  customerId: string,
): void {
  for (const [key, values] of Object.entries(given)) {
    if (values === null || values === undefined) continue;
    const path = ['options', key];
    if (key !== table?.key) {
      plan.violate({
        code: 'UNSUPPORTED',
        path,
        message: `${plan.scope.providerName} does not take ${path.join('.')}.`,
        supportedBy: plan.scope.supportedBy(path.join('.')),
      });
      continue;
    }
    for (const [name, field] of Object.entries(table.fields)) {
      const value = (values as Record<string, unknown>)[name];
      if (value !== null && value !== undefined) field.check?.(value, [...path, name], plan, customerId);
    }
    checkHeaders(values as Readonly<Record<string, unknown>>, table, path, plan);
  }
}

/** Reports the longest option where all of them together are longer than servers take. */
function checkHeaders(
  values: Readonly<Record<string, unknown>>,
  table: OptionTable,
  path: Path,
  plan: Plan,
): void {
  const { headers } = table;
  if (!headers) return;
  const over = bytesOf(headers(values)) - MAX_HEADER_BYTES;
  if (over <= 0) return;
  const sizes = Object.entries(values).map(([name, value]) => {
    return { name, value, bytes: bytesOf(headers({ [name]: value })) };
  });
  const longest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const at = [...path, longest.name];
  const isReported = plan.violations.some(
    (violation) => violation.code === 'TOO_LONG' && at.every((part, index) => violation.path[index] === part),
  );
  if (isReported) return;
  const length = codePoints([longest.value].flat().join(','));
  const share = Math.max(0, longest.bytes - over) / longest.bytes;
  // A header's name does not grow with the text, and encodings fill up to four bytes.
  const maxLength = Math.max(0, Math.floor(length * share) - NAME_AND_PADDING);
  const name = at.join('.');
  const message = `${name} is limited to ${count(maxLength, 'character')} here: it travels in a header; got ${length}.`;
  plan.violate({ code: 'TOO_LONG', path: at, maxLength, length, message });
}

/** As they stand on the wire: name, colon, blank, value, line break. */
function bytesOf(headers: Readonly<Record<string, string>>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}
