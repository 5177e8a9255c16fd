/**
 * The design's field table, written down once more as data: wire name and limits of each field with one text.
 * Other rules are in `reference.ts`.
 */
import { providers } from '../../src/providers/registry.js';

export type ProviderName = 'CHARGEBEE' | 'CHARTMOGUL' | 'CRO' | 'RPM' | 'ZUORA';

export interface DocumentedText {
  readonly wire: string;
  readonly max?: number;
  readonly min?: number;
  readonly multiline?: boolean;
  readonly email?: boolean;
  readonly phone?: boolean;
  readonly webUrl?: boolean;
}

/** Our limits for fields without a documented one; a longer text gets no other violation. */
export const OWN_MAX = { address: 254, line: 10_000, lines: 65_536 } as const;
/** Items of any list, and violations of any answer. */
export const ITEMS_MAX = 100;
export const VIOLATIONS_MAX = 100;

/** The arguments in schema order, with the parts of nested ones. */
export const INPUT_ORDER = [
  'externalId',
  'name',
  'firstName',
  'lastName',
  'salutation',
  'nickname',
  'jobTitle',
  'label',
  'emails',
  'phones',
  'address.line1',
  'address.line2',
  'address.city',
  'address.region',
  'address.county',
  'address.postalCode',
  'address.country',
  'address.taxRegion',
  'notes',
  'position',
  'socialProfiles.linkedIn',
  'socialProfiles.twitter',
  'primary',
  'enabled',
  'notifications',
  'customFields',
] as const;

export type FieldName = (typeof INPUT_ORDER)[number];

export const TEXTS: Readonly<Record<ProviderName, Partial<Record<FieldName, DocumentedText>>>> = {
  CHARGEBEE: {
    externalId: { wire: 'id', max: 150 },
    firstName: { wire: 'first_name', max: 150 },
    lastName: { wire: 'last_name', max: 150 },
    label: { wire: 'label', max: 50 },
  },
  CHARTMOGUL: {
    firstName: { wire: 'first_name' },
    lastName: { wire: 'last_name' },
    jobTitle: { wire: 'title' },
    notes: { wire: 'notes', multiline: true },
    'socialProfiles.linkedIn': { wire: 'linked_in', webUrl: true },
    'socialProfiles.twitter': { wire: 'twitter', webUrl: true },
  },
  CRO: { name: { wire: 'name', max: 128 } },
  RPM: {
    firstName: { wire: 'FirstName' },
    lastName: { wire: 'LastName' },
    salutation: { wire: 'Salutation' },
    jobTitle: { wire: 'Title' },
  },
  ZUORA: {
    firstName: { wire: 'firstName', max: 100 },
    lastName: { wire: 'lastName', max: 100 },
    nickname: { wire: 'nickname', max: 100 },
    'address.line1': { wire: 'address1', max: 255 },
    'address.line2': { wire: 'address2', max: 255 },
    'address.city': { wire: 'city', max: 40 },
    'address.region': { wire: 'state', max: 40 },
    'address.county': { wire: 'county', max: 32 },
    'address.postalCode': { wire: 'zipCode', max: 20 },
    'address.country': { wire: 'country', max: 64 },
    'address.taxRegion': { wire: 'taxRegion', max: 32 },
    notes: { wire: 'contactDescription', max: 100, multiline: true },
  },
};

/** The registered providers with a model here. Conformance tests the others with its own inputs. */
export const modelled: readonly ProviderName[] = providers.map(({ id }) => id).filter(isModelled);

function isModelled(id: string): id is ProviderName {
  return Object.hasOwn(TEXTS, id);
}

export const REQUIRED: Readonly<Record<ProviderName, readonly FieldName[]>> = {
  CHARGEBEE: ['emails'],
  CHARTMOGUL: [],
  CRO: [],
  RPM: [],
  ZUORA: ['firstName', 'lastName'],
};

/** The one field for an address; Zuora has one per kind, CRO Software one for all together. */
export const EMAIL: Readonly<Record<'CHARGEBEE' | 'CHARTMOGUL' | 'RPM', DocumentedText>> = {
  CHARGEBEE: { wire: 'email', max: 70, email: true },
  CHARTMOGUL: { wire: 'email', email: true },
  RPM: { wire: 'Email', email: true },
};

export const ZUORA_EMAILS: Readonly<Record<string, DocumentedText>> = {
  WORK: { wire: 'workEmail', max: 74, email: true },
  PERSONAL: { wire: 'personalEmail', max: 80, email: true },
};

