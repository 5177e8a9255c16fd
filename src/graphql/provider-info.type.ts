import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { ProviderId } from '../model/contact.js';
import { ContactOperation, ContactProvider, ContactProviderMode } from './enums.js';

@ObjectType({
  description: 'What a provider can keep at one place of the input, enough to build a form field from.',
})
export class ContactFieldCapability {
  @Field(() => [String], {
    description: 'Path below the argument name, list positions left out: ["input", "phones", "number"].',
  })
  path!: readonly string[];

  @Field(() => String, { description: 'For a form.' })
  title!: string;

  @Field(() => String, { description: 'For the help text of a form.' })
  description!: string;

  @Field(() => Boolean, { description: 'Whether a request without it is refused.' })
  required!: boolean;

  @Field(() => Int, { nullable: true, description: 'In Unicode code points; null where there is no limit.' })
  minLength!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In Unicode code points; null where the provider documents no limit.',
  })
  maxLength!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Items of the whole list at most; null where it is no list or has no limit.',
  })
  maxItems!: number | null;

  @Field(() => [String], { nullable: true, description: 'The only values taken; null where any is.' })
  allowedValues!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name from the JSON Schema format vocabulary where one fits.',
  })
  format!: string | null;

  @Field(() => String, {
    description: "The provider's own name of the field; several are separated by commas.",
  })
  providerField!: string;
}

@ObjectType({ description: 'What one provider can do and needs.' })
export class ContactProviderInfo {
  @Field(() => ContactProvider, { description: 'The provider.' })
  provider!: ProviderId;

  @Field(() => String, { description: 'As the vendor writes it.' })
  name!: string;

  @Field(() => String, { description: "The vendor's own page on adding a contact." })
  documentationUrl!: string;

  @Field(() => ContactProviderMode, { description: 'LIVE, SANDBOX or NOT_CONFIGURED.' })
  mode!: string;

  @Field(() => String, { description: 'The form of a customer id, for a person.' })
  customerIdFormat!: string;

  @Field(() => String, {
    description: 'A customer id of that form. In the sandbox, it is that of a customer.',
  })
  customerIdExample!: string;

  @Field(() => [ContactOperation], { description: 'What this subgraph can do at the provider.' })
  operations!: string[];

  @Directive('@listSize(assumedSize: 25)')
  @Field(() => [ContactFieldCapability], {
    description:
      'What can be kept, in input order. What is not listed is refused, or left out under OMIT. A list with a place of its own for each kind has an entry for each place.',
  })
  fields!: ContactFieldCapability[];

  @Field(() => Boolean, {
    description:
      'Whether the provider itself honours an idempotency key; without one the subgraph looks before it repeats.',
  })
  nativeIdempotency!: boolean;

  @Field(() => Int, { nullable: true, description: 'Null where the provider documents no limit.' })
  maxContactsPerCustomer!: number | null;
}
