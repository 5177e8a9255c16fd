import { FieldResolver, Resolver, Root } from 'type-graphql';
import { customerEntityId, type Contact as DomainContact } from '../domain/contact.js';
import { Contact, ContactCustomer } from './contact.type.js';

@Resolver(() => Contact)
export class ContactResolver {
  @FieldResolver(() => String, { nullable: true, description: 'The first of `emails`.' })
  email(@Root() contact: DomainContact): string | null {
    return contact.emails[0]?.address ?? null;
  }

  @FieldResolver(() => ContactCustomer, { description: 'The customer that the contact belongs to.' })
  customer(@Root() contact: DomainContact): ContactCustomer {
    const { provider, customerId } = contact;
    return { id: customerEntityId(provider, customerId), provider, customerId };
  }
}
