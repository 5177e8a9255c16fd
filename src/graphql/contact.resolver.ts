import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { ContactPage, PageArguments } from '../contacts/read-contacts.js';
import type { CustomerRef, Contact as DomainContact, ProviderId } from '../model/contact.js';
import { matchesIdRule } from '../providers/id-rule.js';
import { ACCOUNT_ARGUMENT } from './add-contact.input.js';
import { ContactConnection } from './connection.type.js';
import { Contact, ContactCustomer, toCustomer } from './contact.type.js';
import { ContactReadError } from './contact-loaders.js';
import type { GraphContext } from './context.js';
import { parseContactId } from './entity-id.js';
import { ContactProvider } from './enums.js';
import { readError, toReadError, unknownAccount } from './read-errors.js';
import { needsWholeRecord } from './selection.js';

const LIST_SIZE =
  '@listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)';
const FIRST = {
  nullable: true,
  defaultValue: 20,
  description: 'The maximum number of contacts on the page, from 1 to 100.',
};
const AFTER = { nullable: true, description: 'A cursor from an earlier page. This page starts after it.' };

@ArgsType()
class PageArgs {
  @Field(() => Int, FIRST)
  first!: number | null;

  @Field(() => String, AFTER)
  after?: string | null;
}

@ArgsType()
class CustomerArgs {
  @Field(() => ID, { description: "The customer's id at the provider." })
  customerId!: string;

  @Field(() => ContactProvider, { description: 'The provider that stores the customer.' })
  provider!: ProviderId;

  @Field(() => ID, { nullable: true, description: ACCOUNT_ARGUMENT })
  account?: string | null;
}

@ArgsType()
class ContactsArgs extends CustomerArgs {
  @Field(() => Int, FIRST)
  first!: number | null;

  @Field(() => String, AFTER)
  after?: string | null;
}

@Resolver(() => Contact)
export class ContactResolver {
  @FieldResolver(() => String, { nullable: true, description: 'The first entry of `emails`.' })
  email(@Root() contact: DomainContact): string | null {
    return contact.emails[0]?.address ?? null;
  }

  @FieldResolver(() => ContactCustomer, { description: 'The customer that the contact belongs to.' })
  customer(@Root() contact: DomainContact): ContactCustomer {
    return toCustomer(contact);
  }

  @Query(() => Contact, {
    nullable: true,
    description: 'The contact with this id. Null if it does not exist.',
  })
  async contact(
    @Arg('id', () => ID, {
      description: "The contact's id: `PROVIDER:customerId:externalId`, each part percent-encoded.",
    })
    id: string,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DomainContact | null> {
    return loadContact(id, context, info);
  }

  @Query(() => ContactCustomer, {
    nullable: true,
    description:
      'A customer as one provider knows it, under the requested id. The field alone makes no call, so it does not show whether the customer exists.',
  })
  contactCustomer(
    @Args(() => CustomerArgs) { account: given, ...ids }: CustomerArgs,
    @Ctx() { contacts }: GraphContext,
  ): ContactCustomer {
    const customer = { ...ids, account: given ?? undefined };
    const account = contacts.accounts.get(customer.provider, customer.account);
    if (!account) throw unknownAccount();
    const { info, name } = account.provider;
    const { format: expected } = info.customerId;
    if (!matchesIdRule(info.customerId, customer.customerId)) {
      throw toReadError(new ContactReadError({ kind: 'customer-id-invalid', expected }, name));
    }
    return toCustomer(customer);
  }

  @Directive(LIST_SIZE)
  @Query(() => ContactConnection, {
    nullable: true,
    description: "A page of a customer's contacts. Null, with an error, if it cannot be read.",
  })
  async contacts(
    @Args(() => ContactsArgs) { customerId, provider, account, ...page }: ContactsArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ContactConnection> {
    return loadPage({ provider, account: account ?? undefined, customerId }, page, context, info);
  }
}

@Resolver(() => ContactCustomer)
export class ContactCustomerResolver {
  @Directive(LIST_SIZE)
  @FieldResolver(() => ContactConnection, {
    nullable: true,
    description: "A page of the customer's contacts. Null, with an error, if it cannot be read.",
  })
  async contacts(
    @Root() { provider, account, customerId }: ContactCustomer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ContactConnection> {
    return loadPage({ provider, account, customerId }, page, context, info);
  }
}

/** Null if the contact does not exist; throws an error with a code for everything else. */
export async function loadContact(
  id: string,
  { loaders, contacts }: GraphContext,
  info: GraphQLResolveInfo,
): Promise<DomainContact | null> {
  const ref = parseContactId(id, contacts.accounts);
  if (!ref) throw readError('CONTACT_ID_INVALID');
  try {
    return await loaders.contact(ref, needsWholeRecord(info));
  } catch (error) {
    throw toReadError(error);
  }
}

async function loadPage(
  customer: CustomerRef,
  { first, after }: { first: number | null; after?: string | null },
  { loaders }: GraphContext,
  info: GraphQLResolveInfo,
): Promise<ContactConnection> {
  // An explicit null leaves the page size to us.
  const page: PageArguments = { first: first ?? 20, after };
  let found: ContactPage | null;
  try {
    found = await loaders.page(customer, page, needsWholeRecord(info));
  } catch (error) {
    throw toReadError(error);
  }
  if (!found) throw readError('CUSTOMER_NOT_FOUND');
  const { contacts, cursors, hasNext } = found;
  return {
    edges: contacts.map((node, index) => ({ node, cursor: cursors[index] ?? '' })),
    nodes: contacts,
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: typeof after === 'string',
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}
