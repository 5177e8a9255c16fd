import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Account } from '../accounts/provider-account.js';
import { type DescribedField, describeFields, inFormOrder, requiresAnyOf } from '../mapping/describe.js';
import { describeOptions } from '../mapping/describe-options.js';
import { jsonSchema, updateJsonSchema } from '../mapping/json-schema.js';
import { offeredTo } from '../mapping/withheld-options.js';
import type { Caller } from '../model/caller.js';
import type { JsonObject, ProviderId } from '../model/contact.js';
import type { GraphContext } from './context.js';
import { ContactOperation, ContactProvider } from './enums.js';
import type { ContactFieldCapability } from './field-capability.type.js';
import { JSONScalar } from './json.scalar.js';
import { ContactProviderAccount, ContactProviderInfo } from './provider-info.type.js';

@Resolver(() => ContactProviderInfo)
export class ProviderInfoResolver {
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [ContactProviderInfo], {
    nullable: true,
    description: 'The capabilities and requirements of each provider, in enough detail to build a form.',
  })
  contactProviders(@Ctx() { contacts, caller }: GraphContext): ContactProviderInfo[] {
    return contacts.accounts.defaults.map((account) => toInfo(account, caller));
  }

  @Query(() => ContactProviderInfo, {
    nullable: true,
    description: 'The capabilities and requirements of one provider.',
  })
  contactProvider(
    @Arg('provider', () => ContactProvider, { description: 'The provider to describe.' })
    provider: ProviderId,
    @Ctx() { contacts, caller }: GraphContext,
  ): ContactProviderInfo {
    return toInfo(contacts.accounts.get(provider), caller);
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [ContactProviderAccount], {
    description: 'The accounts of the provider that the caller can use, the default account first.',
  })
  accounts(
    @Root() { provider }: ContactProviderInfo,
    @Ctx() { contacts, caller }: GraphContext,
  ): ContactProviderAccount[] {
    const reached = contacts.accounts
      .of(provider)
      .filter(({ name }) => caller?.customers.account({ provider, account: name }) ?? true);
    return reached.map(({ name = null, mode, health: { state, since } }) => ({
      name,
      mode,
      health: state,
      since: since === null ? null : new Date(since).toISOString(),
    }));
  }

  @FieldResolver(() => JSONScalar, {
    description:
      "The JSON Schema 2020-12 of `{ input, options }` for the operation, generated from the tables that check requests. `x-also` lists the rules that JSON Schema cannot express. For an update, `x-clear` of a property is the field's name in `clear`, and `x-key` of a list is the part that identifies an item. `false`, the schema that accepts nothing, if the provider does not support the operation or the operation takes no input.",
  })
  jsonSchema(
    @Arg('operation', () => ContactOperation, {
      nullable: true,
      defaultValue: 'ADD',
      description: 'ADD or UPDATE. The other operations take no input.',
    })
    operation: string | null,
    @Root() { provider }: ContactProviderInfo,
    @Ctx() { contacts: { accounts }, caller }: GraphContext,
  ): JsonObject | false {
    const schemaOf = SCHEMAS[operation ?? 'ADD'];
    const keys = accounts.defaults.flatMap((account) => account.provider.write.options?.key ?? []);
    return schemaOf?.(offeredTo(accounts.get(provider).provider, caller, undefined), keys) ?? false;
  }
}

/** For operations that take input. */
const SCHEMAS: Readonly<Record<string, typeof jsonSchema | typeof updateJsonSchema>> = {
  ADD: jsonSchema,
  UPDATE: updateJsonSchema,
};

function toInfo({ provider, mode }: Account, caller: Caller | undefined): ContactProviderInfo {
  const fields = describeFields(provider);
  return {
    provider: provider.id,
    name: provider.name,
    documentationUrl: provider.info.documentationUrl,
    mode,
    customerIdFormat: provider.info.customerId.format,
    customerIdPattern: provider.info.customerId.pattern.source,
    customerIdExample: provider.info.customerId.example,
    operations: [
      'ADD',
      'GET',
      'LIST',
      ...(provider.write.update ? ['UPDATE'] : []),
      ...(provider.write.remove ? ['REMOVE'] : []),
    ],
    fields: inFormOrder(fields).map(toCapability),
    options: describeOptions(offeredTo(provider, caller, undefined)).map(toCapability),
    requiresAnyOf: requiresAnyOf(fields),
    nativeIdempotency: provider.idempotency.vendorKey !== undefined,
    maxContactsPerCustomer: provider.limits.maxContactsPerCustomer ?? null,
  };
}

function toCapability(field: DescribedField): ContactFieldCapability {
  const allowedValues = field.choices?.map(({ value }) => value) ?? null;
  return { ...field, allowedValues };
}
