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
    description: 'Null where the provider keeps no kinds.',
  })
  kind?: EmailKind | null;
}

@ObjectType({ description: 'A phone or fax number of a contact.' })
export class ContactPhone {
  @Field(() => String, { description: 'The number as the provider keeps it.' })
  number!: string;

  @Field(() => ContactPhoneKind, {
    nullable: true,
    description: 'Null where the provider keeps no kinds.',
  })
  kind?: PhoneKind | null;
}

@ObjectType({ description: 'A postal address. A part is null where the provider holds none.' })
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
    description: 'Country as the provider writes it; some answer the full name for an abbreviation.',
  })
  country?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.taxRegion'].description })
  taxRegion?: string | null;
}

@ObjectType({ description: 'Profiles of a contact at social networks.' })
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

@ObjectType({ description: 'A field that the provider account itself defines.' })
export class ContactCustomField {
  @Field(() => String, { description: unifiedParts['customFields.name'].description })
  name!: string;

  @Field(() => JSONScalar, {
    nullable: true,
    description: 'The value with the type the provider answers it in; null where it is empty.',
  })
  value?: JsonValue;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: [
    'A customer as one provider knows it. Another subgraph returns a stub of it to reach the contacts:',
    '`type ContactCustomer @key(fields: "id", resolvable: false) { id: ID! }`',
  ].join('\n'),
})
export class ContactCustomer {
  @Field(() => ID, {
    description:
      '`PROVIDER:customerId`, the second part percent-encoded. At an account with a name, it begins with `PROVIDER@account:`.',
  })
  id!: string;

  @Field(() => ContactProvider, { description: 'The provider that knows the customer.' })
  provider!: ProviderId;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the provider that has the customer. Null for the default account.',
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
      'its customer. At an account with a name, it begins with `PROVIDER@account:`. The form is documented so that',
      'another subgraph can build one without sharing our enum.',
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

  @Field(() => ID, { description: "The contact's own id at the provider." })
  externalId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What to call the person: the provider's full name where it has one, else the parts joined, else the first email address. Null where there is none of them.",
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Null where the provider keeps one full name only: names are never split by guessing.',
  })
  firstName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Null where the provider keeps one full name only.',
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

  @Field(() => [ContactEmail], { description: 'Email addresses; empty where there are none.' })
  emails!: readonly ContactEmail[];

  @Field(() => [ContactPhone], { description: 'Phone and fax numbers; empty where there are none.' })
  phones!: readonly ContactPhone[];

  @Field(() => ContactAddress, {
    nullable: true,
    description: 'Postal address. Null where the provider keeps none or holds no part of one.',
  })
  address!: ContactAddress | null;

  @Field(() => String, { nullable: true, description: 'Free text about the contact.' })
  notes!: string | null;

  @Field(() => Int, { nullable: true, description: "Order within the customer's contacts." })
  position!: number | null;

  @Field(() => ContactSocialProfiles, {
    nullable: true,
    description: 'Profiles at social networks. Null where the provider keeps or holds none.',
  })
  socialProfiles!: ContactSocialProfiles | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Null where the provider has no notion of a primary contact or does not tell.',
  })
  primary!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Null where the provider has no notion of a disabled contact.',
  })
  enabled!: boolean | null;

  @Field(() => [ContactNotification], {
    description: 'What the provider will notify this contact of.',
  })
  notifications!: readonly Notification[];

  @Field(() => [ContactCustomField], {
    description: 'Custom fields as the provider answers them; empty where it keeps none.',
  })
  customFields!: readonly ContactCustomField[];

  @Field(() => JSONScalar, {
    nullable: true,
    description:
      "The provider's own record: the escape hatch for values that the unified model does not name. It leaves out data that cannot be shown: more than 32 levels, texts of more than 128 KiB, the largest members of a record above 256 KiB.",
  })
  providerRecord!: JsonObject | null;
}
