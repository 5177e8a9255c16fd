import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  type CustomerRef,
  customerEntityId,
  type EmailKind,
  type JsonObject,
  type JsonValue,
  type Notification,
  type PhoneKind,
  type ProviderId,
} from '../model/contact.js';
import { unifiedFields, unifiedParts } from '../model/fields.js';
import { ContactEmailKind, ContactNotification, ContactPhoneKind, ContactProvider } from './enums.js';
import { JSONScalar } from './json.scalar.js';

@ObjectType({ description: 'An email address of a contact.' })
export class ContactEmail {
  @Field(() => String, { description: unifiedParts['emails.address'].description })
  address!: string;

  @Field(() => ContactEmailKind, {
    nullable: true,
    description: 'The kind. Null if the provider stores no kinds.',
  })
  kind?: EmailKind | null;
}

@ObjectType({ description: 'A phone or fax number of a contact.' })
export class ContactPhone {
  @Field(() => String, { description: 'The number as the provider stores it.' })
  number!: string;

  @Field(() => ContactPhoneKind, {
    nullable: true,
    description: 'The kind. Null if the provider stores no kinds.',
  })
  kind?: PhoneKind | null;
}

@ObjectType({ description: 'A postal address. A part is null if the provider has no value for it.' })
export class ContactAddress {
  @Field(() => String, { nullable: true, description: unifiedFields['address.line1'].description })
  line1?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.line2'].description })
  line2?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.city'].description })
  city?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.region'].description })
  region?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.county'].description })
  county?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.postalCode'].description })
  postalCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Country as the provider writes it. Some providers return the full name for an abbreviation.',
  })
  country?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.taxRegion'].description })
  taxRegion?: string | null;
}

@ObjectType({ description: 'The social network profiles of a contact.' })
export class ContactSocialProfiles {
  @Field(() => String, {
    nullable: true,
    description: unifiedFields['socialProfiles.linkedIn'].description,
  })
  linkedIn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: unifiedFields['socialProfiles.twitter'].description,
  })
  twitter?: string | null;
}

@ObjectType({ description: 'A custom field, which the provider account defines.' })
export class ContactCustomField {
  @Field(() => String, { description: unifiedParts['customFields.name'].description })
  name!: string;

  @Field(() => JSONScalar, {
    nullable: true,
    description: 'The value, with the type that the provider returns. Null if it is empty.',
  })
  value?: JsonValue;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: [
    'A customer as one provider knows it. To reach the contacts, another subgraph returns this stub:',
    '`type ContactCustomer @key(fields: "id", resolvable: false) { id: ID! }`',
  ].join('\n'),
})
export class ContactCustomer {
  @Field(() => ID, {
    description:
      '`PROVIDER:customerId`, the second part percent-encoded. For a named account, it starts with `PROVIDER@account:`.',
  })
  id!: string;

  @Field(() => ContactProvider, { description: 'The provider that stores the customer.' })
  provider!: ProviderId;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the provider that stores the customer. Null for the default account.',
  })
  account?: string | undefined;

  @Field(() => ID, { description: "The customer's id at the provider." })
  customerId!: string;
}

/** The entity under the given id, which may not be the customer's canonical one. */
export function toCustomer({ provider, account, customerId }: CustomerRef): ContactCustomer {
  const customer = { provider, account, customerId };
  return { id: customerEntityId(customer), ...customer };
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person to reach at a customer, as one provider stores it.' })
export class Contact {
  @Field(() => ID, {
    description: [
      '`PROVIDER:customerId:externalId`, each part percent-encoded: most vendors cannot read a contact without',
      'its customer. For a named account, it starts with `PROVIDER@account:`. The format is documented so that',
      'another subgraph can build an id without sharing our enum.',
    ].join('\n'),
  })
  id!: string;

  @Field(() => ContactProvider, { description: 'The provider that stores the contact.' })
  provider!: ProviderId;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the provider that stores the contact. Null for the default account.',
  })
  account?: string | undefined;

  @Field(() => ID, { description: "The customer's id at the provider." })
  customerId!: string;

  @Field(() => ID, { description: "The contact's id at the provider." })
  externalId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The display name: the provider's full name if it has one, else the joined parts, else the first email address. Null if there is none of these.",
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The given name. Null if the provider stores only a full name: the subgraph never splits a name by guessing.',
  })
  firstName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The family name. Null if the provider stores only a full name.',
  })
  lastName!: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.salutation.description })
  salutation!: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.nickname.description })
  nickname!: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.jobTitle.description })
  jobTitle!: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.label.description })
  label!: string | null;

  @Field(() => [ContactEmail], { description: 'The email addresses. Empty if there are none.' })
  emails!: readonly ContactEmail[];

  @Field(() => [ContactPhone], { description: 'The phone and fax numbers. Empty if there are none.' })
  phones!: readonly ContactPhone[];

  @Field(() => ContactAddress, {
    nullable: true,
    description: 'The postal address. Null if the provider does not store addresses or has no part of one.',
  })
  address!: ContactAddress | null;

  @Field(() => String, { nullable: true, description: 'Free text about the contact.' })
  notes!: string | null;

  @Field(() => Int, { nullable: true, description: "The position among the customer's contacts." })
  position!: number | null;

  @Field(() => ContactSocialProfiles, {
    nullable: true,
    description: 'The social network profiles. Null if the provider does not store profiles or has none.',
  })
  socialProfiles!: ContactSocialProfiles | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether this is the customer's primary contact. Null if the provider has no concept of a primary contact or does not report it.",
  })
  primary!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the contact is enabled. Null if the provider has no concept of a disabled contact.',
  })
  enabled!: boolean | null;

  @Field(() => [ContactNotification], {
    description: 'The events that the provider notifies this contact about.',
  })
  notifications!: readonly Notification[];

  @Field(() => [ContactCustomField], {
    description: 'The custom fields as the provider returns them. Empty if it stores none.',
  })
  customFields!: readonly ContactCustomField[];

  @Field(() => JSONScalar, {
    nullable: true,
    description:
      "The provider's own record: the escape hatch for values that the unified model does not name. It omits data that is too large to return: more than 32 levels, texts over 128 KiB, and the largest members of a record over 256 KiB.",
  })
  providerRecord!: JsonObject | null;
}
