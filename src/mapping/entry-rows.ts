/**
 * The row for a list that a vendor stores as entries, each with a text, a code for its kind and, once stored,
 * an id. A change is merged into the contact's entries.
 */
import type { JsonObject } from '../model/contact.js';
import { type Decision, invalid } from './decisions.js';
import { countPlaces, type EntryForm, placeEntries } from './entry-places.js';
import { asObjects, getOwn, type Resent, type Row, readText } from './field-table.js';
import {
  type ItemShape,
  type Kinded,
  someOf,
  unsupportedKind,
  withinCapacity,
  withoutTarget,
} from './list-rows.js';
import { textField } from './text-rows.js';
import { checkText, type TextLimits } from './text-rules.js';

export interface EntryRules {
  /** Field names of an entry. The id is 0 or absent in an entry that the vendor does not have. */
  readonly names: { readonly text: string; readonly kind: string; readonly id: string };
  /** The vendor's code for each supported kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** For a value without a kind. */
  readonly default: string;
  /** Maximum entries. */
  readonly capacity: number;
  readonly limits?: TextLimits;
  /** A word, in any case, that the vendor returns for an empty text. */
  readonly emptyWord?: string;
}

export function entryList<Item extends Kinded>(
  shape: ItemShape<Item>,
  wire: string,
  rules: EntryRules,
): Row<readonly Item[]> {
  const { names, kinds, default: initial, capacity } = rules;
  const [textWire, kindWire] = [`${wire}.${names.text}`, `${wire}.${names.kind}`];
  const limits = { ...shape.rules, ...rules.limits };
  const known = Object.keys(kinds);
  const isEmpty = (text: string) => ['', rules.emptyWord].includes(text.trim().toLowerCase());
  const textOf = (entry: JsonObject) => {
    const text = readText(entry, names.text);
    return text === undefined || isEmpty(text) ? undefined : text;
  };
  const entriesOf = (record: JsonObject) => asObjects(getOwn(record, wire));
  const form: EntryForm = {
    text: names.text,
    isSameKind: (entry, other) => getOwn(entry, names.kind) === other[names.kind],
    hasId: (entry) => (getOwn(entry, names.id) ?? 0) !== 0,
    hasText: (entry) => textOf(entry) !== undefined,
  };

  return {
    cleared: () => ({ [wire]: [] }),
    resent: resentEntries(wire, capacity, form),
    fields: [
      { ...textField(shape.part, textWire, limits), maxItems: capacity, isDefault: true },
      { part: 'kind', wires: [kindWire], allowedValues: known, defaultValue: initial },
    ],
    decide(items, path, provider) {
      const entries: JsonObject[] = [];
      const decisions = items.flatMap((item, index): readonly Decision[] => {
        const at = [...path, String(index)];
        const code = kinds[item.kind ?? initial];
        if (code === undefined) return [unsupportedKind(item, at, shape.part, provider, known)];
        if (entries.length === capacity) return [withoutTarget(item, at, shape.part, provider, null)];
        const leaf = [...at, shape.part];
        const text = shape.text(item);
        const violations = checkText(text, limits, leaf, provider, textWire);
        if (violations.length > 0) return violations.map(invalid);
        entries.push({ [names.kind]: code, [names.text]: text });
        const isIt = (entry: JsonObject) =>
          getOwn(entry, names.kind) === code && getOwn(entry, names.text) === text;
        const kept = (record: JsonObject) =>
          Object.hasOwn(record, wire) ? entriesOf(record).some(isIt) : undefined;
        const sent = { as: 'SENT', path: leaf, wire: textWire, kept } as const;
        return item.kind
          ? [sent, { ...sent, path: [...at, 'kind'], wire: kindWire }]
          : [{ ...sent, decides: kindWire }];
      });
      const added: Decision[] = entries.length > 0 ? [{ as: 'ADDED', wire, value: entries }] : [];
      return withinCapacity([...decisions, ...added], path, capacity, items.length, provider, [textWire]);
    },
    decode: (record) =>
      someOf(
        entriesOf(record).flatMap((entry) => {
          const text = textOf(entry);
          const kind = known.find((name) => kinds[name] === getOwn(entry, names.kind));
          return text === undefined ? [] : [shape.make(text, kind)];
        }),
      ),
  };
}

/** Resends the entries, and reports a change that does not fit them. */
function resentEntries(wire: string, capacity: number, form: EntryForm): Resent {
  const listOf = (record: JsonObject) => asObjects(getOwn(record, wire));
  const place = (present: JsonObject, change: JsonObject) =>
    placeEntries(listOf(present), listOf(change), form);
  return {
    asItIs: (present) => listIn(wire, listOf(present).filter(form.hasText)),
    merge: (present, change) => (Object.hasOwn(change, wire) ? listIn(wire, place(present, change)) : {}),
    rule: {
      code: 'TOO_MANY',
      when: `The change has more values of a kind than the contact has slots for, or it would change more than ${capacity} entries.`,
      find({ present, wire: change }, path, provider) {
        const items = listOf(change).length;
        const maxItems = items === 0 ? 0 : countPlaces(place(present, change), items, capacity, form);
        if (items <= maxItems) return undefined;
        const message = `${provider.name} has slots for ${maxItems} of ${items} values: one change adds at most one value of a kind and changes at most ${capacity}.`;
        return { code: 'TOO_MANY', path, maxItems, items, message, providerField: provider.wireName(wire) };
      },
    },
  };
}

function listIn(wire: string, entries: readonly JsonObject[]): JsonObject {
  return entries.length > 0 ? { [wire]: entries } : {};
}
