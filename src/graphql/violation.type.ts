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
    'One rule that one field breaks. A result lists at most 100 violations, in input order. If there are more, the last `message` says how many.',
  resolveType: violationTypeName,
})
export abstract class ContactFieldViolation {
  @Field(() => [String], {
    description:
      'The path of the value, starting with the argument name: ["input", "phones", "0", "number"]. A missing value has the path that it would have.',
  })
  path!: string[];

  @Field(() => ContactFieldViolationCode, { description: 'The kind of rule that the value breaks.' })
  code!: ViolationCode;

  @Field(() => String, {
    description: 'A message for developers. It never contains personal values of the request.',
  })
  message!: string;

  @Field(() => String, {
    description: 'One sentence for the person at the form. It never contains a value of the request.',
  })
  userMessage!: string;

  @Field(() => String, {
    nullable: true,
    description: "The provider's name for the field. Null if it has none.",
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
    'The provider requires a value here. At the path ["input"]: the input has no value that the provider stores, so the contact would be empty.',
})
export class ContactFieldRequired extends ContactFieldViolation {}

@ObjectType({ implements: ContactFieldViolation, description: 'The provider cannot store the value.' })
export class ContactFieldUnsupported extends ContactFieldViolation {
  @Field(() => [ContactProvider], { description: 'The providers that can store the value.' })
  supportedBy!: string[];
}

@ObjectType({ implements: ContactFieldViolation, description: 'The text is too long.' })
export class ContactFieldTooLong extends ContactFieldViolation {
  @Field(() => Int, { description: 'The limit, in Unicode code points.' })
  maxLength!: number;

  @Field(() => Int, { description: 'The length of the given text, in Unicode code points.' })
  length!: number;
}

@ObjectType({ implements: ContactFieldViolation, description: 'The text is too short.' })
export class ContactFieldTooShort extends ContactFieldViolation {
  @Field(() => Int, { description: 'The limit, in Unicode code points.' })
  minLength!: number;

  @Field(() => Int, { description: 'The length of the given text, in Unicode code points.' })
  length!: number;
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'The list has too many items, or no slot is left for this one.',
})
export class ContactFieldTooMany extends ContactFieldViolation {
  @Field(() => Int, {
    description:
      'The number of items that the list takes, as `contactProviders` reports it. An item of a shorter list can be without a slot too, because each slot is for certain kinds.',
  })
  maxItems!: number;

  @Field(() => Int, { description: 'The number of items in the list.' })
  items!: number;
}

@ObjectType({ implements: ContactFieldViolation, description: 'The number is out of range.' })
export class ContactFieldOutOfRange extends ContactFieldViolation {
  @Field(() => Int, {
    nullable: true,
    description: 'The smallest allowed value. Null if there is no lower limit.',
  })
  minimum!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The largest allowed value. Null if there is no upper limit.',
  })
  maximum!: number | null;
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'The value does not have the expected format.',
})
export class ContactFieldFormatInvalid extends ContactFieldViolation {
  @Field(() => String, { description: 'The expected format, in words.' })
  expected!: string;
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'Fields that must not be given together.',
})
export class ContactFieldConflict extends ContactFieldViolation {
  @Field(() => [[String]], { description: 'The paths of the other fields in the conflict.' })
  conflictsWith!: readonly Path[];
}

@ObjectType({
  implements: ContactFieldViolation,
  description: "The operator or the caller's token does not allow this option.",
})
export class ContactFieldNotAllowed extends ContactFieldViolation {}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'The provider has no equivalent of the value.',
})
export class ContactFieldValueUnsupported extends ContactFieldViolation {
  @Field(() => [String], { description: 'The values that the provider has an equivalent of.' })
  allowedValues!: string[];
}

@ObjectType({
  implements: ContactFieldViolation,
  description: 'A rule that only the provider knows, mapped to the field that the provider named.',
})
export class ContactFieldRefused extends ContactFieldViolation {
  @Field(() => String, { nullable: true, description: "The provider's error code. Null if it gave none." })
  providerCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The provider's error text, truncated, without control characters and without the values sent.",
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
