import {
  asObjects,
  type FieldTable,
  own,
  type Row,
  readText,
  text,
  textLeaf,
  tooMany,
} from '../../mapping/field-table.js';
import { kindUnsupported, omitItem, oneEmail, phoneShape } from '../../mapping/list-rows.js';
import type { Plan } from '../../mapping/plan.js';
import { checkText } from '../../mapping/text-rules.js';
import type { JsonObject, Path, Phone, PhoneKind } from '../../model/contact.js';

const MAX_PHONES = 4;
const PHONE_TYPES: Readonly<Partial<Record<PhoneKind, number>>> = { WORK: 1, HOME: 2, FAX: 3, OTHER: 6 };
const PHONE_KINDS = Object.keys(PHONE_TYPES) as PhoneKind[];
/** RPM documents no length limits, so those of the subgraph hold. */
export const fields: FieldTable = {
  firstName: text('FirstName'),
  lastName: text('LastName'),
  salutation: text('Salutation'),
  jobTitle: text('Title'),
  emails: oneEmail('Email'),
  phones: phoneNumbers('PhoneNumbers'),
  primary: primaryFlag('IsPrimary'),
};

/** A contact can be made the primary one but not the opposite, so false is what happens anyway. */
function primaryFlag(wire: string): Row<boolean> {
  return {
    leaves: [{ part: '', wires: [wire] }],
    encode(value, path, plan) {
      // The answer never holds the flag.
      if (value) plan.send(path, wire, true, { kept: () => true });
      else plan.imply(path, 'A contact is not the primary one unless it is made so.');
    },
    decode: () => undefined,
  };
}

function phoneNumbers(wire: string): Row<readonly Phone[]> {
  return {
    leaves: [
      { ...textLeaf('number', `${wire}.Number`, phoneShape.rules), maxItems: MAX_PHONES },
      { part: 'kind', wires: [`${wire}.Type`], allowedValues: PHONE_KINDS },
    ],
    encode(phones, path, plan) {
      const sent: JsonObject[] = [];
      if (phones.length > MAX_PHONES && !plan.scope.omitUnsupported) {
        tooMany(path, MAX_PHONES, phones.length, plan);
      }
      phones.forEach((phone, index) => {
        const at = [...path, String(index)];
        const type = PHONE_TYPES[phone.kind ?? 'WORK'];
        if (type === undefined) {
          if (plan.scope.omitUnsupported) omitItem(phone, at, 'number', plan);
          else kindUnsupported(at, PHONE_KINDS, plan);
          return;
        }
        if (sent.length === MAX_PHONES) {
          omitItem(phone, at, 'number', plan);
          return;
        }
        if (!checkText(phone.number, phoneShape.rules, [...at, 'number'], plan, `${wire}.Number`)) return;
        if (isNoNumber(phone.number)) {
          refuseNoNumber([...at, 'number'], `${wire}.Number`, plan);
          return;
        }
        sent.push({ Type: type, Number: phone.number });
        const kept = (record: JsonObject) =>
          numbersOf(record, wire)?.some(
            (row) => own(row, 'Type') === type && own(row, 'Number') === phone.number,
          );
        // Without a kind the number goes with the default type.
        const how = phone.kind ? { kept } : { kept, decides: `${wire}.Type` };
        plan.carry([...at, 'number'], `${wire}.Number`, how);
        if (phone.kind) plan.carry([...at, 'kind'], `${wire}.Type`, { kept });
      });
      if (sent.length > 0) plan.wire[wire] = sent;
    },
    decode(record) {
      const phones = (numbersOf(record, wire) ?? []).flatMap(decodeNumber);
      return phones.length === 0 ? undefined : phones;
    },
  };
}

/** The vendor would keep it, but nobody could tell it from a place without a number afterwards. */
function refuseNoNumber(path: Path, wire: string, plan: Plan): void {
  const expected = 'a number and not the word none';
  plan.violate({
    code: 'FORMAT',
    path,
    expected,
    message: `${path.join('.')} must be ${expected}.`,
    providerField: plan.scope.wireName(wire),
  });
}

/** An empty number is answered as " none"; a row that holds it is a place without a number. */
function isNoNumber(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === '' || word === 'none';
}

function numbersOf(record: JsonObject, wire: string): JsonObject[] | undefined {
  const rows = own(record, wire);
  return rows === undefined ? undefined : asObjects(rows);
}

function decodeNumber(row: JsonObject): Phone[] {
  const number = readText(row, 'Number');
  if (number === undefined || isNoNumber(number)) return [];
  const kind = PHONE_KINDS.find((candidate) => PHONE_TYPES[candidate] === own(row, 'Type'));
  return [kind ? { number, kind } : { number }];
}
