import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { ProviderId } from '../model/contact.js';
import { withContactFields } from './contact-fields.input.js';
import { ContactField, ContactProvider, ContactUnsupportedFieldPolicy } from './enums.js';

@InputType()
class NothingInput {}

@InputType({
  description:
    'What to change. Null and absent leave a field alone, a value sets it, and `clear` takes it away. Emails, phones and notifications are replaced as a whole, and an empty list takes them away; custom fields are set one by one, and the value null takes one away. `contactProvider` tells which fields a provider can change and clear.',
})
export class UpdateContactInput extends withContactFields(NothingInput) {
  @Field(() => [ContactField], {
    nullable: true,
    description: 'Fields to take the value from. One that is set as well is a CONFLICT.',
  })
  clear?: string[] | null;
}

const KEY =
  'Same key and same request: carried out once at most, and a success or a rejection is given again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ -';

/** The schema adds a field for every provider whose update has options; see `provider-types.ts`. */
@InputType({ description: 'How to carry the change out; the change itself is in UpdateContactInput.' })
export class UpdateContactOptions {
  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;

  @Field(() => ContactUnsupportedFieldPolicy, {
    nullable: true,
    defaultValue: 'REJECT',
    description: 'What to do with values that the provider has no place for, and with those it cannot clear.',
  })
  unsupportedFields?: 'REJECT' | 'OMIT' | null;
}

/** The schema adds a field for every provider whose removal has options; see `provider-types.ts`. */
@InputType({ description: 'How to carry the removal out.' })
export class RemoveContactOptions {
  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

const CONTACT_ID = "The contact's id: `PROVIDER:customerId:externalId`, each part percent-encoded.";

@ArgsType()
export class UpdateContactArguments {
  @Field(() => ID, { description: CONTACT_ID })
  id!: string;

  @Field(() => UpdateContactInput, { description: 'What to change.' })
  input!: UpdateContactInput;

  @Field(() => UpdateContactOptions, { nullable: true, description: 'How to carry the change out.' })
  options?: UpdateContactOptions | null;
}

@ArgsType()
export class RemoveContactArguments {
  @Field(() => ID, { description: CONTACT_ID })
  id!: string;

  @Field(() => RemoveContactOptions, { nullable: true, description: 'How to carry the removal out.' })
  options?: RemoveContactOptions | null;
}

@ArgsType()
export class ContactAttemptArguments {
  @Field(() => ContactProvider, { description: 'The provider that was asked.' })
  provider!: ProviderId;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of the provider that was asked. Absent means the default account.',
  })
  account?: string | null;

  @Field(() => ID, { description: 'The key of the earlier request.' })
  idempotencyKey!: string;
}
