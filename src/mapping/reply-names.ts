/**
 * For a vendor whose replies and requests use different names: rows that read its records under the request
 * names.
 */
import type { JsonObject, JsonValue, Path } from '../model/contact.js';
import type { Decision, MappedProvider } from './decisions.js';
import { type FieldTable, type Resent, type Row, resentOf } from './field-table.js';
import { sameValue } from './folds.js';

/** Maps request names to reply names, where they differ. */
export type ReplyNames = Readonly<Record<string, string>>;

export function withReplyNames(table: FieldTable, names: ReplyNames): FieldTable {
  const rows = Object.entries<Row<never>>(table as Readonly<Record<string, Row<never>>>);
  return Object.fromEntries(rows.map(([field, row]) => [field, readUnder(row, names)]));
}

/** The record that a reply would show for a request. */
export function inReplyNames(wire: JsonObject, names: ReplyNames): JsonObject {
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [names[name] ?? name, value]));
}

function readUnder<Value>(row: Row<Value>, names: ReplyNames): Row<Value> {
  return {
    ...row,
    decide: (value: Value, path: Path, provider: MappedProvider, joined: readonly string[]) =>
      row.decide(value, path, provider, joined).map((decision) => keptUnder(decision, names)),
    ...(row.cleared && { cleared: (present) => row.cleared?.(inRequestNames(present, names)) ?? {} }),
    resent: resentUnder(resentOf(row), names),
    decode: (record) => row.decode(inRequestNames(record, names)),
  };
}

function resentUnder({ asItIs, merge, rule }: Resent, names: ReplyNames): Resent {
  const asked = (present: JsonObject) => inRequestNames(present, names);
  return {
    asItIs: (present) => asItIs(asked(present)),
    ...(merge && { merge: (present, wire) => merge(asked(present), wire) }),
    ...(rule && {
      rule: {
        ...rule,
        find: (change, path, provider) =>
          rule.find({ ...change, present: asked(change.present) }, path, provider),
      },
    }),
  };
}

function keptUnder(decision: Decision, names: ReplyNames): Decision {
  if (decision.as !== 'SENT' && decision.as !== 'TRANSFORMED') return decision;
  const { kept, wire, value } = decision;
  if (!kept && value === undefined) return decision;
  return {
    ...decision,
    kept(record) {
      const asked = inRequestNames(record, names);
      return kept ? kept(asked) : sameValue(asked[wire], value ?? null);
    },
  };
}

/** A name that replies have for something else is not the request's. */
function inRequestNames(record: JsonObject, names: ReplyNames): JsonObject {
  const others = Object.entries(record).filter(([name]) => !Object.hasOwn(names, name));
  const asked: Record<string, JsonValue> = Object.fromEntries(others);
  for (const [name, answered] of Object.entries(names)) {
    if (Object.hasOwn(record, answered)) asked[name] = record[answered] as JsonValue;
  }
  return asked;
}
