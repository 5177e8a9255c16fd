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
  typeNameOf,
} from './add-contact.result.js';
import { Contact, ContactCustomer } from './contact.type.js';
import { AddContactAttemptState, ContactOperation } from './enums.js';

const REPLAYED =
  'True only when an earlier request with this key carried it out, not when this request found its own outcome.';
@ObjectType({ description: 'The contact was changed.' })
export class UpdateContactSuccess {
  @Field(() => Contact, {
    description:
      'The contact as the provider answered it. Where a call answers no contact, as it was read before, with the change. A caller that may not read sees only the values that its own request wrote.',
  })
  contact!: Contact;

  @Field(() => Boolean, { description: REPLAYED })
  replayed!: boolean;

  @Field(() => [ContactFieldFate], {
    description:
      'Every supplied leaf of `input` and every entry of `clear`, exactly once, and what became of it.',
  })
  fields!: ContactFieldFate[];

  @Field(() => ID, { description: REQUEST_ID })
  requestId!: string;
}

@ObjectType({ description: 'The contact is gone.' })
export class RemoveContactSuccess {
  @Field(() => ID, { description: 'The id of the contact that is gone.' })
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
  description: 'What became of `updateContact`. Switch on __typename; every failure implements ContactError.',
  types: () =>
    [
      UpdateContactSuccess,
      ContactInputInvalidError,
      ContactNotFoundError,
      ContactDuplicateError,
      ContactOperationUnsupportedError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
  resolveType: typeNameOf,
});

export const RemoveContactResult = createUnionType({
  name: 'RemoveContactResult',
  description: 'What became of `removeContact`. Switch on __typename; every failure implements ContactError.',
  types: () =>
    [
      RemoveContactSuccess,
      ContactInputInvalidError,
      ContactNotFoundError,
      ContactOperationUnsupportedError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
  resolveType: typeNameOf,
});

export const ContactAttemptResult = createUnionType({
  name: 'ContactAttemptResult',
  description: 'What became of a write. Switch on __typename; every failure implements ContactError.',
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
  resolveType: typeNameOf,
});

@ObjectType({ description: 'What became of a write with an idempotency key.' })
export class ContactAttempt {
  @Field(() => ContactOperation, { description: 'What the write does.' })
  operation!: string;

  @Field(() => AddContactAttemptState, { description: 'How far it came.' })
  state!: string;

  @Field(() => ContactAttemptResult, { nullable: true, description: 'The result, once there is one.' })
  result!: unknown;

  @Field(() => String, { description: 'When the key was first used; ISO 8601 in UTC.' })
  startedAt!: string;

  @Field(() => String, { description: 'When something was last learned; ISO 8601 in UTC.' })
  updatedAt!: string;
}

@ObjectType({
  description: 'What updateContact would do, as far as the contact as it is has no say. Nobody was called.',
})
export class UpdateContactPreview extends WritePreview {
  @Field(() => [ContactFieldFate], {
    description:
      'What would become of every supplied leaf of `input` and every entry of `clear`. Empty where the request would be invalid; nothing is NOT_KEPT yet.',
  })
  fields!: readonly unknown[];
}
