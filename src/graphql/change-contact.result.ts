/** The result unions of `updateContact`, `removeContact` and `contactAttempt`, and the preview. */
import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { WritePreview } from './add-contact.preview.js';
import {
  AddContactSuccess,
  ContactCustomerNotFoundError,
  ContactDuplicateError,
  ContactFieldFate,
  ContactInputInvalidError,
  ContactNotFoundError,
  ContactOperationUnsupportedError,
  FAILURES_OF_ANY_WRITE,
  REQUEST_ID,
} from './add-contact.result.js';
import { Contact, ContactCustomer } from './contact.type.js';
import { AddContactAttemptState, ContactOperation } from './enums.js';

const REPLAYED =
  'Whether an earlier request with this key carried out the write. False if this request found its own outcome.';
@ObjectType({ description: 'The contact was changed.' })
export class UpdateContactSuccess {
  @Field(() => Contact, {
    description:
      "The contact as the provider returned it. If the provider's call returns no contact, it is the contact as read before the change, with the change applied. A caller without permission to read sees only the values that its own request wrote.",
  })
  contact!: Contact;

  @Field(() => Boolean, { description: REPLAYED })
  replayed!: boolean;

  @Field(() => [ContactFieldFate], {
    description:
      'The outcome of every supplied leaf of `input` and every entry of `clear`, exactly once each.',
  })
  fields!: ContactFieldFate[];

  @Field(() => ID, { description: REQUEST_ID })
  requestId!: string;
}

@ObjectType({ description: 'The contact was removed.' })
export class RemoveContactSuccess {
  @Field(() => ID, { description: 'The id of the removed contact.' })
  contactId!: string;

  @Field(() => ContactCustomer, { description: 'The customer that had the contact.' })
  customer!: ContactCustomer;

  @Field(() => Boolean, { description: REPLAYED })
  replayed!: boolean;

  @Field(() => ID, { description: REQUEST_ID })
  requestId!: string;
}

export const UpdateContactResult = createUnionType({
  name: 'UpdateContactResult',
  description:
    'The result of `updateContact`. Switch on `__typename`. Every failure implements `ContactError`.',
  types: () =>
    [
      UpdateContactSuccess,
      ContactInputInvalidError,
      ContactNotFoundError,
      ContactDuplicateError,
      ContactOperationUnsupportedError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
});

export const RemoveContactResult = createUnionType({
  name: 'RemoveContactResult',
  description:
    'The result of `removeContact`. Switch on `__typename`. Every failure implements `ContactError`.',
  types: () =>
    [
      RemoveContactSuccess,
      ContactInputInvalidError,
      ContactNotFoundError,
      ContactOperationUnsupportedError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
});

export const ContactAttemptResult = createUnionType({
  name: 'ContactAttemptResult',
  description: 'The result of a write. Switch on `__typename`. Every failure implements `ContactError`.',
  types: () =>
    [
      AddContactSuccess,
      UpdateContactSuccess,
      RemoveContactSuccess,
      ContactInputInvalidError,
      ContactCustomerNotFoundError,
      ContactNotFoundError,
      ContactDuplicateError,
      ContactOperationUnsupportedError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
});

@ObjectType({ description: 'The state and result of a write with an idempotency key.' })
export class ContactAttempt {
  @Field(() => ContactOperation, { description: 'The operation of the write.' })
  operation!: string;

  @Field(() => AddContactAttemptState, { description: 'The state of the write.' })
  state!: string;

  @Field(() => ContactAttemptResult, { nullable: true, description: 'The result. Null until it is known.' })
  result!: unknown;

  @Field(() => String, { description: 'The time when the key was first used, in ISO 8601 and UTC.' })
  startedAt!: string;

  @Field(() => String, { description: 'The time of the latest change to this record, in ISO 8601 and UTC.' })
  updatedAt!: string;
}

@ObjectType({
  description:
    'The predicted outcome of updateContact, except for rules that depend on the stored contact. No provider was called.',
})
export class UpdateContactPreview extends WritePreview {
  @Field(() => [ContactFieldFate], {
    description:
      "The predicted outcome of every supplied leaf of `input` and every entry of `clear`. Empty if the request would be invalid. Never NOT_KEPT, which only the provider's response can show.",
  })
  fields!: readonly unknown[];
}
