/**
 * Provider-specific options of a call: how to carry it out, not what the contact is. The schema's input types
 * are built from these tables.
 */
import { ACCOUNT_NAME, type JsonValue, type Path } from '../model/contact.js';
import type { FieldText } from '../model/fields.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';
import { MAX_ITEMS, tooMany } from './field-table.js';
import type { UnsupportedPolicy } from './folds.js';
import { checkText, codePoints, count, type TextLimits } from './text-rules.js';

/** What a caller and a form need to know of an option. */
export interface OptionText extends FieldText {
  /** The header or the name in the body that it goes to, as the vendor writes it. */
  readonly wire: string;
  readonly example?: JsonValue;
  /**
   * What a checked caller needs to give it. SCOPE: `contacts:options`. WHOLE_ACCOUNT: that, and all customers
   * of the account. Such an option leads to another part of it, where an id may be another customer's.
   */
  readonly needs?: 'SCOPE' | 'WHOLE_ACCOUNT';
  /** What of the caller's token stands in for it where the caller gives none. */
  readonly fromToken?: 'originUser';
}

export interface OptionField extends OptionText {
  readonly type: 'String' | 'Int' | 'Boolean' | '[String!]';
  /** Of a text. */
  readonly limits?: TextLimits;
  readonly minimum?: number;
  /** The rules that the value breaks beside those above, and the sentence that says when. */
  readonly also?: OptionRule;
}

export interface OptionRule {
  readonly code: ViolationCode;
  /** For a developer. */
  readonly when: string;
  check(value: unknown, path: Path, provider: MappedProvider, customerId: string): readonly Violation[];
}

export interface OptionTable {
  /** Name of the field in `AddContactOptions`. */
  readonly key: string;
  readonly typeName: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, OptionField>>;
  /** Those that callers must not give. */
  readonly withheld?: ReadonlySet<string>;
  /** The headers in which the options travel; absent where none does. */
  headers?(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>>;
}

/** Most servers take 8 KB of headers. Half is for the credentials and what every request has. */
const MAX_HEADER_BYTES = 4096;
const NAME_AND_PADDING = 64;

/** HTTP takes blanks at the ends of a header for no part of its value. */
const PRINTABLE: TextLimits = {
  pattern: /^(?! )[\x20-\x7e]*(?<! )$/u,
  expected: 'printable ASCII text without blanks at its ends',
};

/** A text option that travels in a header or the body; printable ASCII unless a pattern says otherwise. */
export function textOption(text: OptionText, limits: TextLimits = {}, also?: OptionRule): OptionField {
  return { ...text, type: 'String', limits: { ...PRINTABLE, ...limits }, ...(also && { also }) };
}

/** A list of such texts. */
export function textListOption(text: OptionText, limits: TextLimits = {}): OptionField {
  return { ...text, type: '[String!]', limits: { ...PRINTABLE, ...limits } };
}

export function flagOption(text: OptionText): OptionField {
  return { ...text, type: 'Boolean' };
}

export function integerOption(text: OptionText, minimum: number): OptionField {
  return { ...text, type: 'Int', minimum };
}

/** The option that every provider has. */
export const IDEMPOTENCY_KEY = {
  title: 'Idempotency key',
  help: 'Leave it to the form: the same key never adds a contact twice.',
  description: 'Same key and same request: the contact is created once at most.',
  type: 'String',
  wire: '',
  limits: { min: 16, max: 128, pattern: /^[\w.~-]+$/u, expected: 'letters, digits and . _ ~ -' },
  example: '0d2f6e0c-3c1b-4a4e-9d5c-7f1f3f1c2b1a',
} as const satisfies OptionField;

/** The account of the provider; which names exist is for the accounts to tell. */
export const ACCOUNT = {
  title: 'Account',
  help: 'Leave it empty for the default account.',
  description: 'A configured account of the provider. Absent means the default account.',
  type: 'String',
  wire: '',
  limits: { pattern: ACCOUNT_NAME, expected: 'the name of a configured account' },
  example: 'eu',
  also: { code: 'FORMAT', when: 'The provider has no account of that name.' },
} as const;

function checkOption(
  { limits, minimum, wire, also }: OptionField,
  value: unknown,
  path: Path,
  provider: MappedProvider,
  customerId: string,
): readonly Violation[] {
  if (Array.isArray(value) && value.length > MAX_ITEMS) {
    return [{ ...tooMany(path, MAX_ITEMS, value.length, provider), providerField: wire }];
  }
  if (minimum !== undefined && Number(value) < minimum) {
    const message = `${path.join('.')} must be ${minimum} or more for ${provider.name}.`;
    return [{ code: 'RANGE', path, minimum, maximum: null, message, providerField: wire }];
  }
  const texts: readonly unknown[] = limits ? [value].flat() : [];
  const violations = texts.flatMap((text, index) => {
    const at = Array.isArray(value) ? [...path, String(index)] : path;
    const found = checkText(String(text), limits ?? {}, at, provider, null);
    return found.map((violation) => ({ ...violation, providerField: wire }));
  });
  return violations.length > 0 || !also ? violations : also.check(value, path, provider, customerId);
}

/** The rules that the given options break; options of another provider are unsupported. */
export function optionViolations(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  provider: MappedProvider,
  customerId: string,
  { supportedBy }: Pick<UnsupportedPolicy, 'supportedBy'>,
  ofToken: Readonly<Record<string, unknown>> = {},
): readonly Violation[] {
  return Object.entries(withToken(given, table, ofToken)).flatMap(([key, values]): readonly Violation[] => {
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
      const at = [...path, name];
      if (table.withheld?.has(name) && value !== ofToken[name]) return [notAllowed(at, field)];
      return checkOption(field, value, at, provider, customerId);
    });
    const tooLong = headerViolation(values as Readonly<Record<string, unknown>>, table, path);
    const isReported = violations.some(
      ({ code, path: at }) => code === 'TOO_LONG' && tooLong?.path.every((part, index) => at[index] === part),
    );
    return tooLong && !isReported ? [...violations, tooLong] : violations;
  });
}

/** The token's values count like the caller's: all options together must fit. */
function withToken(
  given: Readonly<Record<string, unknown>>,
  table: OptionTable | undefined,
  ofToken: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!table || Object.keys(ofToken).length === 0) return given;
  const own = Object.entries(given[table.key] ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return { ...given, [table.key]: { ...ofToken, ...Object.fromEntries(own) } };
}

function notAllowed(path: Path, { wire }: OptionField): Violation {
  const message = `${path.join('.')} must not be given: the operator or the token does not allow it.`;
  return { code: 'NOT_ALLOWED', path, message, providerField: wire };
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
