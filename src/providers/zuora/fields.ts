import { checkCustomFields, customFieldLeaves } from '../../mapping/custom-fields.js';
import { type FieldTable, type Row, text } from '../../mapping/field-table.js';
import { slot } from '../../mapping/list-rows.js';
import { emailSlots, phoneSlots } from '../../mapping/slot-rows.js';
import type { CustomField } from '../../model/contact.js';

const CUSTOM = /^[A-Za-z0-9_]+__c$/;
const otherPhone = slot('otherPhone', { max: 40 });

export const fields: FieldTable = {
  firstName: text('firstName', { max: 100, required: true }),
  lastName: text('lastName', { max: 100, required: true }),
  nickname: text('nickname', { max: 100 }),
  emails: emailSlots({
    slots: {
      WORK: slot('workEmail', { max: 74 }),
      PERSONAL: slot('personalEmail', { max: 80 }),
    },
    usual: 'WORK',
  }),
  phones: phoneSlots({
    slots: {
      WORK: slot('workPhone', { max: 40 }),
      HOME: slot('homePhone', { max: 40 }),
      MOBILE: slot('mobilePhone', { max: 100 }),
      FAX: slot('fax', { max: 40 }),
      OTHER: otherPhone,
    },
    usual: 'WORK',
    overflow: {
      place: otherPhone,
      kindWire: 'otherPhoneType',
      kinds: { WORK: 'Work', MOBILE: 'Mobile', HOME: 'Home', OTHER: 'Other' },
    },
  }),
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

/** Custom fields are siblings of the others; the suffix tells them apart. */
function customFields(): Row<readonly CustomField[]> {
  return {
    leaves: customFieldLeaves('*__c'),
    encode(given, path, plan) {
      const rule = (name: string) =>
        CUSTOM.test(name) ? undefined : 'letters, digits and underscores ending in __c';
      for (const { name, value, at } of checkCustomFields(given, path, plan, null, rule)) {
        plan.carry([...at, 'name'], name);
        plan.send([...at, 'value'], name, value);
      }
    },
    decode(record) {
      const custom = Object.entries(record).filter(([name]) => CUSTOM.test(name));
      return custom.length === 0 ? undefined : custom.map(([name, value]) => ({ name, value }));
    },
  };
}
