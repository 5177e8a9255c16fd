/**
 * The field catalog: the unified fields in `AddContactInput` order, which is also the order of violations and
 * field fates. Schema, forms, messages and docs take their wording from it.
 */
import type { Address, ContactInput, JsonValue, Path, SocialProfiles } from './contact.js';
import type { FieldGroup, FieldType } from './form-words.js';

export interface FieldText {
  /** Form label. */
  readonly title: string;
  /** One sentence for the form's user; absent if the title is enough. */
  readonly help?: string;
  /** For developers. */
  readonly description: string;
}

export interface UnifiedPart extends FieldText {
  readonly type: FieldType;
  readonly example?: JsonValue;
  /** The form's message for an invalid value, if the generic one is not enough. */
  readonly invalid?: string;
}

export interface UnifiedFieldEntry extends UnifiedPart {
  readonly group: FieldGroup;
}

/** The caller's values by unified field. The parts of an object are separate fields. */
export type UnifiedValues = {
  [Field in Exclude<keyof ContactInput, 'address' | 'socialProfiles'>]: NonNullable<ContactInput[Field]>;
} & {
  [Part in keyof Address as `address.${Part}`]: string;
} & {
  [Part in keyof SocialProfiles as `socialProfiles.${Part}`]: string;
};

export type UnifiedField = keyof UnifiedValues;

export const unifiedFields: Readonly<Record<UnifiedField, UnifiedFieldEntry>> = {
  externalId: {
    title: 'Contact id',
    help: 'Leave it empty to let the system choose one.',
    description: "The contact's id at the provider, if the provider lets the caller choose it.",
    type: 'TEXT',
    group: 'ADVANCED',
    example: 'contact-4711',
  },
  name: {
    title: 'Full name',
    description:
      'Full name. Invalid at providers that store first and last name. Providers that store one name accept this, or firstName and lastName joined.',
    type: 'TEXT',
    group: 'PERSON',
    example: 'Ada Lovelace',
  },
  firstName: {
    title: 'First name',
    description: 'Given name of the person.',
    type: 'TEXT',
    group: 'PERSON',
    example: 'Ada',
  },
  lastName: {
    title: 'Last name',
    description: 'Family name of the person.',
    type: 'TEXT',
    group: 'PERSON',
    example: 'Lovelace',
  },
  salutation: {
    title: 'Salutation',
    help: 'How to address the person.',
    description: 'The form of address, such as Dr., Ms or Herr.',
    type: 'TEXT',
    group: 'PERSON',
    example: 'Ms',
  },
  nickname: {
    title: 'Nickname',
    description: 'The short or familiar name.',
    type: 'TEXT',
    group: 'PERSON',
    example: 'Countess',
  },
  jobTitle: {
    title: 'Job title',
    description: "The person's role at the customer.",
    type: 'TEXT',
    group: 'PERSON',
    example: 'Head of Accounting',
  },
  label: {
    title: 'Label',
    help: "A word or two that distinguish this contact from the customer's others.",
    description: "A short text that distinguishes this contact from the customer's other contacts.",
    type: 'TEXT',
    group: 'PERSON',
    example: 'Billing',
  },
  emails: {
    title: 'Email addresses',
    help: 'List the most important one first.',
    description:
      'Email addresses, the most important first. Display names, quoted local parts and invisible characters are invalid.',
    type: 'LIST',
    group: 'EMAIL',
  },
  phones: {
    title: 'Phone numbers',
    help: 'List the most important one first.',
    description: 'Phone and fax numbers, the most important first. They are stored as written.',
    type: 'LIST',
    group: 'PHONE',
  },
  'address.line1': {
    title: 'Address line 1',
    help: 'Street and number.',
    description: 'Street and number.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: '12 St James Square',
  },
  'address.line2': {
    title: 'Address line 2',
    help: 'Building, floor or apartment.',
    description: 'Building, floor or apartment.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: '2nd floor',
  },
  'address.city': {
    title: 'City',
    description: 'City or town.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'London',
  },
  'address.region': {
    title: 'State or region',
    description: 'State, province or other first-level division.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'Greater London',
  },
  'address.county': {
    title: 'County',
    help: 'Needed only if taxes depend on it.',
    description: 'County, if taxes depend on it.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'Middlesex',
  },
  'address.postalCode': {
    title: 'Postal code',
    description: 'Postal or ZIP code.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'SW1Y 4LE',
  },
  'address.country': {
    title: 'Country',
    description: 'Country, as a name or an abbreviation that the provider knows.',
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'GB',
  },
  'address.taxRegion': {
    title: 'Tax region',
    help: 'Needed only if your tax rules use one.',
    description: "Region for the provider's tax rules.",
    type: 'TEXT',
    group: 'ADDRESS',
    example: 'Zone 1',
  },
  notes: {
    title: 'Notes',
    description: 'Free text about the contact. It can contain tabs and line breaks.',
    type: 'LONG_TEXT',
    group: 'NOTES',
    example: 'Prefers to be called in the morning.',
  },
  position: {
    title: 'Position',
    help: "The customer's first contact has position 1.",
    description: "The position among the customer's contacts, starting at 1.",
    type: 'INTEGER',
    group: 'ADVANCED',
    example: 1,
  },
  'socialProfiles.linkedIn': {
    title: 'LinkedIn',
    help: 'The address of the profile.',
    description: 'Address of the LinkedIn profile. A URL must start with https:// or http://.',
    type: 'URL',
    group: 'SOCIAL',
    example: 'https://www.linkedin.com/in/ada',
    invalid: 'Enter the address of the profile, starting with https://.',
  },
  'socialProfiles.twitter': {
    title: 'Twitter',
    help: 'The address of the profile.',
    description: 'Address of the Twitter (X) profile. A URL must start with https:// or http://.',
    type: 'URL',
    group: 'SOCIAL',
    example: 'https://twitter.com/ada',
    invalid: 'Enter the address of the profile, starting with https://.',
  },
  primary: {
    title: 'Primary contact',
    help: 'The main person to contact at this customer.',
    description:
      "Whether this is the customer's primary contact. An added contact is not, unless this is true.",
    type: 'BOOLEAN',
    group: 'PERSON',
    example: true,
  },
  enabled: {
    title: 'Enabled',
    help: 'A disabled contact is stored but not used.',
    description:
      "Whether the contact is enabled. An added contact is, unless this is false, regardless of the provider's own default.",
    type: 'BOOLEAN',
    group: 'ADVANCED',
    example: true,
  },
  notifications: {
    title: 'Notifications',
    help: 'The messages that this contact receives; all others are off.',
    description: 'The events to notify the contact about. Events that are not listed are off.',
    type: 'CHOICES',
    group: 'NOTIFICATIONS',
  },
  customFields: {
    title: 'Custom fields',
    help: 'Fields that your account defines.',
    description: 'Values of custom fields that the provider account defines. Each name can occur once.',
    type: 'LIST',
    group: 'CUSTOM',
  },
};

