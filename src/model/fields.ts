/**
 * The unified fields in the order of `AddContactInput`, each with the words a person reads in a form, in the
 * schema and in the documentation. A leaf of vocabulary. The order is the order in which violations and
 * field fates are reported.
 */
import type { Address, ContactInput, SocialProfiles } from './contact.js';

export interface UnifiedFieldText {
  readonly title: string;
  readonly description: string;
}

/** What the caller may give, by unified field; the parts of an object are fields of their own. */
export type UnifiedValues = {
  [Field in Exclude<keyof ContactInput, 'address' | 'socialProfiles'>]: NonNullable<ContactInput[Field]>;
} & {
  [Part in keyof Address as `address.${Part}`]: string;
} & {
  [Part in keyof SocialProfiles as `socialProfiles.${Part}`]: string;
};

export type UnifiedField = keyof UnifiedValues;

export const unifiedFields: Readonly<Record<UnifiedField, UnifiedFieldText>> = {
  externalId: {
    title: 'Contact id',
    description: 'The provider-side id to give the contact, where the provider lets the caller choose it.',
  },
  name: {
    title: 'Full name',
    description:
      'Full name. Providers that keep first and last name refuse it; providers that keep one name accept this, or firstName and lastName joined.',
  },
  firstName: { title: 'First name', description: 'Given name of the person.' },
  lastName: { title: 'Last name', description: 'Family name of the person.' },
  salutation: { title: 'Salutation', description: 'How to address the person: Dr., Ms, Herr.' },
  nickname: { title: 'Nickname', description: 'Short or familiar name.' },
  jobTitle: { title: 'Job title', description: 'Role of the person at the customer.' },
  label: {
    title: 'Label',
    description: 'A short mark that tells this contact from the others of the customer.',
  },
  emails: {
    title: 'E-mail addresses',
    description:
      'E-mail addresses, the most important first. Display names, quoted local parts and invisible characters are refused.',
  },
  phones: {
    title: 'Phone numbers',
    description: 'Phone and fax numbers, the most important first, kept as they are written.',
  },
  'address.line1': { title: 'Address line 1', description: 'Street and number.' },
  'address.line2': { title: 'Address line 2', description: 'Building, floor or what else the street needs.' },
  'address.city': { title: 'City', description: 'City or town.' },
  'address.region': { title: 'Region', description: 'State, province or other first-level division.' },
  'address.county': { title: 'County', description: 'County, where it decides the tax.' },
  'address.postalCode': { title: 'Postal code', description: 'Postal or ZIP code.' },
  'address.country': {
    title: 'Country',
    description: 'Country, as a name or an abbreviation the provider knows.',
  },
  'address.taxRegion': { title: 'Tax region', description: 'Region for tax rules of the provider.' },
  notes: { title: 'Notes', description: 'Free text about the contact. May hold tabs and line breaks.' },
  position: { title: 'Position', description: "Order within the customer's contacts, from 1." },
  'socialProfiles.linkedIn': {
    title: 'LinkedIn',
    description: 'Address of the LinkedIn profile; a URL must begin with https:// or http://.',
  },
  'socialProfiles.twitter': {
    title: 'Twitter',
    description: 'Address of the Twitter (X) profile; a URL must begin with https:// or http://.',
  },
  primary: {
    title: 'Primary contact',
    description: "Whether this is the customer's primary contact. False is what every provider does anyway.",
  },
  enabled: {
    title: 'Enabled',
    description:
      "Null means true: an added contact is enabled unless the caller says otherwise, whatever the provider's own default.",
  },
  notifications: {
    title: 'Notifications',
    description: 'What to notify the contact of; everything not listed is off.',
  },
  customFields: {
    title: 'Custom fields',
    description: 'Values of custom fields that the provider account defines, each name once.',
  },
};

/** The parts of the list fields, named as they follow the field in a path. */
export const unifiedParts = {
  'emails.address': { title: 'E-mail address', description: 'One address, such as ada@example.com.' },
  'emails.kind': {
    title: 'Kind of e-mail address',
    description: "Null means the provider's usual place for an address.",
  },
  'phones.number': {
    title: 'Phone number',
    description: 'The number as it should be kept; it is not reformatted.',
  },
  'phones.kind': {
    title: 'Kind of phone number',
    description: "Null means the provider's usual place for a number.",
  },
  'customFields.name': {
    title: 'Custom field name',
    description: "The field's name at the provider, case included.",
  },
  'customFields.value': { title: 'Custom field value', description: 'A string, number, boolean or null.' },
} satisfies Record<string, UnifiedFieldText>;

/** The unified fields in the order of `AddContactInput`. */
export const UNIFIED_FIELDS = Object.keys(unifiedFields) as readonly UnifiedField[];
