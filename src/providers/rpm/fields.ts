import { type Decision, invalid } from '../../mapping/decisions.js';
import {
  asObjects,
  type FieldTable,
  getOwn,
  type Row,
  readText,
  unclearable,
} from '../../mapping/field-table.js';
import { flag } from '../../mapping/flag-rows.js';
import {
  oneEmail,
  phoneShape,
  someOf,
  unsupportedKind,
  withinCapacity,
  withoutTarget,
} from '../../mapping/list-rows.js';
import { text, textField } from '../../mapping/text-rows.js';
import { checkText, type TextLimits } from '../../mapping/text-rules.js';
import type { JsonObject, Phone, PhoneKind } from '../../model/contact.js';

const MAX_PHONES = 4;
const PHONE_TYPES: Readonly<Partial<Record<PhoneKind, number>>> = { WORK: 1, HOME: 2, FAX: 3, OTHER: 6 };
const PHONE_KINDS = Object.keys(PHONE_TYPES) as PhoneKind[];
const DEFAULT_KIND = 'WORK';
/** The vendor would keep the word, but nobody could tell it from a place without a number afterwards. */
const NUMBER: TextLimits = {
  ...phoneShape.rules,
  pattern: /^(?!\s*[Nn][Oo][Nn][Ee]\s*$)/u,
  expected: 'a number and not the word none',
};

/** RPM documents no length limits, so those of the subgraph hold. */
export const fields: FieldTable = {
  firstName: unclearable(text('FirstName')),
  lastName: unclearable(text('LastName')),
  salutation: text('Salutation'),
  jobTitle: text('Title'),
  emails: oneEmail('Email'),
  phones: phoneNumbers('PhoneNumbers'),
  primary: flag('IsPrimary', {
    onlyTrue: 'A contact is not the primary one unless it is made so.',
    isAnswered: false,
  }),
};

/** A list of numbers with their types; without a kind a number goes with the default type. */
function phoneNumbers(wire: string): Row<readonly Phone[]> {
  const [numberWire, typeWire] = [`${wire}.Number`, `${wire}.Type`];
  return {
    cleared: () => ({ [wire]: [] }),
    fields: [
      { ...textField('number', numberWire, NUMBER), maxItems: MAX_PHONES, isDefault: true },
      { part: 'kind', wires: [typeWire], allowedValues: PHONE_KINDS, defaultValue: DEFAULT_KIND },
    ],
    decide(phones, path, provider) {
      const rows: { Type: number; Number: string }[] = [];
      const decisions = phones.flatMap((phone, index): readonly Decision[] => {
        const { number, kind } = phone;
        const at = [...path, String(index)];
        const Type = PHONE_TYPES[kind ?? DEFAULT_KIND];
        if (Type === undefined) return [unsupportedKind(phone, at, 'number', provider, PHONE_KINDS)];
        if (rows.length === MAX_PHONES) return [withoutTarget(phone, at, 'number', provider, null)];
        const leaf = [...at, 'number'];
        const violations = checkText(number, NUMBER, leaf, provider, numberWire);
        if (violations.length > 0) return violations.map(invalid);
        rows.push({ Type, Number: number });
        const kept = (record: JsonObject) =>
          numbersOf(record, wire)?.some(
            (row) => getOwn(row, 'Type') === Type && getOwn(row, 'Number') === number,
          );
        return kind
          ? [
              { as: 'SENT', path: leaf, wire: numberWire, kept },
              { as: 'SENT', path: [...at, 'kind'], wire: typeWire, kept },
            ]
          : [{ as: 'SENT', path: leaf, wire: numberWire, kept, decides: typeWire }];
      });
      const added: Decision[] = rows.length > 0 ? [{ as: 'ADDED', wire, value: rows }] : [];
      return withinCapacity([...decisions, ...added], path, MAX_PHONES, phones.length, provider, [
        numberWire,
      ]);
    },
    decode: (record) => someOf((numbersOf(record, wire) ?? []).flatMap(decodeNumber)),
  };
}

/**
 * The numbers to send with a change: the given ones, in the places that are there with their ids. One that is
 * given no more is sent empty, for nothing else takes a number away. Such a place serves where there are two
 * of a type; the only one of its type is a new one, which has no id.
 */
export function changedNumbers(record: JsonObject, given?: readonly JsonObject[]): JsonObject[] {
  const rows = numbersOf(record, 'PhoneNumbers') ?? [];
  const numbered = rows.filter(hasNumber);
  if (!given) return numbered;
  const rest = [...numbered, ...rows.filter((row) => hasId(row) && !hasNumber(row))];
  const take = (isMatch: (row: JsonObject) => boolean) => {
    const at = rest.findIndex(isMatch);
    return at === -1 ? undefined : rest.splice(at, 1)[0];
  };
  const isOnly = (row: JsonObject) => given.filter((other) => hasType(other, row)).length === 1;
  const same = given.map((row) => take((other) => hasType(other, row) && other.Number === row.Number));
  const kept = given.map(
    (row, index) => same[index] ?? take((other) => hasType(other, row) && (hasNumber(other) || !isOnly(row))),
  );
  return [
    ...given.map((row, index) => ({ ...kept[index], ...row })),
    ...rest.filter(hasNumber).map((row) => ({ ...row, Number: '' })),
  ];
}

/**
 * How many of the first `given` numbers of a change find a place. No document says what becomes of a number
 * without an id where the contact has one of its type, or the change another one.
 */
export function placesIn(sent: readonly JsonObject[], given: number): number {
  const placed = sent
    .slice(0, given)
    .filter(
      (row, index) =>
        hasId(row) ||
        !sent.some((other, at) => at !== index && hasType(other, row) && (hasId(other) || at < index)),
    );
  return Math.min(placed.length, MAX_PHONES - (sent.length - given));
}

function hasType(row: JsonObject, { Type }: JsonObject): boolean {
  return getOwn(row, 'Type') === Type;
}

/** A type that has no number is answered with the id 0. */
function hasId(row: JsonObject): boolean {
  return (getOwn(row, 'PhoneNumberID') ?? 0) !== 0;
}

function hasNumber(row: JsonObject): boolean {
  return decodeNumber(row).length > 0;
}

/** An empty number is answered as " none"; a row that holds it is a place without a number. */
function isNoNumber(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === '' || word === 'none';
}

function numbersOf(record: JsonObject, wire: string): JsonObject[] | undefined {
  const rows = getOwn(record, wire);
  return rows === undefined ? undefined : asObjects(rows);
}

function decodeNumber(row: JsonObject): Phone[] {
  const number = readText(row, 'Number');
  if (number === undefined || isNoNumber(number)) return [];
  const kind = PHONE_KINDS.find((candidate) => PHONE_TYPES[candidate] === getOwn(row, 'Type'));
  return [kind ? { number, kind } : { number }];
}
