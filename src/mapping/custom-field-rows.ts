/** Rows for custom fields: in a separate member, or beside the other fields. */
import type { CustomField, JsonObject } from '../model/contact.js';
import { type CustomFieldName, customFieldParts, decideCustomFields } from './custom-fields.js';
import { sent } from './decisions.js';
import { asObject, asObjects, getOwn, nulls, type Row } from './field-table.js';
import { sameValue } from './folds.js';
import { someOf } from './list-rows.js';

/** Key-value pairs in requests, a map in replies. The vendor drops keys that the account has not defined. */
export function customFieldMap(wire: string): Row<readonly CustomField[]> {
  const map = (record: JsonObject) => asObject(getOwn(record, wire));
  const pairsOf = (record: JsonObject): JsonObject[] =>
    Object.entries(map(record) ?? {}).map(([key, value]) => ({ key, value }));
  return {
    cleared: (present) => ({
      [wire]: Object.keys(map(present) ?? {}).map((key) => ({ key, value: null })),
    }),
    resent: {
      asItIs: (present) => ({ [wire]: pairsOf(present) }),
      merge(present, change) {
        const given = asObjects(getOwn(change, wire));
        const others = pairsOf(present).filter(({ key }) => !given.some((pair) => pair.key === key));
        return given.length > 0 ? { [wire]: [...others, ...given] } : {};
      },
    },
    fields: customFieldParts(wire),
    decide: (given, path, provider) => [
      { as: 'ADDED', wire, value: given.map(({ name, value = null }) => ({ key: name, value })) },
      ...decideCustomFields(given, path, provider, {
        wire,
        decide(name, value, at) {
          const kept = (record: JsonObject): boolean | undefined => {
            const answered = map(record);
            return answered && (sameValue(getOwn(answered, name), value) ?? false);
          };
          return [
            { as: 'SENT', path: [...at, 'name'], wire, kept },
            { as: 'SENT', path: [...at, 'value'], wire, kept },
          ];
        },
      }),
    ],
    decode: (record) => someOf(Object.entries(map(record) ?? {}).map(([name, value]) => ({ name, value }))),
  };
}

/** Custom fields beside the record's other fields, each under its own name; the pattern identifies them. */
export function customFieldsBeside(
  wires: string,
  name: CustomFieldName & { readonly limits: { readonly pattern: RegExp } },
): Row<readonly CustomField[]> {
  const isCustom = (wire: string) => name.limits.pattern.test(wire);
  return {
    cleared: (present) =>
      nulls(...Object.keys(present).filter((wire) => isCustom(wire) && present[wire] !== null)).cleared(),
    resent: {
      asItIs: (present) => Object.fromEntries(Object.entries(present).filter(([wire]) => isCustom(wire))),
    },
    fields: customFieldParts(wires, name),
    decide: (given, path, provider) =>
      decideCustomFields(given, path, provider, {
        wire: null,
        name,
        decide: (wire, value, at) => [
          { as: 'SENT', path: [...at, 'name'], wire },
          sent([...at, 'value'], wire, value),
        ],
      }),
    decode(record) {
      const custom = Object.entries(record).filter(([wire]) => isCustom(wire));
      return someOf(custom.map(([wire, value]) => ({ name: wire, value })));
    },
  };
}
