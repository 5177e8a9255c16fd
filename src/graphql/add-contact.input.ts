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

export const ACCOUNT_ARGUMENT =
  'The name of a configured account of the provider. Omit it to use the default account.';

@InputType()
class ContactIdInput {
  @Field(() => ID, { nullable: true, description: unifiedFields.externalId.description })
  externalId?: string | null;
}

@InputType({
  description:
    'The contact to add. Null and absent mean the same. `contactProvider` lists the fields that each provider can store. Any other value is invalid before a call is made, or, under OMIT, is left out and listed.',
})
export class AddContactInput extends withContactFields(ContactIdInput) {}

/** The schema adds a field for every provider with options; see `provider-types.ts`. */
@InputType({
  description: 'Options that control how the request runs. `AddContactInput` holds the contact itself.',
})
export class AddContactOptions {
  @Field(() => ID, {
    nullable: true,
    description:
      'A key that makes retries safe. With the same key and the same request, the contact is created at most once, and a success or a rejection is returned again for 24 hours. 16 to 128 characters of A-Z a-z 0-9 . _ ~ -',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { nullable: true, description: ACCOUNT_ARGUMENT })
  account?: string | null;

  @Field(() => ContactUnsupportedFieldPolicy, {
    nullable: true,
    defaultValue: 'REJECT',
    description: 'The policy for values that the provider cannot store.',
  })
  unsupportedFields?: 'REJECT' | 'OMIT' | null;

  @Field(() => ContactExistsPolicy, {
    nullable: true,
    defaultValue: 'ALLOW',
    description: 'The policy if the customer already has a contact that matches.',
  })
  ifExists?: 'ALLOW' | DuplicateRule['ifExists'] | null;

  @Field(() => [ContactMatch], {
    nullable: true,
    defaultValue: ['EMAIL'],
    description:
      "The values to compare with the customer's contacts if `ifExists` is not ALLOW. A contact matches if any of them is equal. If the input has no value to compare, the contact is added.",
  })
  matchBy?: Match[] | null;
}

@ArgsType()
export class AddContactArguments {
  @Field(() => ID, { description: "The customer's id at the provider." })
  customerId!: string;

  @Field(() => ContactProvider, { description: 'The provider that stores the customer.' })
  provider!: ProviderId;

  @Field(() => AddContactInput, { description: 'The contact to add.' })
  input!: AddContactInput;

  @Field(() => AddContactOptions, {
    nullable: true,
    description: 'Options that control how the request runs.',
  })
  options?: AddContactOptions | null;
}

@ArgsType()
export class AddContactAttemptArguments {
  @Field(() => ContactProvider, { description: 'The provider of the earlier request.' })
  provider!: ProviderId;

  @Field(() => ID, { nullable: true, description: ACCOUNT_ARGUMENT })
  account?: string | null;

  @Field(() => ID, { description: 'The idempotency key of the earlier request.' })
  idempotencyKey!: string;
}
