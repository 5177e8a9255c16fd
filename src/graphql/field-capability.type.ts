import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { JsonValue, Path } from '../model/contact.js';
import type { FieldGroup, FieldType } from '../model/form-words.js';
import { ContactFieldGroup, ContactFieldType, ContactOperation } from './enums.js';
import { JSONScalar } from './json.scalar.js';

@ObjectType({ description: 'One value that can be chosen.' })
export class ContactFieldChoice {
  @Field(() => String, { description: 'The value to send.' })
  value!: string;

  @Field(() => String, { description: 'Label for a form.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it means.' })
  description!: string | null;
}

@ObjectType({
  description: 'What a provider keeps at one place of the input, enough to build a form field from.',
})
export class ContactFieldCapability {
  @Field(() => [String], {
    description:
      'Path below the argument name, without list positions: ["input", "phones", "number"]. It equals the path of the field\'s violations without positions.',
  })
  path!: Path;

  @Field(() => ContactFieldType, { description: 'What the field takes.' })
  type!: FieldType;

  @Field(() => Boolean, {
    description: 'True where the path passes through a list (emails, phones, customFields).',
  })
  inList!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The kind that this slot is for. Null: a value without a kind goes here, or the provider keeps no kinds.',
  })
  kind!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of values that this slot takes. Null where only the list sets a limit.',
  })
  places!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of items that the whole list takes. Null outside lists.',
  })
  maxItems!: number | null;

  @Field(() => ContactFieldGroup, { description: 'Where the field belongs in a form.' })
  group!: FieldGroup;

  @Field(() => String, { description: 'Label for a form.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'One sentence for the person who fills in the form. Null where the title says it all.',
  })
  help!: string | null;

  @Field(() => String, { description: 'For developers.' })
  description!: string;

  @Field(() => Boolean, {
    description:
      'Whether an add needs it, unless one of `requiredUnless` is given. Inside a list: whether each item needs it.',
  })
  required!: boolean;

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [[String]], { description: 'Paths any of which makes the field optional.' })
  requiredUnless!: readonly Path[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [[String]], { description: 'Paths that must not be given together with the field.' })
  excludes!: readonly Path[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [ContactOperation], { description: 'The operations that accept it.' })
  operations!: readonly string[];

  @Field(() => Boolean, { description: 'Whether an update can clear it.' })
  clearable!: boolean;

  @Field(() => Int, { nullable: true, description: 'In Unicode code points. Null where it is not a text.' })
  minLength!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "In Unicode code points: the provider's limit, else the subgraph's own. Null where it is not a text.",
  })
  maxLength!: number | null;

  @Field(() => Int, { nullable: true, description: 'The least number that is valid.' })
  minimum!: number | null;

  @Field(() => Int, { nullable: true, description: 'The greatest number that is valid.' })
  maximum!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ECMAScript regular expression for the flag u, anchored. Null where it is not a text. Lengths are not part of it.',
  })
  pattern!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name from the JSON Schema format vocabulary where one fits.',
  })
  format!: string | null;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [ContactFieldChoice], {
    nullable: true,
    description: 'The only values that are valid. Null where there is no such list.',
  })
  choices!: readonly ContactFieldChoice[] | null;

  @Field(() => JSONScalar, {
    nullable: true,
    description: 'The effective value when the caller gives none, where that is a value.',
  })
  defaultValue!: JsonValue;

  @Field(() => JSONScalar, { nullable: true, description: 'A valid value: a text, a number or a list.' })
  example!: JsonValue;

  @Field(() => Boolean, { description: 'True for the slot of values without a kind.' })
  isDefault!: boolean;

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [String], { description: 'Kinds that may use this slot when their own is taken.' })
  fallbackFor!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Limit of all items of the list together, or of the joined parts.',
  })
  joinedMaxLength!: number | null;

  @Field(() => String, { nullable: true, description: 'Text between the joined values; it counts.' })
  joinedWith!: string | null;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [String], {
    nullable: true,
    deprecationReason: 'Use choices.',
    description: 'The values of `choices`.',
  })
  allowedValues!: readonly string[] | null;

  @Field(() => String, {
    description:
      "The provider's own name of the field; several are separated by commas. Empty where it goes nowhere.",
  })
  providerField!: string;
}
