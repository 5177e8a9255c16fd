import { customFieldParts, decideCustomFields } from '../../mapping/custom-fields.js';
import { type Decision, sent } from '../../mapping/decisions.js';
import { type FieldTable, nulls, type Row, readText } from '../../mapping/field-table.js';
import { emailsByKind, phonesByKind, slot, someOf } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';
import type { CustomField, JsonObject, Phone, PhoneKind } from '../../model/contact.js';

const CUSTOM = /^[A-Za-z0-9_]+__c$/u;
const CUSTOM_NAME = {
  limits: { pattern: CUSTOM, expected: 'letters, digits and underscores ending in __c' },
  example: 'Department__c',
};

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
  phones: withOtherPhoneType(
    phonesByKind({
      kinds: {
        WORK: slot('workPhone', { max: 40 }),
        HOME: slot('homePhone', { max: 40 }),
        MOBILE: slot('mobilePhone', { max: 100 }),
        FAX: slot('fax', { max: 40 }),
        OTHER: slot('otherPhone', { max: 40 }),
      },
      default: 'WORK',
      fallback: { kind: 'OTHER', for: ['WORK', 'HOME', 'MOBILE'] },
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

/** `otherPhone` holds a number of any of these kinds, and `otherPhoneType` names the kind. */
const OTHER_TYPES: Readonly<Partial<Record<PhoneKind, string>>> = {
  WORK: 'Work',
  MOBILE: 'Mobile',
  HOME: 'Home',
  OTHER: 'Other',
};

function withOtherPhoneType(row: Row<readonly Phone[]>): Row<readonly Phone[]> {
  return {
    cleared: () => ({ ...row.cleared?.({}), ...nulls('otherPhoneType').cleared() }),
    fields: row.fields.map((field) =>
      field.part === 'kind' ? { ...field, wires: [...field.wires, 'otherPhoneType'] } : field,
    ),
    decide: (phones, path, provider) =>
      row.decide(phones, path, provider, []).flatMap((decision): readonly Decision[] => {
        if (decision.as !== 'SENT' || decision.wire !== 'otherPhone') return [decision];
        const kind = phones[Number(decision.path.at(-2))]?.kind;
        const type = OTHER_TYPES[kind ?? 'WORK'] ?? '';
        if (decision.path.at(-1) === 'kind') return [sent(decision.path, 'otherPhoneType', type)];
        return kind ? [decision] : [decision, { as: 'ADDED', wire: 'otherPhoneType', value: type }];
      }),
    decode(record) {
      const type = readText(record, 'otherPhoneType');
      const named = Object.entries(OTHER_TYPES).find(([, name]) => name === type);
      const kind = (named?.[0] ?? 'OTHER') as PhoneKind;
      return row.decode(record)?.map((phone) => (phone.kind === 'OTHER' ? { ...phone, kind } : phone));
    },
  };
}

/** Custom fields are siblings of the others; the suffix tells them apart. */
function customFields(): Row<readonly CustomField[]> {
  return {
    cleared: (present) => nulls(...Object.keys(present).filter((name) => isSet(present, name))).cleared(),
    fields: customFieldParts('*__c', CUSTOM_NAME),
    decide: (given, path, provider) =>
      decideCustomFields(given, path, provider, {
        wire: null,
        name: CUSTOM_NAME,
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

function isSet(record: JsonObject, name: string): boolean {
  return CUSTOM.test(name) && record[name] !== null;
}
