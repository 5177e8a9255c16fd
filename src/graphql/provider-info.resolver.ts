import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Account } from '../accounts/provider-account.js';
import { type DescribedField, describeFields, inFormOrder, requiresAnyOf } from '../mapping/describe.js';
import { describeOptions } from '../mapping/describe-options.js';
import { jsonSchema } from '../mapping/json-schema.js';
import type { JsonObject, ProviderId } from '../model/contact.js';
import type { GraphContext } from './context.js';
import { ContactOperation, ContactProvider } from './enums.js';
import type { ContactFieldCapability } from './field-capability.type.js';
import { JSONScalar } from './json.scalar.js';
import { ContactProviderAccount, ContactProviderInfo } from './provider-info.type.js';
import { badUserInput } from './read-errors.js';

@Resolver(() => ContactProviderInfo)
export class ProviderInfoResolver {
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [ContactProviderInfo], {
    nullable: true,
    description: 'What each provider can store and needs: enough to build a form from.',
  })
  contactProviders(@Ctx() { contacts }: GraphContext): ContactProviderInfo[] {
    return contacts.accounts.defaults.map(toInfo);
  }

  @Query(() => ContactProviderInfo, {
    nullable: true,
    description: 'What one provider can store and needs.',
  })
  contactProvider(
    @Arg('provider', () => ContactProvider, { description: 'The provider to describe.' })
    provider: ProviderId,
    @Ctx() { contacts }: GraphContext,
  ): ContactProviderInfo {
    return toInfo(contacts.accounts.get(provider));
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [ContactProviderAccount], {
    description: 'The accounts of the provider, the default one first.',
  })
  accounts(
    @Root() { provider }: ContactProviderInfo,
    @Ctx() { contacts }: GraphContext,
  ): ContactProviderAccount[] {
    return contacts.accounts.of(provider).map(({ name = null, mode, health: { state, since } }) => ({
      name,
      mode,
      health: state,
      since: since === null ? null : new Date(since).toISOString(),
    }));
  }

  @FieldResolver(() => JSONScalar, {
    description:
      'JSON Schema 2020-12 of `{ input, options }` for the operation, from the tables that check requests. Its `x-also` names the rules that JSON Schema cannot express.',
  })
  jsonSchema(
    @Arg('operation', () => ContactOperation, {
      nullable: true,
      defaultValue: 'ADD',
      description: 'Only ADD takes an input.',
    })
    operation: string | null,
    @Root() { provider }: ContactProviderInfo,
    @Ctx() { contacts: { accounts } }: GraphContext,
  ): JsonObject {
    if (operation !== null && operation !== 'ADD') {
      const message = `${operation} takes no input. Ask for the schema of ADD.`;
      throw badUserInput(message);
    }
    const keys = accounts.defaults.flatMap((account) => account.provider.write.options?.key ?? []);
    return jsonSchema(accounts.get(provider).provider, keys);
  }
}

function toInfo({ provider, mode }: Account): ContactProviderInfo {
  const fields = describeFields(provider);
  return {
    provider: provider.id,
    name: provider.name,
    documentationUrl: provider.info.documentationUrl,
    mode,
    customerIdFormat: provider.info.customerId.format,
    customerIdPattern: provider.info.customerId.pattern.source,
    customerIdExample: provider.info.customerId.example,
    operations: ['ADD', 'GET', 'LIST'],
    fields: inFormOrder(fields).map(toCapability),
    options: describeOptions(provider).map(toCapability),
    requiresAnyOf: requiresAnyOf(fields),
    nativeIdempotency: provider.idempotency.native,
    maxContactsPerCustomer: provider.limits.maxContactsPerCustomer ?? null,
  };
}

function toCapability(field: DescribedField): ContactFieldCapability {
  const allowedValues = field.choices?.map(({ value }) => value) ?? null;
  return { ...field, operations: ['ADD'], allowedValues };
}
