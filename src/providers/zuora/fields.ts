import { customFieldParts, decideCustomFields } from '../../mapping/custom-fields.js';
import { type Decision, sent } from '../../mapping/decisions.js';
import { type FieldTable, type Row, readText } from '../../mapping/field-table.js';
import { emailsByKind, phonesByKind, slot, someOf } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';
import type { CustomField, Phone, PhoneKind } from '../../model/contact.js';

const CUSTOM = /^[A-Za-z0-9_]+__c$/;

export const fields: FieldTable = {
  firstName: text('firstName', { max: 100, required: true }),
  lastName: text('lastName', { max: 100, required: true }),
  nickname: text('nickname', { max: 100 }),
  emails: emailsByKind({
    kinds: {
      WORK: slot('workEmail', { max: 74 }),
      PERSONAL: slot('personalEmail', { max: 80 }),
    },
    default: 'WORK',
  }),
  phones: withSecondPhone(
    phonesByKind({
      kinds: {
        WORK: slot('workPhone', { max: 40 }),
        HOME: slot('homePhone', { max: 40 }),
        MOBILE: slot('mobilePhone', { max: 100 }),
        FAX: slot('fax', { max: 40 }),
        OTHER: slot('otherPhone', { max: 40 }),
      },
      default: 'WORK',
    }),
  ),
  'address.line1': text('address1', { max: 255 }),
  'address.line2': text('address2', { max: 255 }),
  'address.city': text('city', { max: 40 }),
  'address.region': text('state', { max: 40 }),
  'address.county': text('county', { max: 32 }),
  'address.postalCode': text('zipCode', { max: 20 }),
  'address.country': text('country', { max: 64 }),
  'address.taxRegion': text('taxRegion', { max: 32 }),
  notes: text('contactDescription', { max: 100, multiline: true }),
  customFields: customFields(),
};

/**
 * `otherPhone` holds a number of any of these kinds, and `otherPhoneType` names the kind. It takes a second
 * number of another kind where no number of the kind OTHER is given.
 */
const OTHER_TYPES: Readonly<Partial<Record<PhoneKind, string>>> = {
  WORK: 'Work',
  MOBILE: 'Mobile',
  HOME: 'Home',
  OTHER: 'Other',
};

function withSecondPhone(row: Row<readonly Phone[]>): Row<readonly Phone[]> {
  return {
    fields: row.fields.map((field) =>
      field.part === 'kind' ? { ...field, wires: [...field.wires, 'otherPhoneType'] } : field,
    ),
    decide(phones, path, provider) {
      const second = phones.some(({ kind }) => kind === 'OTHER') ? -1 : phones.findIndex(isSecond);
      const moved = phones.map((phone, index): Phone => {
        return index === second ? { ...phone, kind: 'OTHER' } : phone;
      });
      return row.decide(moved, path, provider, []).map((decision): Decision => {
        if (decision.as !== 'SENT' || decision.wire !== 'otherPhone' || decision.path.at(-1) !== 'kind') {
          return decision;
        }
        const kind = phones[Number(decision.path.at(-2))]?.kind;
        const type = OTHER_TYPES[kind ?? 'WORK'] ?? '';
        return kind
          ? sent(decision.path, 'otherPhoneType', type)
          : { as: 'ADDED', wire: 'otherPhoneType', value: type };
      });
    },
    decode(record) {
      const type = readText(record, 'otherPhoneType');
      const named = Object.entries(OTHER_TYPES).find(([, name]) => name === type);
      const kind = (named?.[0] ?? 'OTHER') as PhoneKind;
      return row.decode(record)?.map((phone) => (phone.kind === 'OTHER' ? { ...phone, kind } : phone));
    },
  };
}

/** A number whose kind an earlier one has, and that has a type. Without a kind a number is a work phone. */
function isSecond({ kind }: Phone, index: number, phones: readonly Phone[]): boolean {
  const isSame = (earlier: Phone) => (earlier.kind ?? 'WORK') === (kind ?? 'WORK');
  return OTHER_TYPES[kind ?? 'WORK'] !== undefined && phones.slice(0, index).some(isSame);
}

/** Custom fields are siblings of the others; the suffix tells them apart. */
function customFields(): Row<readonly CustomField[]> {
  return {
    fields: customFieldParts('*__c'),
    decide: (given, path, provider) =>
      decideCustomFields(given, path, provider, {
        wire: null,
        expectedName: (name) =>
          CUSTOM.test(name) ? undefined : 'letters, digits and underscores ending in __c',
        decide: (name, value, at) => [
          { as: 'SENT', path: [...at, 'name'], wire: name },
          sent([...at, 'value'], name, value),
        ],
      }),
    decode(record) {
      const custom = Object.entries(record).filter(([name]) => CUSTOM.test(name));
      return someOf(custom.map(([name, value]) => ({ name, value })));
    },
  };
}
