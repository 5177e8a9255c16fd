/** The result union of `addContact`. */
import { createUnionType, Directive, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { ProviderId } from '../model/contact.js';
import type { FateKind } from '../model/outcome.js';
import { Contact, ContactCustomer } from './contact.type.js';
import {
  ContactErrorCode,
  ContactFieldFateKind,
  ContactIdempotencyConflict,
  ContactOperation,
  ContactProvider,
  ContactProviderAccessProblem,
  ContactWriteOutcome,
} from './enums.js';
import { ContactFieldViolation } from './violation.type.js';

export const REQUEST_ID = "The id of this request, the router's or ours, to quote to support.";

@ObjectType({ description: 'What became of one supplied value.' })
export class ContactFieldFate {
  @Field(() => [String], {
    description: 'Path of the supplied value, from the argument name on: ["input", "phones", "0", "number"].',
  })
  path!: string[];

  @Field(() => ContactFieldFateKind, { description: 'What became of it.' })
  fate!: FateKind;

  @Field(() => String, {
    nullable: true,
    description: "The provider's own name of the field it went to; null when it went nowhere.",
  })
  providerField!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, when it is not SENT.' })
  reason!: string | null;
}

@ObjectType({
  description: 'The contact was created, or was there before and the caller chose to get or change that one.',
})
export class AddContactSuccess {
  @Field(() => Contact, { description: 'The contact as the provider answered it.' })
  contact!: Contact;

  @Field(() => ContactCustomer, {
    description:
      'The customer under the id that the request gave; `contact.customer` has the id that the provider answers.',
  })
  customer!: ContactCustomer;

  @Field(() => Boolean, { description: 'False when an existing contact was returned or changed.' })
  created!: boolean;

  @Field(() => Boolean, {
    description:
      'True only when an earlier request with this key led to this answer, not when this request found its own outcome.',
  })
  replayed!: boolean;

  @Field(() => [ContactFieldFate], {
    description:
      'Every supplied leaf of `input`, exactly once, and what became of it. Where the contact was there, also the options that only an add takes.',
  })
  fields!: ContactFieldFate[];

  @Field(() => ID, { description: REQUEST_ID })
  requestId!: string;
}

@InterfaceType({
  description:
    'Carried by every failure. Select it first: `... on ContactError { code message retryable outcome }` keeps old clients working.',
  resolveType: typeNameOf,
})
export abstract class ContactError {
  @Field(() => ContactErrorCode, { description: 'The kind of failure; one per type.' })
  code!: string;

  @Field(() => String, { description: 'For a developer; never holds the personal values of the request.' })
  message!: string;

  @Field(() => String, {
    description: 'One sentence for the person at the form. It holds no value of the request.',
  })
  userMessage!: string;

  @Field(() => ContactProvider, { description: 'The provider that was asked for.' })
  provider!: ProviderId;

  @Field(() => Boolean, {
    description: 'Whether sending the same request again is both safe and of use.',
  })
  retryable!: boolean;

  @Field(() => ContactWriteOutcome, {
    description: 'Whether the write may have been carried out all the same.',
  })
  outcome!: string;

  @Field(() => ID, { description: REQUEST_ID })
  requestId!: string;
}

@ObjectType({ implements: ContactError, description: 'The input breaks rules of ours or of the provider.' })
export class ContactInputInvalidError extends ContactError {
  @Field(() => [ContactFieldViolation], { description: 'Every rule that is broken, in input order.' })
  violations!: ContactFieldViolation[];
}

@ObjectType({ implements: ContactError, description: 'The provider knows no such customer.' })
export class ContactCustomerNotFoundError extends ContactError {
  @Field(() => ID, { description: 'The id that was asked for.' })
  customerId!: string;
}

@ObjectType({
  implements: ContactError,
  description: 'The customer has a contact with this id, or one that matches, already.',
})
export class ContactDuplicateError extends ContactError {
  @Field(() => Contact, {
    nullable: true,
    description:
      "The customer's own contact with the id or the match, as the provider lists it. Null when the list could not be read, and when several match.",
  })
  existing!: Contact | null;

  @Field(() => [Contact], {
    description: 'Every contact of the customer that has the id or matches, as the provider lists it.',
  })
  matches!: Contact[];
}

@ObjectType({
  implements: ContactError,
  description: 'Our own access to the provider: an operator has to act, not the caller.',
})
export class ContactProviderAccessError extends ContactError {
  @Field(() => ContactProviderAccessProblem, { description: 'What is wrong with the access.' })
  accessProblem!: string;
}

@ObjectType({ implements: ContactError, description: 'The provider takes no more requests for now.' })
export class ContactProviderRateLimitedError extends ContactError {
  @Field(() => Int, {
    nullable: true,
    description: 'How long to wait; null where nobody knows.',
  })
  retryAfterSeconds!: number | null;
}

@ObjectType({ implements: ContactError, description: 'Certainly not done.' })
export class ContactProviderUnavailableError extends ContactError {
  @Field(() => Int, { nullable: true, description: 'How long to wait; null where nobody knows.' })
  retryAfterSeconds!: number | null;
}

@ObjectType({
  implements: ContactError,
  description: 'The provider rejected the request for a reason that the unified model does not name.',
})
export class ContactProviderRejectedError extends ContactError {
  @Field(() => String, { nullable: true, description: "The provider's own code, where it gave one." })
  providerCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's text, capped and stripped of control characters and of the values sent.",
  })
  providerMessage!: string | null;
}

