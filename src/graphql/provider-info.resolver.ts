import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { Account } from '../accounts/provider-account.js';
import { describeFields } from '../mapping/describe.js';
import type { ProviderId } from '../model/contact.js';
import type { GraphContext } from './context.js';
import { ContactProvider } from './enums.js';
import { ContactProviderInfo } from './provider-info.type.js';

@Resolver()
export class ProviderInfoResolver {
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [ContactProviderInfo], {
    nullable: true,
    description: 'What each provider can store and needs: enough to build a form from.',
  })
  contactProviders(@Ctx() { contacts }: GraphContext): ContactProviderInfo[] {
    return contacts.accounts.all.map(toInfo);
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
}

function toInfo({ provider, mode }: Account): ContactProviderInfo {
  return {
    provider: provider.id,
    name: provider.name,
    documentationUrl: provider.info.documentationUrl,
    mode,
    customerIdFormat: provider.info.customerId.format,
    customerIdExample: provider.info.customerId.example,
    operations: ['ADD', 'GET', 'LIST'],
    fields: describeFields(provider),
    nativeIdempotency: provider.idempotency.native,
    maxContactsPerCustomer: provider.limits.maxContactsPerCustomer ?? null,
  };
}
