/** The row for a list that a vendor stores as one text. */
import type { Email, JsonObject } from '../model/contact.js';
import { type Decision, unlessInvalid } from './decisions.js';
import { nulls, type Row, readText } from './field-table.js';
import { emailShape, someOf, withoutKind } from './list-rows.js';
import { textField } from './text-rows.js';
import { checkJoined, checkText } from './text-rules.js';

/** Several comma-separated addresses in one text; the limit applies to the whole. */
export function joinedEmails(wire: string, { max }: { readonly max: number }): Row<readonly Email[]> {
  const { part, rules } = emailShape;
  return {
    ...nulls(wire),
    fields: [
      { ...textField(part, wire, rules), isDefault: true, joined: { maxLength: max, with: SEPARATOR } },
    ],
    decide(emails, path, provider) {
      const value = emails.map(({ address }) => address).join(SEPARATOR);
      const last = emails.length - 1;
      return emails.flatMap((email, index): readonly Decision[] => {
        const at = [...path, String(index)];
        const leaf = [...at, part];
        const violations = [
          ...checkText(email.address, rules, leaf, provider, wire),
          ...(index === last ? checkJoined(value, max, leaf, provider, wire) : []),
        ];
        const kept = (record: JsonObject) => readJoined(record, wire).includes(email.address);
        const carried = { path: leaf, wire, value, kept };
        const decision: Decision =
          last === 0
            ? { as: 'SENT', ...carried }
            : { as: 'TRANSFORMED', ...carried, reason: 'Several addresses are joined with commas.' };
        const decided = unlessInvalid(violations, decision);
        return email.kind ? [...decided, withoutKind(at, provider)] : decided;
      });
    },
    decode: (record) => someOf(readJoined(record, wire).map((address) => ({ address }))),
  };
}

const SEPARATOR = ',';

/** Tolerates white space around the commas, including line breaks. */
function readJoined(record: JsonObject, wire: string): string[] {
  const addresses = (readText(record, wire) ?? '').split(SEPARATOR).map((address) => address.trim());
  return addresses.filter((address) => address !== '');
}