/** The parts of the list fields, named as in a path, without positions. */
export const unifiedParts = {
  'emails.address': {
    title: 'Email address',
    description: 'One email address, such as ada@example.com.',
    type: 'EMAIL',
    example: 'ada@example.com',
    invalid: 'Enter one email address, such as ada@example.com.',
  },
  'emails.kind': {
    title: 'Kind of email address',
    description: "The kind of address. Null means the provider's default slot.",
    type: 'CHOICE',
  },
  'phones.number': {
    title: 'Phone number',
    description: 'The number to store. It is not reformatted.',
    type: 'PHONE',
    example: '+15550100',
    invalid: 'Enter one phone number, such as +15550100.',
  },
  'phones.kind': {
    title: 'Kind of phone number',
    description: "The kind of number. Null means the provider's default slot.",
    type: 'CHOICE',
  },
  'customFields.name': {
    title: 'Custom field name',
    help: 'Write it exactly as your account defines it.',
    description: "The field's name at the provider. Letter case matters.",
    type: 'TEXT',
    example: 'Department',
    invalid: 'Use each custom field once, with the name that your account defines.',
  },
  'customFields.value': {
    title: 'Custom field value',
    description: 'A string, number or boolean, or null for no value. It must not be absent.',
    type: 'CUSTOM_VALUE',
    example: 'Operations',
    invalid: 'Enter text, a number, true or false.',
  },
} satisfies Record<string, UnifiedPart>;

/** The unified fields in `AddContactInput` order. */
export const UNIFIED_FIELDS = Object.keys(unifiedFields) as readonly UnifiedField[];

/** Always set, on or off, so they cannot be cleared. */
const FLAGS: ReadonlySet<UnifiedField> = new Set(['externalId', 'primary', 'enabled']);

/** The values of `ContactField` (what an update can clear), with the unified fields each stands for. */
export const contactFields: Readonly<Record<string, readonly UnifiedField[]>> = Object.fromEntries(
  UNIFIED_FIELDS.filter((field) => !FLAGS.has(field)).flatMap((field) => {
    const [head = '', part] = field.split('.');
    const ofHead = UNIFIED_FIELDS.filter((other) => other.split('.')[0] === head);
    const own = [constantOf(field), [field]] as const;
    return part !== undefined && ofHead[0] === field ? [[constantOf(head), ofHead] as const, own] : [own];
  }),
);

/** Turns `socialProfiles.linkedIn` into `SOCIAL_PROFILES_LINKED_IN`. */
function constantOf(name: string): string {
  return name
    .replace('.', '_')
    .replace(/[a-z](?=[A-Z])/g, '$&_')
    .toUpperCase();
}

/** The catalog entry for a path below `input`, ignoring list positions. */
export function catalogEntry(path: Path): UnifiedPart | undefined {
  const name = path
    .slice(1)
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
  const entries: Readonly<Record<string, UnifiedPart>> = { ...unifiedFields, ...unifiedParts };
  return path[0] === 'input' && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
