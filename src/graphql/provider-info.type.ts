import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Path, ProviderId } from '../model/contact.js';
import { ContactOperation, ContactProvider, ContactProviderHealth, ContactProviderMode } from './enums.js';
import { ContactFieldCapability } from './field-capability.type.js';

@ObjectType({ description: 'One account of a provider in this subgraph.' })
export class ContactProviderAccount {
  @Field(() => ID, { nullable: true, description: 'Null for the default account.' })
  name!: string | null;

  @Field(() => ContactProviderMode, { description: 'LIVE, SANDBOX or NOT_CONFIGURED.' })
  mode!: string;

  @Field(() => ContactProviderHealth, {
    description:
      'How the account answers, according to the latest calls. The field makes no call of its own.',
  })
  health!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Since when the health is what it is; ISO 8601 in UTC. Null while untried.',
  })
  since!: string | null;
}

@ObjectType({ description: 'What one provider can do and needs.' })
export class ContactProviderInfo {
  @Field(() => ContactProvider, { description: 'The provider.' })
  provider!: ProviderId;

  @Field(() => String, { description: 'As the vendor writes it.' })
  name!: string;

  @Field(() => String, { description: "The vendor's own page on adding a contact." })
  documentationUrl!: string;

  @Field(() => ContactProviderMode, {
    description: 'LIVE, SANDBOX or NOT_CONFIGURED: that of the default account.',
  })
  mode!: string;

  @Field(() => String, { description: 'The form of a customer id, for a person.' })
  customerIdFormat!: string;

  @Field(() => String, {
    description:
      'ECMAScript regular expression for the flag u, anchored. Of a number, it does not give the upper bound.',
  })
  customerIdPattern!: string;

  @Field(() => String, {
    description: 'A customer id of that form. In the sandbox, it is that of a customer.',
  })
  customerIdExample!: string;

  @Field(() => [ContactOperation], { description: 'What this subgraph can do at the provider.' })
  operations!: string[];

  @Directive('@listSize(assumedSize: 28)')
  @Field(() => [ContactFieldCapability], {
    description:
      'The fields that the provider keeps, in the order of a form: by group, then in input order. A value of another field is invalid, or left out under OMIT. A list has an entry of its own, and one for each slot.',
  })
  fields!: readonly ContactFieldCapability[];

  @Directive('@listSize(assumedSize: 9)')
  @Field(() => [ContactFieldCapability], {
    description: 'The options that the provider takes, described like fields.',
  })
  options!: readonly ContactFieldCapability[];

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [[String]], {
    description: 'An add needs at least one of these paths. Empty where it needs none.',
  })
  requiresAnyOf!: readonly Path[];

  @Field(() => Boolean, {
    description:
      'Whether the provider itself honors an idempotency key; without one the subgraph looks before it repeats.',
  })
  nativeIdempotency!: boolean;

  @Field(() => Int, { nullable: true, description: 'Null where the provider documents no limit.' })
  maxContactsPerCustomer!: number | null;
}
