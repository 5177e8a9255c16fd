/** A page of contacts, per the GraphQL Cursor Connections specification. */
import { Directive, Field, ObjectType } from 'type-graphql';
import type { Contact as DomainContact } from '../model/contact.js';
import { Contact } from './contact.type.js';

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether something comes before this page. Lists of contacts are paged forwards, so this is only whether `after` was given.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge, to give as `after` for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: 'A contact and its place in the list.' })
export class ContactEdge {
  @Field(() => String, { description: 'The place of the contact, to give as `after`. Opaque.' })
  cursor!: string;

  @Field(() => Contact, { description: 'The contact.' })
  node!: DomainContact;
}

@ObjectType({ description: "A page of a customer's contacts." })
export class ContactConnection {
  @Field(() => [ContactEdge], { description: 'The contacts of the page with their places.' })
  edges!: readonly ContactEdge[];

  @Field(() => [Contact], { description: 'The contacts of the page.' })
  nodes!: readonly DomainContact[];

  @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
  pageInfo!: PageInfo;
}
