import { customFieldsBeside } from '../../mapping/custom-field-rows.js';
import type { FieldTable } from '../../mapping/field-table.js';
import { withKindNames } from '../../mapping/kind-names.js';
import { emailsByKind, phonesByKind, slot } from '../../mapping/list-rows.js';
import { text } from '../../mapping/text-rows.js';

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
  phones: withKindNames(
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
    {
      slot: 'otherPhone',
      kind: 'OTHER',
      wire: 'otherPhoneType',
      names: { WORK: 'Work', MOBILE: 'Mobile', HOME: 'Home', OTHER: 'Other' },
      default: 'WORK',
    },
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
  customFields: customFieldsBeside('*__c', {
    limits: { pattern: /^[A-Za-z0-9_]+__c$/u, expected: 'letters, digits and underscores ending in __c' },
    example: 'Department__c',
  }),
};
