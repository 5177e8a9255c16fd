import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { ProviderId } from '../model/contact.js';
import type { DuplicateRule, ContactMatch as Match } from '../model/duplicates.js';
import { unifiedFields } from '../model/fields.js';
import { withContactFields } from './contact-fields.input.js';
import {
  ContactExistsPolicy,
  ContactMatch,
  ContactProvider,
  ContactUnsupportedFieldPolicy,
} from './enums.js';

export const ACCOUNT_ARGUMENT = 'A configured account of the provider. Absent means the default account.';

@InputType()
class ContactIdInput {
  @Field(() => ID, { nullable: true, description: unifiedFields.externalId.description })
  externalId?: string | null;
}

@InputType({
  description:
    'The contact to add. Null and absent mean the same. `contactProvider` tells what each provider can keep; anything else is invalid before a call is made, or left out and listed under OMIT.',
})
export class AddContactInput extends withContactFields(ContactIdInput) {}

/** The schema adds a field for every provider with options; see `provider-types.ts`. */
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
