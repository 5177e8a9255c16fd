import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { JsonValue, Path } from '../model/contact.js';
import type { FieldGroup, FieldType } from '../model/form-words.js';
import { ContactFieldGroup, ContactFieldType, ContactOperation } from './enums.js';
import { JSONScalar } from './json.scalar.js';

@ObjectType({ description: 'One value to choose from.' })
export class ContactFieldChoice {
  @Field(() => String, { description: 'The value to send.' })
  value!: string;

  @Field(() => String, { description: 'The label in a form.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The meaning of the value.' })
  description!: string | null;
}

@ObjectType({
  description: 'A field or a list slot that a provider stores, in enough detail to build a form field.',
})
export class ContactFieldCapability {
  @Field(() => [String], {
    description:
      'The path of the field, without list positions: ["input", "phones", "number"]. It equals the path of the field\'s violations without positions.',
  })
  path!: Path;

  @Field(() => ContactFieldType, { description: 'The type of value that the field takes.' })
  type!: FieldType;

  @Field(() => Boolean, {
    description: 'Whether the path passes through a list (emails, phones, customFields).',
  })
  inList!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The kind that this slot is for. Null if the slot takes values without a kind, or if the provider stores no kinds.',
  })
  kind!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of values that this slot takes. Null if only the list sets a limit.',
  })
  places!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of items that the whole list takes. Null outside lists.',
  })
  maxItems!: number | null;

  @Field(() => ContactFieldGroup, { description: 'The group of the field in a form.' })
  group!: FieldGroup;

  @Field(() => String, { description: 'The label in a form.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'One sentence for the person who fills in the form. Null if the title says it all.',
  })
  help!: string | null;

  @Field(() => String, { description: 'A description for developers.' })
  description!: string;

  @Field(() => Boolean, {
    description:
      'Whether an add requires the field, unless one of `requiredUnless` is given. Inside a list: whether each item requires it.',
  })
  required!: boolean;

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [[String]], { description: 'The paths that make the field optional if any of them is given.' })
  requiredUnless!: readonly Path[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [[String]], { description: 'The paths that must not be given together with the field.' })
  excludes!: readonly Path[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [ContactOperation], { description: 'The operations that accept the field.' })
  operations!: readonly string[];

  @Field(() => Boolean, { description: 'Whether an update can clear the field.' })
  clearable!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The minimum length in Unicode code points. Null if the field is not a text.',
  })
  minLength!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The maximum length in Unicode code points: the provider's limit, else the subgraph's own. Null if the field is not a text.",
  })
  maxLength!: number | null;

  @Field(() => Int, { nullable: true, description: 'The smallest valid number.' })
  minimum!: number | null;

  @Field(() => Int, { nullable: true, description: 'The largest valid number.' })
  maximum!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'An anchored ECMAScript regular expression for the text, for the flag u. It does not express length limits. Null if the field is not a text.',
  })
  pattern!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name from the JSON Schema format vocabulary. Null if none fits.',
  })
  format!: string | null;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [ContactFieldChoice], {
    nullable: true,
    description: 'The only valid values. Null if there is no such list.',
  })
  choices!: readonly ContactFieldChoice[] | null;

  @Field(() => JSONScalar, {
    nullable: true,
    description: 'The value that takes effect if the caller gives none. Null if there is no such value.',
  })
  defaultValue!: JsonValue;

  @Field(() => JSONScalar, {
    nullable: true,
    description: 'An example of a valid value: a text, a number or a list.',
  })
  example!: JsonValue;

  @Field(() => Boolean, { description: 'Whether this is the slot for values without a kind.' })
  isDefault!: boolean;

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [String], { description: 'The kinds that can use this slot if their own is taken.' })
  fallbackFor!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'The maximum length of all items of the list together, or of the joined parts.',
  })
  joinedMaxLength!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text between the joined values. It counts toward the limit.',
  })
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
      "The provider's name for the field. Several names are separated by commas. Empty if the value is not sent.",
  })
  providerField!: string;
}
