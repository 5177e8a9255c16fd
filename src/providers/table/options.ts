/**
 * Provider-specific options of a call: how to carry it out, not what the contact is. The schema's input types
 * are built from these tables.
 */
import type { Path } from '../../domain/contact.js';
import { MAX_ITEMS, tooMany } from './field-table.js';
import type { Plan } from './plan.js';
import { checkText, type TextLimits } from './text-rules.js';

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
}

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
  }
}
