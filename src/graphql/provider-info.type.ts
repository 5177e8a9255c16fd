import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Path, ProviderId } from '../model/contact.js';
import { ContactOperation, ContactProvider, ContactProviderHealth, ContactProviderMode } from './enums.js';
import { ContactFieldCapability } from './field-capability.type.js';

@ObjectType({ description: 'One account of a provider in this subgraph.' })
export class ContactProviderAccount {
  @Field(() => ID, { nullable: true, description: 'The name of the account. Null for the default account.' })
  name!: string | null;

  @Field(() => ContactProviderMode, {
    description: 'The mode of the account: LIVE, SANDBOX or NOT_CONFIGURED.',
  })
  mode!: string;

  @Field(() => ContactProviderHealth, {
    description: 'The health of the account, according to the latest calls. This field makes no call itself.',
  })
  health!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The time since which the health has its current value, in ISO 8601 and UTC. Null while untried.',
  })
  since!: string | null;
}

@ObjectType({ description: 'The capabilities and requirements of one provider.' })
export class ContactProviderInfo {
  @Field(() => ContactProvider, { description: 'The provider.' })
  provider!: ProviderId;

  @Field(() => String, { description: "The provider's name, as the vendor writes it." })
  name!: string;

  @Field(() => String, { description: "The URL of the vendor's documentation on adding a contact." })
  documentationUrl!: string;

  @Field(() => ContactProviderMode, {
    description: 'The mode of the default account: LIVE, SANDBOX or NOT_CONFIGURED.',
  })
  mode!: string;

  @Field(() => String, { description: 'The format of a customer id, in words.' })
  customerIdFormat!: string;

  @Field(() => String, {
    description:
      'An anchored ECMAScript regular expression for customer ids, for the flag u. It does not express the upper bound of a number.',
  })
  customerIdPattern!: string;

  @Field(() => String, {
    description: 'A customer id in this format. In the sandbox, a customer with this id exists.',
  })
  customerIdExample!: string;

  @Field(() => [ContactOperation], {
    description: 'The operations that this subgraph supports at the provider.',
  })
  operations!: string[];

  @Directive('@listSize(assumedSize: 28)')
  @Field(() => [ContactFieldCapability], {
    description:
      'The fields that the provider stores, in form order: by group, then in input order. A value of any other field is invalid, or is left out under OMIT. A list has one entry for itself and one for each slot.',
  })
  fields!: readonly ContactFieldCapability[];

  @Directive('@listSize(assumedSize: 9)')
  @Field(() => [ContactFieldCapability], {
    description: 'The options that the provider takes, described like fields.',
  })
  options!: readonly ContactFieldCapability[];

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [[String]], {
    description: 'The paths of which an add requires at least one. Empty if it requires none.',
  })
  requiresAnyOf!: readonly Path[];

  @Field(() => Boolean, {
    description:
      'Whether the provider itself honors an idempotency key. If not, the subgraph checks for the contact before it repeats a write.',
  })
  nativeIdempotency!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The maximum number of contacts per customer. Null if the provider documents no limit.',
  })
  maxContactsPerCustomer!: number | null;
}
