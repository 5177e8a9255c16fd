/** The fields that a caller can set on a new or existing contact. */
import { type ClassType, Field, InputType, Int } from 'type-graphql';
import type { EmailKind, JsonValue, Notification, PhoneKind } from '../model/contact.js';
import { unifiedFields, unifiedParts } from '../model/fields.js';
import { ContactEmailKind, ContactNotification, ContactPhoneKind } from './enums.js';
import { JSONScalar } from './json.scalar.js';

@InputType({ description: 'An email address for the contact.' })
export class ContactEmailInput {
  @Field(() => String, { description: unifiedParts['emails.address'].description })
  address!: string;

  @Field(() => ContactEmailKind, {
    nullable: true,
    description: unifiedParts['emails.kind'].description,
  })
  kind?: EmailKind | null;
}

@InputType({ description: 'A phone or fax number for the contact.' })
export class ContactPhoneInput {
  @Field(() => String, { description: unifiedParts['phones.number'].description })
  number!: string;

  @Field(() => ContactPhoneKind, {
    nullable: true,
    description: unifiedParts['phones.kind'].description,
  })
  kind?: PhoneKind | null;
}

@InputType({ description: 'A postal address for the contact.' })
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

@InputType({ description: 'The social network profiles of the contact.' })
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

@InputType({ description: 'A value for a custom field, which the provider account defines.' })
export class ContactCustomFieldInput {
  @Field(() => String, { description: unifiedParts['customFields.name'].description })
  name!: string;

  @Field(() => JSONScalar, {
    nullable: true,
    description: unifiedParts['customFields.value'].description,
  })
  value?: JsonValue;
}

/** An input type with these fields after those of `Base`. */
export function withContactFields<Base extends ClassType>(base: Base) {
  @InputType()
  class ContactFieldsInput extends base {
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
      description: 'The social network profiles.',
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
  return ContactFieldsInput;
}
