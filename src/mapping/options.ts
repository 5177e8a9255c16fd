/**
 * Provider-specific options of a call: how to carry it out, not what the contact is. The schema's input types
 * are built from these tables.
 */
import type { Path } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';
import { MAX_ITEMS, tooMany } from './field-table.js';
import type { UnsupportedPolicy } from './folds.js';
import { checkText, codePoints, count, type TextLimits } from './text-rules.js';

export interface OptionField {
  readonly type: 'String' | 'Int' | 'Boolean' | '[String!]';
  readonly description: string;
  /** The rules that the value breaks. */
  check?(value: unknown, path: Path, provider: MappedProvider, customerId: string): readonly Violation[];
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

/** Most servers take 8 KB of headers. Half is for the credentials and what every request has. */
const MAX_HEADER_BYTES = 4096;
const NAME_AND_PADDING = 64;

/** A text option that travels in a header or the body; printable ASCII unless a pattern says otherwise. */
export function textOption(description: string, rule: TextLimits = {}): OptionField {
  return {
    type: 'String',
    description,
    check: (value, path, provider) => checkTextOption(value, rule, path, provider),
  };
}

/** A list of such texts. */
export function textListOption(description: string, rule: TextLimits = {}): OptionField {
  return {
    type: '[String!]',
    description,
    check(values, path, provider) {
      const given = values as readonly string[];
      if (given.length > MAX_ITEMS) return [tooMany(path, MAX_ITEMS, given.length, provider)];
      return given.flatMap((value, index) =>
        checkTextOption(value, rule, [...path, String(index)], provider),
      );
    },
  };
}

/** HTTP takes blanks at the ends of a header for no part of its value. */
const PRINTABLE = {
  pattern: /^(?! )[\x20-\x7e]*(?<! )$/,
  expected: 'printable ASCII text without blanks at its ends',
};

export function checkTextOption(
  value: unknown,
  rule: TextLimits,
  path: Path,
  provider: MappedProvider,
): readonly Violation[] {
  return checkText(value as string, { ...PRINTABLE, ...rule }, path, provider, null);
}

/** The rules that the given options break; options of another provider are unsupported. */
export function optionViolations(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  provider: MappedProvider,
  customerId: string,
  { supportedBy }: Pick<UnsupportedPolicy, 'supportedBy'>,
): readonly Violation[] {
  return Object.entries(given).flatMap(([key, values]): readonly Violation[] => {
    if (values === null || values === undefined) return [];
    const path = ['options', key];
    if (key !== table?.key) {
      const name = path.join('.');
      const message = `${provider.name} does not take ${name}.`;
      return [{ code: 'UNSUPPORTED', path, message, supportedBy: supportedBy(name) }];
    }
    const violations = Object.entries(table.fields).flatMap(([name, field]) => {
      const value = (values as Record<string, unknown>)[name];
      if (value === null || value === undefined) return [];
      return field.check?.(value, [...path, name], provider, customerId) ?? [];
    });
    const tooLong = headerViolation(values as Readonly<Record<string, unknown>>, table, path);
    const isReported = violations.some(
      ({ code, path: at }) => code === 'TOO_LONG' && tooLong?.path.every((part, index) => at[index] === part),
    );
    return tooLong && !isReported ? [...violations, tooLong] : violations;
  });
}

/** The longest option where all of them together are longer than servers take. */
function headerViolation(
  values: Readonly<Record<string, unknown>>,
  { headers }: OptionTable,
  path: Path,
): Violation | undefined {
  if (!headers) return undefined;
  const over = bytesOf(headers(values)) - MAX_HEADER_BYTES;
  if (over <= 0) return undefined;
  const sizes = Object.entries(values).map(([name, value]) => {
    return { name, value, bytes: bytesOf(headers({ [name]: value })) };
  });
  const longest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const length = codePoints([longest.value].flat().join(','));
  const share = Math.max(0, longest.bytes - over) / longest.bytes;
  // A header's name does not grow with the text, and encodings fill up to four bytes.
  const maxLength = Math.max(0, Math.floor(length * share) - NAME_AND_PADDING);
  const at = [...path, longest.name];
  const message = `${at.join('.')} is limited to ${count(maxLength, 'character')} here: it travels in a header; got ${length}.`;
  return { code: 'TOO_LONG', path: at, maxLength, length, message };
}

/** As they stand on the wire: name, colon, blank, value, line break. */
function bytesOf(headers: Readonly<Record<string, string>>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}
