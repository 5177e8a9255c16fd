/**
 * Provider-specific options of a call: how to carry it out, not what the contact is. The schema's input types
 * are built from these tables.
 */
import { ACCOUNT_NAME, type JsonValue, type Path } from '../model/contact.js';
import type { FieldText } from '../model/fields.js';
import type { WriteOperation } from '../model/outcome.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import type { MappedProvider } from './decisions.js';
import type { TextLimits } from './text-rules.js';

/** What a caller and a form need to know of an option. */
export interface OptionText extends FieldText {
  /** The header or the name in the body that it goes to, as the vendor writes it. */
  readonly wire: string;
  /** It goes to the body, and the driver puts it there. */
  readonly inBody?: true;
  /** Where the value does not stand as it is in the header that `wire` names. */
  headers?(value: unknown): Readonly<Record<string, string>>;
  readonly example?: JsonValue;
  /** Writes to a contact that exists do not take it. */
  readonly addOnly?: true;
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
}

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

/** `on` is what its header holds where it is true; without it is false. */
export function flagOption(text: OptionText, on: string): OptionField {
  return { ...text, type: 'Boolean', headers: () => ({ [text.wire]: on }) };
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

/** The options that a write takes; undefined where it takes none. */
export function optionsOf(
  table: OptionTable | undefined,
  operation: WriteOperation,
): OptionTable | undefined {
  if (!table || operation === 'ADD') return table;
  const taken = Object.entries(table.fields).filter(([, field]) => !field.addOnly);
  return taken.length === 0 ? undefined : { ...table, fields: Object.fromEntries(taken) };
}
