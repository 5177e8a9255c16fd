/** A slot of a list whose value names its own kind, in a field beside it. */
import type { Phone, PhoneKind } from '../model/contact.js';
import { type Decision, sent } from './decisions.js';
import { nulls, type Row, readText, resentTexts } from './field-table.js';

export interface KindNames {
  /** The wire name of the slot, and the kind that the row gives to what is in it. */
  readonly slot: string;
  readonly kind: PhoneKind;
  /** Where the kind is named. */
  readonly wire: string;
  readonly names: Readonly<Partial<Record<PhoneKind, string>>>;
  /** Of a value without a kind. */
  readonly default: PhoneKind;
}

export function withKindNames(
  row: Row<readonly Phone[]>,
  { slot, kind: own, wire, names, default: initial }: KindNames,
): Row<readonly Phone[]> {
  return {
    cleared: () => ({ ...row.cleared?.({}), ...nulls(wire).cleared() }),
    resent: {
      asItIs: (present) => ({ ...row.resent.asItIs(present), ...resentTexts(wire).asItIs(present) }),
    },
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
