/**
 * The unified contact: the words in which callers speak, whatever the provider. A leaf of vocabulary that
 * every folder may import and that imports nothing.
 */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The enum value of a provider. The registry is the list; it is open, so that a sixth needs no edit here. */
export type ProviderId = string;

/**
 * A position in the arguments of an operation, from the argument name on: `["input", "phones", "0",
 * "number"]`.
 */
export type Path = readonly string[];

export const EMAIL_KINDS = ['WORK', 'PERSONAL'] as const;
export const PHONE_KINDS = ['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER'] as const;
export const NOTIFICATIONS = [
  'ACCOUNT_EMAIL',
  'BILLING_EMAIL',
  'NEW_REQUEST',
  'ACKNOWLEDGED_REQUEST',
  'DISPATCHED_REQUEST',
  'COMPLETED_REQUEST',
  'FAILED_REQUEST',
] as const;

export type EmailKind = (typeof EMAIL_KINDS)[number];
export type PhoneKind = (typeof PHONE_KINDS)[number];
export type Notification = (typeof NOTIFICATIONS)[number];

export interface Email {
  readonly address: string;
  readonly kind?: EmailKind | null | undefined;
}

export interface Phone {
  readonly number: string;
  readonly kind?: PhoneKind | null | undefined;
}

export interface CustomField {
  readonly name: string;
  /** A string, finite number, boolean or null; anything else is invalid. */
  readonly value?: JsonValue | undefined;
}

export interface Address {
  readonly line1?: string | null | undefined;
  readonly line2?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly county?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly taxRegion?: string | null | undefined;
}

export interface SocialProfiles {
  readonly linkedIn?: string | null | undefined;
  readonly twitter?: string | null | undefined;
}

/** What a caller may say about a contact. Null and absent mean the same: nothing was said. */
export interface ContactInput {
  readonly externalId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly salutation?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly jobTitle?: string | null | undefined;
  readonly label?: string | null | undefined;
  readonly emails?: readonly Email[] | null | undefined;
  readonly phones?: readonly Phone[] | null | undefined;
  readonly address?: Address | null | undefined;
  readonly notes?: string | null | undefined;
  readonly position?: number | null | undefined;
  readonly socialProfiles?: SocialProfiles | null | undefined;
  readonly primary?: boolean | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly notifications?: readonly Notification[] | null | undefined;
  readonly customFields?: readonly CustomField[] | null | undefined;
}

/** What a caller wants changed: null and absent leave a field alone. */
export interface ContactChange extends ContactInput {
  /** Names of `contactFields`. */
  readonly clear?: readonly string[] | null | undefined;
}

/** A contact as one provider stores it. Null means the provider keeps no such thing or does not tell. */
export interface Contact {
  readonly id: string;
  readonly provider: ProviderId;
  /** Absent for the default account. */
  readonly account?: string | undefined;
  readonly customerId: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly salutation: string | null;
  readonly nickname: string | null;
  readonly jobTitle: string | null;
  readonly label: string | null;
  readonly emails: readonly Email[];
  readonly phones: readonly Phone[];
  readonly address: Address | null;
  readonly notes: string | null;
  readonly position: number | null;
  readonly socialProfiles: SocialProfiles | null;
  readonly primary: boolean | null;
  readonly enabled: boolean | null;
  readonly notifications: readonly Notification[];
  readonly customFields: readonly CustomField[];
  /** The provider's own record of this contact, without data that cannot be shown. */
  readonly providerRecord: JsonObject;
}

/** A customer at one provider. */
export interface CustomerRef {
  readonly provider: ProviderId;
  /** The name of the provider's account that has the customer; absent for the default account. */
  readonly account?: string | undefined;
  readonly customerId: string;
}

/** A contact at one provider. */
export interface ContactRef extends CustomerRef {
  readonly externalId: string;
}

/** The form of an account's name. */
export const ACCOUNT_NAME = /^[a-z][a-z0-9]{0,19}$/u;

/** The first part of ids: `PROVIDER`, or `PROVIDER@account`. It stands in them as it is. */
export function accountPart({ provider, account }: Pick<CustomerRef, 'provider' | 'account'>): string {
  return account === undefined ? provider : `${provider}@${account}`;
}

/** `PROVIDER:customerId` or `PROVIDER@account:customerId`, the second part percent-encoded. */
export function customerEntityId(customer: CustomerRef): string {
  return `${accountPart(customer)}:${encodePart(customer.customerId)}`;
}

/** The customer's id and `:externalId`, percent-encoded too. */
export function contactEntityId(contact: ContactRef): string {
  return `${customerEntityId(contact)}:${encodePart(contact.externalId)}`;
}

/** Vendors may answer any text as an id, and `encodeURIComponent` throws on one that is not well-formed. */
function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
