/**
 * What a change can clear, by each vendor's documents: the values of `ContactField` with the wire names that
 * lose their value. Flags cannot be cleared; they are set to false.
 */
import type { FieldName, ProviderName } from './documented.js';

/** The field that each value of `ContactField` stands for. */
const ONE_FIELD: Readonly<Record<string, FieldName>> = {
  NAME: 'name',
  FIRST_NAME: 'firstName',
  LAST_NAME: 'lastName',
  SALUTATION: 'salutation',
  NICKNAME: 'nickname',
  JOB_TITLE: 'jobTitle',
  LABEL: 'label',
  EMAILS: 'emails',
  PHONES: 'phones',
  ADDRESS_LINE1: 'address.line1',
  ADDRESS_LINE2: 'address.line2',
  ADDRESS_CITY: 'address.city',
  ADDRESS_REGION: 'address.region',
  ADDRESS_COUNTY: 'address.county',
  ADDRESS_POSTAL_CODE: 'address.postalCode',
  ADDRESS_COUNTRY: 'address.country',
  ADDRESS_TAX_REGION: 'address.taxRegion',
  NOTES: 'notes',
  POSITION: 'position',
  SOCIAL_PROFILES_LINKED_IN: 'socialProfiles.linkedIn',
  SOCIAL_PROFILES_TWITTER: 'socialProfiles.twitter',
  NOTIFICATIONS: 'notifications',
  CUSTOM_FIELDS: 'customFields',
};

const below = (head: string) => Object.values(ONE_FIELD).filter((field) => field.startsWith(`${head}.`));

export const CLEAR_NAMES: Readonly<Record<string, readonly FieldName[]>> = {
  ...Object.fromEntries(Object.entries(ONE_FIELD).map(([name, field]) => [name, [field]])),
  ADDRESS: below('address'),
  SOCIAL_PROFILES: below('socialProfiles'),
};

const ZUORA_ADDRESS: Readonly<Record<string, readonly string[]>> = {
  ADDRESS_LINE1: ['address1'],
  ADDRESS_LINE2: ['address2'],
  ADDRESS_CITY: ['city'],
  ADDRESS_REGION: ['state'],
  ADDRESS_COUNTY: ['county'],
  ADDRESS_POSTAL_CODE: ['zipCode'],
  ADDRESS_COUNTRY: ['country'],
  ADDRESS_TAX_REGION: ['taxRegion'],
};

/** All custom fields, under any name. */
export const ALL_CUSTOM = '(custom)';

export const CLEARABLE: Readonly<Record<ProviderName, Readonly<Record<string, readonly string[]>>>> = {
  // The address is mandatory.
  CHARGEBEE: {
    FIRST_NAME: ['first_name'],
    LAST_NAME: ['last_name'],
    LABEL: ['label'],
    PHONES: ['phone'],
    NOTIFICATIONS: ['send_account_email', 'send_billing_email'],
  },
  // Every contact has a position.
  CHARTMOGUL: {
    FIRST_NAME: ['first_name'],
    LAST_NAME: ['last_name'],
    JOB_TITLE: ['title'],
    EMAILS: ['email'],
    PHONES: ['phone'],
    NOTES: ['notes'],
    SOCIAL_PROFILES: ['linked_in', 'twitter'],
    SOCIAL_PROFILES_LINKED_IN: ['linked_in'],
    SOCIAL_PROFILES_TWITTER: ['twitter'],
    CUSTOM_FIELDS: [ALL_CUSTOM],
  },
  // One name, no part of which can be removed.
  CRO: {
    NAME: ['name'],
    EMAILS: ['email'],
    PHONES: ['number', 'fax'],
    NOTIFICATIONS: [
      'notify_on_new_request',
      'notify_on_acknowledged_request',
      'notify_on_dispatched_request',
      'notify_on_completed_request',
      'notify_on_failed_request',
    ],
  },
  // "FirstName and LastName: required".
  RPM: { SALUTATION: ['Salutation'], JOB_TITLE: ['Title'], EMAILS: ['Email'], PHONES: ['PhoneNumbers'] },
  // "Only nillable fields", which excludes the two names.
  ZUORA: {
    NICKNAME: ['nickname'],
    EMAILS: ['workEmail', 'personalEmail'],
    PHONES: ['workPhone', 'homePhone', 'mobilePhone', 'fax', 'otherPhone', 'otherPhoneType'],
    ADDRESS: Object.values(ZUORA_ADDRESS).flat(),
    ...ZUORA_ADDRESS,
    NOTES: ['contactDescription'],
    CUSTOM_FIELDS: [ALL_CUSTOM],
  },
};

/** The fields that share a wire name with a clearable name, except the fields of that name. */
export const ALSO_SHARED: Readonly<Record<string, readonly FieldName[]>> = {
  'CRO NAME': ['firstName', 'lastName'],
};
