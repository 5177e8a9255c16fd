import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { ProviderId } from '../model/contact.js';
import { withContactFields } from './contact-fields.input.js';
import { ContactField, ContactProvider, ContactUnsupportedFieldPolicy } from './enums.js';

@InputType()
class NothingInput {}

@InputType({
  description:
    'The changes to a contact. Null and absent do not change a field, a value sets it, and `clear` clears it. Emails, phones and notifications are replaced as a whole, and an empty list clears them. Custom fields are set one by one, and the value null clears one. `contactProvider` lists the fields that a provider can change and clear.',
})
export class UpdateContactInput extends withContactFields(NothingInput) {
  @Field(() => [ContactField], {
    nullable: true,
    description: 'The fields to clear. A field that is both set and cleared is a CONFLICT.',
  })
  clear?: string[] | null;
}

const KEY =
  'A key that makes retries safe. With the same key and the same request, the write is carried out at most once, and a success or a rejection is returned again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ -';

/** The schema adds a field for every provider whose update has options; see `provider-types.ts`. */
@InputType({
  description: 'Options that control how the update runs. `UpdateContactInput` holds the changes.',
})
export class UpdateContactOptions {
  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;

  @Field(() => ContactUnsupportedFieldPolicy, {
    nullable: true,
    defaultValue: 'REJECT',
    description: 'The policy for values that the provider cannot store and for those that it cannot clear.',
  })
  unsupportedFields?: 'REJECT' | 'OMIT' | null;
}

/** The schema adds a field for every provider whose removal has options; see `provider-types.ts`. */
@InputType({ description: 'Options that control how the removal runs.' })
export class RemoveContactOptions {
  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

const CONTACT_ID = "The contact's id: `PROVIDER:customerId:externalId`, each part percent-encoded.";

@ArgsType()
export class UpdateContactArguments {
  @Field(() => ID, { description: CONTACT_ID })
  id!: string;

  @Field(() => UpdateContactInput, { description: 'The fields to change.' })
  input!: UpdateContactInput;

  @Field(() => UpdateContactOptions, {
    nullable: true,
    description: 'Options that control how the update runs.',
  })
  options?: UpdateContactOptions | null;
}

@ArgsType()
export class RemoveContactArguments {
  @Field(() => ID, { description: CONTACT_ID })
  id!: string;

  @Field(() => RemoveContactOptions, {
    nullable: true,
    description: 'Options that control how the removal runs.',
  })
  options?: RemoveContactOptions | null;
}

@ArgsType()
export class ContactAttemptArguments {
  @Field(() => ContactProvider, { description: 'The provider of the earlier request.' })
  provider!: ProviderId;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the earlier request. Omit it for the default account.',
  })
  account?: string | null;

  @Field(() => ID, { description: 'The idempotency key of the earlier request.' })
  idempotencyKey!: string;
}
