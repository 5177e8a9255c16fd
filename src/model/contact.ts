/**
 * The unified contact: the caller's vocabulary, the same for every provider. Every folder may import it; it
 * imports nothing.
 */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * A provider's enum value. The registry holds the list; the type is open so that a new provider needs no edit
 * here.
 */
export type ProviderId = string;

/**
 * A position in an operation's arguments, starting with the argument name: `["input", "phones", "0",
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

/** The fields a caller can set on a contact. Null and absent mean the same: not given. */
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

/** A caller's changes. Null and absent leave a field unchanged. */
export interface ContactChange extends ContactInput {
  /** Names of `contactFields`. */
  readonly clear?: readonly string[] | null | undefined;
}

/** A contact as one provider stores it. Null if the provider has no such field or does not return it. */
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
  /** The provider's own record of this contact, without data that must not be shown. */
  readonly providerRecord: JsonObject;
}

/** A customer at one provider. */
export interface CustomerRef {
  readonly provider: ProviderId;
  /** The provider account that has the customer; absent for the default account. */
  readonly account?: string | undefined;
  readonly customerId: string;
}

/** A contact at one provider. */
export interface ContactRef extends CustomerRef {
  readonly externalId: string;
}

/** Syntax of an account name. */
export const ACCOUNT_NAME = /^[a-z][a-z0-9]{0,19}$/u;

/** The first part of an id: `PROVIDER` or `PROVIDER@account`, unencoded. */
export function accountPart({ provider, account }: Pick<CustomerRef, 'provider' | 'account'>): string {
  return account === undefined ? provider : `${provider}@${account}`;
}

/** `PROVIDER:customerId` or `PROVIDER@account:customerId`, with the customer id percent-encoded. */
export function customerEntityId(customer: CustomerRef): string {
  return `${accountPart(customer)}:${encodePart(customer.customerId)}`;
}

/** The customer's entity id plus `:externalId`, also percent-encoded. */
export function contactEntityId(contact: ContactRef): string {
  return `${customerEntityId(contact)}:${encodePart(contact.externalId)}`;
}

/** A vendor id may be any text, and `encodeURIComponent` throws on one that is not well-formed. */
function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
