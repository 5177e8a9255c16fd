import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { EmailKind, JsonValue, Notification, PhoneKind, ProviderId } from '../model/contact.js';
import type { DuplicateRule, ContactMatch as Match } from '../model/duplicates.js';
import { unifiedFields, unifiedParts } from '../model/fields.js';
import {
  ContactEmailKind,
  ContactExistsPolicy,
  ContactMatch,
  ContactNotification,
  ContactPhoneKind,
  ContactProvider,
  ContactUnsupportedFieldPolicy,
} from './enums.js';
import { JSONScalar } from './json.scalar.js';

export const ACCOUNT_ARGUMENT = 'A configured account of the provider. Absent means the default account.';

@InputType({ description: 'An email address to give the contact.' })
export class ContactEmailInput {
  @Field(() => String, { description: unifiedParts['emails.address'].description })
  address!: string;

  @Field(() => ContactEmailKind, {
    nullable: true,
    description: unifiedParts['emails.kind'].description,
  })
  kind?: EmailKind | null;
}

@InputType({ description: 'A phone or fax number to give the contact.' })
export class ContactPhoneInput {
  @Field(() => String, { description: unifiedParts['phones.number'].description })
  number!: string;

  @Field(() => ContactPhoneKind, {
    nullable: true,
    description: unifiedParts['phones.kind'].description,
  })
  kind?: PhoneKind | null;
}

@InputType({ description: 'A postal address to give the contact.' })
export class ContactAddressInput {
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

  @Field(() => String, { nullable: true, description: unifiedFields['address.country'].description })
  country?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields['address.taxRegion'].description })
  taxRegion?: string | null;
}

@InputType({ description: 'Profiles of the contact at social networks.' })
export class ContactSocialProfilesInput {
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

@InputType({ description: 'A value for a field that the provider account itself defines.' })
export class ContactCustomFieldInput {
  @Field(() => String, { description: unifiedParts['customFields.name'].description })
  name!: string;

  @Field(() => JSONScalar, {
    nullable: true,
    description: unifiedParts['customFields.value'].description,
  })
  value?: JsonValue;
}

@InputType({
  description:
    'The contact to add. Null and absent mean the same. `contactProvider` tells what each provider can keep; anything else is invalid before a call is made, or left out and listed under OMIT.',
})
export class AddContactInput {
  @Field(() => ID, { nullable: true, description: unifiedFields.externalId.description })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.name.description })
  name?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.firstName.description })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.lastName.description })
  lastName?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.salutation.description })
  salutation?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.nickname.description })
  nickname?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.jobTitle.description })
  jobTitle?: string | null;

  @Field(() => String, { nullable: true, description: unifiedFields.label.description })
  label?: string | null;

  @Field(() => [ContactEmailInput], { nullable: true, description: unifiedFields.emails.description })
  emails?: ContactEmailInput[] | null;

  @Field(() => [ContactPhoneInput], { nullable: true, description: unifiedFields.phones.description })
  phones?: ContactPhoneInput[] | null;

  @Field(() => ContactAddressInput, { nullable: true, description: 'Postal address.' })
  address?: ContactAddressInput | null;

  @Field(() => String, { nullable: true, description: unifiedFields.notes.description })
  notes?: string | null;

  @Field(() => Int, { nullable: true, description: unifiedFields.position.description })
  position?: number | null;

  @Field(() => ContactSocialProfilesInput, {
    nullable: true,
    description: 'Profiles at social networks.',
  })
  socialProfiles?: ContactSocialProfilesInput | null;

  @Field(() => Boolean, { nullable: true, description: unifiedFields.primary.description })
  primary?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: unifiedFields.enabled.description })
  enabled?: boolean | null;

  @Field(() => [ContactNotification], {
    nullable: true,
    description: unifiedFields.notifications.description,
  })
  notifications?: Notification[] | null;

  @Field(() => [ContactCustomFieldInput], {
    nullable: true,
    description: unifiedFields.customFields.description,
  })
  customFields?: ContactCustomFieldInput[] | null;
}

/** The schema has a field more for every provider with options, see `provider-types.ts`. */
@InputType({
  description: 'How to carry the request out; the contact itself is in AddContactInput.',
})
export class AddContactOptions {
  @Field(() => ID, {
    nullable: true,
    description:
      'Same key and same request: the contact is created once at most, and a success or a rejection is given again for 24 hours. 16 to 128 characters of A-Z a-z 0-9 . _ ~ -',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { nullable: true, description: ACCOUNT_ARGUMENT })
  account?: string | null;

  @Field(() => ContactUnsupportedFieldPolicy, {
    nullable: true,
    defaultValue: 'REJECT',
    description: 'What to do with values that the provider has no place for.',
  })
  unsupportedFields?: 'REJECT' | 'OMIT' | null;

  @Field(() => ContactExistsPolicy, {
    nullable: true,
    defaultValue: 'ALLOW',
    description: 'What to do when the customer has a contact that matches.',
  })
  ifExists?: 'ALLOW' | DuplicateRule['ifExists'] | null;

  @Field(() => [ContactMatch], {
    nullable: true,
    defaultValue: ['EMAIL'],
    description:
      "What the contact is compared by with the customer's contacts, where `ifExists` is not ALLOW: a contact that matches in any of these. Without a value to compare, the contact is added.",
  })
  matchBy?: Match[] | null;
}

@ArgsType()
export class AddContactArguments {
  @Field(() => ID, { description: "The customer's id at the provider." })
  customerId!: string;

  @Field(() => ContactProvider, { description: 'The provider that keeps the customer.' })
  provider!: ProviderId;

  @Field(() => AddContactInput, { description: 'The contact to add.' })
  input!: AddContactInput;

  @Field(() => AddContactOptions, { nullable: true, description: 'How to carry the request out.' })
  options?: AddContactOptions | null;
}

@ArgsType()
export class AddContactAttemptArguments {
  @Field(() => ContactProvider, { description: 'The provider that was asked.' })
  provider!: ProviderId;

  @Field(() => ID, { nullable: true, description: ACCOUNT_ARGUMENT })
  account?: string | null;

  @Field(() => ID, { description: 'The key of the earlier request.' })
  idempotencyKey!: string;
}