export const CRO_EMAILS_MAX = 256;
export const CRO_NAME_MAX = 128;

export const PHONE: Readonly<Record<'CHARGEBEE' | 'CHARTMOGUL', DocumentedText>> = {
  CHARGEBEE: { wire: 'phone', max: 50, phone: true },
  CHARTMOGUL: { wire: 'phone', phone: true },
};

export const ZUORA_PHONES: Readonly<Record<string, DocumentedText>> = {
  WORK: { wire: 'workPhone', max: 40, phone: true },
  HOME: { wire: 'homePhone', max: 40, phone: true },
  MOBILE: { wire: 'mobilePhone', max: 100, phone: true },
  FAX: { wire: 'fax', max: 40, phone: true },
  OTHER: { wire: 'otherPhone', max: 40, phone: true },
};
/** The names of each number kind in the field for others, where a fax cannot go. */
export const ZUORA_OTHER_TYPES: Readonly<Record<string, string>> = {
  WORK: 'Work',
  HOME: 'Home',
  MOBILE: 'Mobile',
  OTHER: 'Other',
};

export const CRO_PHONES = {
  usual: { wire: 'number', max: 90, phone: true },
  FAX: { wire: 'fax', min: 7, max: 15, phone: true },
} as const;

export const RPM_PHONE_TYPES: Readonly<Record<string, number>> = { WORK: 1, HOME: 2, FAX: 3, OTHER: 6 };
export const RPM_PHONES_MAX = 4;

export const NOTIFICATIONS: Readonly<Partial<Record<ProviderName, Readonly<Record<string, string>>>>> = {
  CHARGEBEE: { ACCOUNT_EMAIL: 'send_account_email', BILLING_EMAIL: 'send_billing_email' },
  CRO: {
    NEW_REQUEST: 'notify_on_new_request',
    ACKNOWLEDGED_REQUEST: 'notify_on_acknowledged_request',
    DISPATCHED_REQUEST: 'notify_on_dispatched_request',
    COMPLETED_REQUEST: 'notify_on_completed_request',
    FAILED_REQUEST: 'notify_on_failed_request',
  },
};

/** The form of customer ids, each written by hand from the design's sentence. */
export const CUSTOMER_IDS: Readonly<Record<ProviderName, (id: string) => boolean>> = {
  CHARGEBEE: (id) => {
    const points = [...id];
    const isBad = (point: string) =>
      '/\\?#%;\ufffd'.includes(point) ||
      point.trim() === '' ||
      /\p{Cf}/u.test(point) ||
      isControl(point.codePointAt(0) ?? 0, false);
    return (
      points.length >= 1 &&
      points.length <= 50 &&
      id.isWellFormed() &&
      !points.some(isBad) &&
      id !== '.' &&
      id !== '..'
    );
  },
  CHARTMOGUL: (id) => {
    const [prefix, ...groups] = [id.slice(0, 4), ...id.slice(4).split('-')];
    const lengths = groups.map((group) => group.length).join();
    return prefix === 'cus_' && lengths === '8,4,4,4,12' && [...groups.join('')].every((sign) => isHex(sign));
  },
  CRO: (id) => isPositive(id, 9_223_372_036_854_775_807n),
  RPM: (id) => isPositive(id, 2_147_483_647n),
  ZUORA: (id) =>
    id.length >= 1 &&
    id.length <= 255 &&
    [...id].every((sign) => isAlphanumeric(sign) || '._-'.includes(sign)) &&
    id !== '.' &&
    id !== '..',
};

/** Control characters and line separators; tabs and line breaks are allowed in texts of several lines. */
export function isControl(point: number, multiline: boolean): boolean {
  if (multiline && (point === 9 || point === 10 || point === 13)) return false;
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point === 0x2028 || point === 0x2029;
}

export function isZuoraAccountId(id: string): boolean {
  return id.length >= 32 && [...id].every((sign) => isHex(sign));
}

function isPositive(id: string, most: bigint): boolean {
  const isDecimal = id !== '' && [...id].every((sign) => sign >= '0' && sign <= '9') && id[0] !== '0';
  return isDecimal && id.length < 30 && BigInt(id) <= most;
}

function isHex(sign: string): boolean {
  return sign.length === 1 && '0123456789abcdefABCDEF'.includes(sign);
}

export function isAlphanumeric(sign: string): boolean {
  return sign.length === 1 && '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.includes(sign);
}
