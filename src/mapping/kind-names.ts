/** A list slot whose value's kind is stored in a separate field. */
import type { Phone, PhoneKind } from '../model/contact.js';
import { type Decision, sent } from './decisions.js';
import { nulls, type Row, readText } from './field-table.js';

export interface KindNames {
  /** The slot's wire name, and the kind that the row assigns to its value. */
  readonly slot: string;
  readonly kind: PhoneKind;
  /** The wire field that names the kind. */
  readonly wire: string;
  readonly names: Readonly<Partial<Record<PhoneKind, string>>>;
  /** For a value without a kind. */
  readonly default: PhoneKind;
}

export function withKindNames(
  row: Row<readonly Phone[]>,
  { slot, kind: own, wire, names, default: initial }: KindNames,
): Row<readonly Phone[]> {
  return {
    cleared: () => ({ ...row.cleared?.({}), ...nulls(wire).cleared() }),
    fields: row.fields.map((field) =>
      field.part === 'kind' ? { ...field, wires: [...field.wires, wire] } : field,
    ),
    decide: (phones, path, provider) =>
      row.decide(phones, path, provider, []).flatMap((decision): readonly Decision[] => {
        if (decision.as !== 'SENT' || decision.wire !== slot) return [decision];
        const kind = phones[Number(decision.path.at(-2))]?.kind;
        const name = names[kind ?? initial] ?? '';
        if (decision.path.at(-1) === 'kind') return [sent(decision.path, wire, name)];
        return kind ? [decision] : [decision, { as: 'ADDED', wire, value: name }];
      }),
    decode(record) {
      const name = readText(record, wire);
      const [named = own] = Object.entries(names).find(([, other]) => other === name) ?? [];
      const kind = named as PhoneKind;
      return row.decode(record)?.map((phone) => (phone.kind === own ? { ...phone, kind } : phone));
    },
  };
}
