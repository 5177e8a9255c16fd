/**
 * Provider-specific options of a call: how to perform it, not what the contact is. The schema's input types
 * are built from these tables.
 */
import { ACCOUNT_NAME, type JsonValue, type Path } from '../model/contact.js';
import type { FieldText } from '../model/fields.js';
import type { WriteOperation } from '../model/outcome.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';
import type { TextLimits } from './text-rules.js';

/** Describes an option to callers and forms. */
export interface OptionText extends FieldText {
  /** Its header, or its name in the body, as the vendor writes it. */
  readonly wire: string;
  /** Sent in the body, where the driver puts it. */
  readonly inBody?: true;
  /** Set if the header's value differs from the option's. */
  headers?(value: unknown): Readonly<Record<string, string>>;
  readonly example?: JsonValue;
  /** Not accepted by writes to an existing contact. */
  readonly addOnly?: true;
  /**
   * What an authenticated caller needs to use it. SCOPE: `contacts:options`. WHOLE_ACCOUNT: additionally all
   * customers of the account, because the option selects another part of it, where an id may be another
   * customer's.
   */
  readonly needs?: 'SCOPE' | 'WHOLE_ACCOUNT';
  /** The token's value to use if the caller gives none. */
  readonly fromToken?: 'originUser';
}

export interface OptionField extends OptionText {
  readonly type: 'String' | 'Int' | 'Boolean' | '[String!]';
  /** For a text. */
  readonly limits?: TextLimits;
  readonly minimum?: number;
  /** Additional rules for the value, and a sentence that states them. */
  readonly also?: OptionRule;
}

export interface OptionRule {
  readonly code: ViolationCode;
  /** For developers. */
  readonly when: string;
  check(value: unknown, path: Path, provider: MappedProvider, customerId: string): readonly Violation[];
}

export interface OptionTable {
  /** The field's name in `AddContactOptions`. */
  readonly key: string;
  readonly typeName: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, OptionField>>;
  /** Options that callers must not use. */
  readonly withheld?: ReadonlySet<string>;
}

/** HTTP strips blanks at the ends of a header value. */
const PRINTABLE: TextLimits = {
  pattern: /^(?! )[\x20-\x7e]*(?<! )$/u,
  expected: 'printable ASCII text without leading or trailing spaces',
};

/** A text option in a header or the body; printable ASCII unless a pattern is given. */
export function textOption(text: OptionText, limits: TextLimits = {}, also?: OptionRule): OptionField {
  return { ...text, type: 'String', limits: { ...PRINTABLE, ...limits }, ...(also && { also }) };
}

/** A list of texts like these. */
export function textListOption(text: OptionText, limits: TextLimits = {}): OptionField {
  return { ...text, type: '[String!]', limits: { ...PRINTABLE, ...limits } };
}

/** `on` is the header's value if true; false sends no header. */
export function flagOption(text: OptionText, on: string): OptionField {
  return { ...text, type: 'Boolean', headers: () => ({ [text.wire]: on }) };
}

export function integerOption(text: OptionText, minimum: number): OptionField {
  return { ...text, type: 'Int', minimum };
}

/** The option that every provider has. */
export const IDEMPOTENCY_KEY = {
  title: 'Idempotency key',
  help: 'The form fills it in: the same key never adds a contact twice.',
  description:
    'A key that makes retries safe: with the same key and the same request, the contact is created at most once.',
  type: 'String',
  wire: '',
  limits: { min: 16, max: 128, pattern: /^[\w.~-]+$/u, expected: 'letters, digits and . _ ~ -' },
  example: '0d2f6e0c-3c1b-4a4e-9d5c-7f1f3f1c2b1a',
} as const satisfies OptionField;

/** The provider's account; only the accounts know which names exist. */
export const ACCOUNT = {
  title: 'Account',
  help: 'Leave it empty for the default account.',
  description: 'The name of a configured account of the provider. Omit it to use the default account.',
  type: 'String',
  wire: '',
  limits: { pattern: ACCOUNT_NAME, expected: 'the name of a configured account' },
  example: 'eu',
  also: { code: 'FORMAT', when: 'The provider has no account with this name.' },
} as const;

/** The options that callers may give, by name. */
export function offeredOptions(table: OptionTable | undefined): [name: string, field: OptionField][] {
  return Object.entries(table?.fields ?? {}).filter(([name]) => !table?.withheld?.has(name));
}

/** The options that a write takes; undefined if none. */
export function optionsOf(
  table: OptionTable | undefined,
  operation: WriteOperation,
): OptionTable | undefined {
  if (!table || operation === 'ADD') return table;
  const taken = Object.entries(table.fields).filter(([, field]) => !field.addOnly);
  return taken.length === 0 ? undefined : { ...table, fields: Object.fromEntries(taken) };
}
