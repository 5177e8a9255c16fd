/** One type per kind of rule, so that each can carry its details. */
import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Path } from '../model/contact.js';
import { userMessage } from '../model/user-message.js';
import type { Violation, ViolationCode } from '../model/violation.js';
import { ContactFieldViolationCode, ContactProvider } from './enums.js';

export const violationNames: Readonly<Record<ViolationCode, string>> = {
  REQUIRED: 'ContactFieldRequired',
  UNSUPPORTED: 'ContactFieldUnsupported',
  TOO_LONG: 'ContactFieldTooLong',
  TOO_SHORT: 'ContactFieldTooShort',
  TOO_MANY: 'ContactFieldTooMany',
  RANGE: 'ContactFieldOutOfRange',
  FORMAT: 'ContactFieldFormatInvalid',
  CONFLICT: 'ContactFieldConflict',
  NOT_ALLOWED: 'ContactFieldNotAllowed',
  VALUE: 'ContactFieldValueUnsupported',
  PROVIDER_RULE: 'ContactFieldRefused',
};

export function violationTypeName({ code }: Violation): string {
  return violationNames[code];
}

@InterfaceType({
  description:
    'One field that breaks one rule. Several may come at once, in input order: at most 100, and the message of the last one says how many more there are.',
  resolveType: violationTypeName,
})
export abstract class ContactFieldViolation {
  @Field(() => [String], {
    description:
      'Path of the value, from the argument name on: ["input", "phones", "0", "number"]. A missing value has the path it would have.',
  })
  path!: string[];

  @Field(() => ContactFieldViolationCode, { description: 'The kind of rule.' })
  code!: ViolationCode;

  @Field(() => String, { description: 'For a developer; never holds the personal values of the request.' })
  message!: string;

  @Field(() => String, {
    description: 'One sentence for the person at the form. It holds no value of the request.',
  })
  userMessage!: string;

  @Field(() => String, {
    nullable: true,
    description: "The provider's own name of the field, where it has one.",
  })
  providerField?: string | null;
}

/** Violations in the schema's form. */
export function toViolations(violations: readonly Violation[]) {
  return violations.map((violation) => ({ ...violation, userMessage: userMessage(violation) }));
}

@ObjectType({
  implements: ContactFieldViolation,
  description:
    'The provider needs a value here. On ["input"]: no value is left that the provider keeps, and nobody means to add an empty contact.',
})
export class ContactFieldRequired extends ContactFieldViolation {}

@ObjectType({ implements: ContactFieldViolation, description: 'The provider has no place for the value.' })
export class ContactFieldUnsupported extends ContactFieldViolation {
  @Field(() => [ContactProvider], { description: 'The providers that do keep such a value.' })
  supportedBy!: string[];
}

@ObjectType({ implements: ContactFieldViolation, description: 'Too many characters.' })
export class ContactFieldTooLong extends ContactFieldViolation {
  @Field(() => Int, { description: 'The limit, in Unicode code points.' })
  maxLength!: number;

  @Field(() => Int, { description: 'What was given, in Unicode code points.' })
  length!: number;
}

@ObjectType({ implements: ContactFieldViolation, description: 'Too few characters.' })
export class ContactFieldTooShort extends ContactFieldViolation {
  @Field(() => Int, { description: 'The limit, in Unicode code points.' })
  minLength!: number;

  @Field(() => Int, { description: 'What was given, in Unicode code points.' })
  length!: number;
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'Too many items, or no place left for this one.',
})
export class ContactFieldTooMany extends ContactFieldViolation {
  @Field(() => Int, {
    description:
      'The number of items that the list takes, as `contactProviders` says. A list may be shorter and hold an item without a place: the places are for different kinds.',
  })
  maxItems!: number;

  @Field(() => Int, { description: 'The number of items in the list.' })
  items!: number;
}

@ObjectType({ implements: ContactFieldViolation, description: 'A number out of bounds.' })
export class ContactFieldOutOfRange extends ContactFieldViolation {
  @Field(() => Int, { nullable: true, description: 'The least allowed value; null where there is none.' })
  minimum!: number | null;

  @Field(() => Int, { nullable: true, description: 'The greatest allowed value; null where there is none.' })
  maximum!: number | null;
}

@ObjectType({ implements: ContactFieldViolation, description: 'A value that is not of the expected form.' })
export class ContactFieldFormatInvalid extends ContactFieldViolation {
  @Field(() => String, { description: 'The expected form, for a person.' })
  expected!: string;
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'Fields that the caller must not give together.',
})
export class ContactFieldConflict extends ContactFieldViolation {
  @Field(() => [[String]], { description: 'Paths of the other fields that were given.' })
  conflictsWith!: readonly Path[];
}

@ObjectType({
  implements: ContactFieldViolation,
  description: "The operator does not allow this option, or the caller's token does not.",
})
export class ContactFieldNotAllowed extends ContactFieldViolation {}

@ObjectType({ implements: ContactFieldViolation, description: 'A value the provider has no name for.' })
export class ContactFieldValueUnsupported extends ContactFieldViolation {
  @Field(() => [String], { description: 'The values it has names for.' })
  allowedValues!: string[];
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'A rule only the provider knows, mapped back to the field it named.',
})
export class ContactFieldRefused extends ContactFieldViolation {
  @Field(() => String, { nullable: true, description: "The provider's own code, where it gave one." })
  providerCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's text, capped and stripped of control characters and of the values sent.",
  })
  providerMessage!: string | null;
}

export const violationTypes = [
  ContactFieldRequired,
  ContactFieldUnsupported,
  ContactFieldTooLong,
  ContactFieldTooShort,
  ContactFieldTooMany,
  ContactFieldOutOfRange,
  ContactFieldFormatInvalid,
  ContactFieldConflict,
  ContactFieldNotAllowed,
  ContactFieldValueUnsupported,
  ContactFieldRefused,
];
