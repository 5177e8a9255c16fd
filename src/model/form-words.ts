/** Wording of forms that belongs to no single field: groups, types and choices. */
import type { EmailKind, Notification, PhoneKind } from './contact.js';

/** Form groups in display order, with titles. */
export const fieldGroups = {
  PERSON: 'Person',
  EMAIL: 'Email',
  PHONE: 'Phone',
  ADDRESS: 'Address',
  NOTIFICATIONS: 'Notifications',
  SOCIAL: 'Social profiles',
  CUSTOM: 'Custom fields',
  NOTES: 'Notes',
  ADVANCED: 'More',
} as const;

export type FieldGroup = keyof typeof fieldGroups;

export const FIELD_GROUPS = Object.keys(fieldGroups) as readonly FieldGroup[];

/** Each type and the values it accepts. */
export const fieldTypes = {
  TEXT: 'One line of text.',
  LONG_TEXT: 'Text with line breaks.',
  TEXT_LIST: 'A list of texts.',
  EMAIL: 'One email address.',
  PHONE: 'One phone or fax number.',
  URL: 'A web address, or a name that the provider turns into one.',
  INTEGER: 'A whole number.',
  BOOLEAN: 'True or false.',
  CHOICE: 'One of `choices`.',
  CHOICES: 'A list of some of `choices`.',
  CUSTOM_VALUE: 'A text, a number, true, false or null.',
  LIST: 'A list of objects. The entries below its path are the parts of an object.',
} as const;

export type FieldType = keyof typeof fieldTypes;

export interface ChoiceText {
  readonly title: string;
  readonly description: string;
}

/** The choices: kinds of emails and phones, notifications. */
export const unifiedChoices: Readonly<Record<EmailKind | PhoneKind | Notification, ChoiceText>> = {
  WORK: { title: 'Work', description: 'A work address or number.' },
  PERSONAL: { title: 'Personal', description: 'A personal address.' },
  HOME: { title: 'Home', description: 'A home number.' },
  MOBILE: { title: 'Mobile', description: 'A mobile number.' },
  FAX: { title: 'Fax', description: 'A fax number.' },
  OTHER: { title: 'Other', description: 'A number of any other kind.' },
  ACCOUNT_EMAIL: { title: 'Account emails', description: 'Emails about the account.' },
  BILLING_EMAIL: { title: 'Billing emails', description: 'Emails about bills and payments.' },
  NEW_REQUEST: { title: 'New requests', description: 'A service request was made.' },
  ACKNOWLEDGED_REQUEST: {
    title: 'Acknowledged requests',
    description: 'A service request was acknowledged.',
  },
  DISPATCHED_REQUEST: { title: 'Dispatched requests', description: 'A service request was dispatched.' },
  COMPLETED_REQUEST: { title: 'Completed requests', description: 'A service request was completed.' },
  FAILED_REQUEST: { title: 'Failed requests', description: 'A service request failed.' },
};