@ObjectType({
  implements: ContactError,
  description:
    'The write may have been carried out. With an idempotency key, send the same request again; without one, look first.',
})
export class ContactOutcomeUnknownError extends ContactError {
  @Field(() => String, { description: 'What broke, for a developer.' })
  uncertainty!: string;

  @Field(() => [Contact], {
    description:
      'Contacts of this customer any of which may be the one: new ones with at least one value that was sent. Always empty without an idempotency key.',
  })
  possibleMatches!: Contact[];

  @Field(() => Int, {
    nullable: true,
    description: 'After this, counted from now, the same idempotency key finds out or finishes the job.',
  })
  retryAfterSeconds!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 8601 time in UTC from which a retry with the same key is worthwhile. Null without a key, and where nobody knows.',
  })
  retryAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 8601 time in UTC by which the outcome is known at the latest, if the provider answers by then and shows no other new contact that resembles this one. Null without a key, and where nothing can be promised: once it has passed, and while a contact in `possibleMatches` may be the one.',
  })
  decidedBy!: string | null;
}

@ObjectType({
  implements: ContactError,
  description:
    'DIFFERENT_REQUEST: nothing was done for this request. IN_PROGRESS: an earlier one with the key is still running, so the outcome is UNKNOWN.',
})
export class ContactIdempotencyConflictError extends ContactError {
  @Field(() => ContactIdempotencyConflict, { description: 'Which of the two it is.' })
  conflict!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How long to wait before asking again, where it is of use.',
  })
  retryAfterSeconds!: number | null;
}

@ObjectType({ implements: ContactError, description: 'The customer has no such contact, or no longer.' })
export class ContactNotFoundError extends ContactError {
  @Field(() => ID, { description: 'The id that was asked for.' })
  contactId!: string;
}

@ObjectType({
  implements: ContactError,
  description: 'The provider has no call for this operation, or none that we may use. Nothing was sent.',
})
export class ContactOperationUnsupportedError extends ContactError {
  @Field(() => ContactOperation, { description: 'What was asked for.' })
  operation!: string;

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [ContactProvider], { description: 'The providers that can do it.' })
  supportedBy!: readonly ProviderId[];
}

/** Members of every write's result. */
export const FAILURES_OF_ANY_WRITE = [
  ContactProviderAccessError,
  ContactProviderRateLimitedError,
  ContactProviderUnavailableError,
  ContactProviderRejectedError,
  ContactOutcomeUnknownError,
  ContactIdempotencyConflictError,
] as const;

export const AddContactResult = createUnionType({
  name: 'AddContactResult',
  description: 'What became of `addContact`. Switch on __typename; every failure implements ContactError.',
  types: () =>
    [
      AddContactSuccess,
      ContactInputInvalidError,
      ContactCustomerNotFoundError,
      ContactDuplicateError,
      ...FAILURES_OF_ANY_WRITE,
    ] as const,
  resolveType: typeNameOf,
});

/** The type name that members carry. */
export function typeNameOf(value: unknown): string {
  return (value as { __typename: string }).__typename;
}
