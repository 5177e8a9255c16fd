/** Rows for fields with one text: a text, a code, or a full name given whole or in parts. */
import { invalid, sent, unlessInvalid } from './decisions.js';
import {
  type FieldCapability,
  type FieldTable,
  nulls,
  type Row,
  readText,
  unclearable,
} from './field-table.js';
import { checkJoined, checkText, type TextLimits } from './text-rules.js';

/** A text stored under one wire name. */
export function text(wire: string, limits: TextLimits = {}): Row<string> {
  return {
    required: limits.required ?? false,
    ...(!limits.required && nulls(wire)),
    fields: [textField('', wire, limits)],
    decide: (value, path, provider) =>
      unlessInvalid(checkText(value, limits, path, provider, wire), sent(path, wire, value)),
    decode: (record) => readText(record, wire),
  };
}

/** A text in a fixed format, such as a country code; `expected` describes it in violations. */
export function code(
  wire: string,
  pattern: RegExp,
  expected: string,
  limits: Omit<TextLimits, 'pattern' | 'expected'> = {},
): Row<string> {
  return text(wire, { ...limits, pattern, expected });
}

export function textField(part: string, wire: string, limits: TextLimits): FieldCapability {
  return { part, wires: [wire], limits };
}

const PARTS = ['firstName', 'lastName'] as const;

/** A provider's single name: `name`, or its parts joined. Giving both is ambiguous. */
export function oneName(
  wire: string,
  { max, required = false }: { readonly max: number; readonly required?: boolean },
): Pick<FieldTable, 'name' | (typeof PARTS)[number]> {
  return {
    name: {
      ...(required ? unclearable(text(wire, { max })) : text(wire, { max })),
      excludes: PARTS,
      ...(required && { requiredUnless: PARTS }),
    },
    firstName: namePart(wire, max, (parts) => parts.length === 1),
    lastName: namePart(wire, max, () => true),
  };
}

/** The limit applies to the joined name, so it is checked at the last part. Decoding never splits a name. */
function namePart(wire: string, max: number, isLast: (parts: readonly string[]) => boolean): Row<string> {
  return {
    joins: PARTS,
    fields: [{ ...textField('', wire, { max }), joined: { maxLength: max, with: ' ' } }],
    decide(value, path, provider, parts) {
      const joined = parts.join(' ');
      const reason =
        parts.length > 1
          ? 'First and last name are joined into one name.'
          : 'The provider stores only a full name.';
      const found = checkText(value, { max: Number.POSITIVE_INFINITY }, path, provider, wire);
      return [
        ...unlessInvalid(found, { as: 'TRANSFORMED', path, wire, value: joined, reason }),
        ...(isLast(parts) ? checkJoined(joined, max, path, provider, wire).map(invalid) : []),
      ];
    },
    decode: () => undefined,
  };
}
