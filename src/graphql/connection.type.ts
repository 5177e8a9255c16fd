/** A page of contacts, per the GraphQL Cursor Connections specification. */
import { Directive, Field, ObjectType } from 'type-graphql';
import type { Contact as DomainContact } from '../model/contact.js';
import { Contact } from './contact.type.js';

@Directive('@shareable')
@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether items precede this page. Contacts are paged forward only, so this is true exactly if `after` was given.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first edge. Null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the last edge. Pass it as `after` to get the next page. Null on an empty page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: 'A contact and its position in the list.' })
export class ContactEdge {
  @Field(() => String, { description: 'The opaque position of the contact. Pass it as `after`.' })
  cursor!: string;

  @Field(() => Contact, { description: 'The contact.' })
  node!: DomainContact;
}

@ObjectType({ description: "A page of a customer's contacts." })
export class ContactConnection {
  @Field(() => [ContactEdge], { description: 'The contacts of the page with their cursors.' })
  edges!: readonly ContactEdge[];

  @Field(() => [Contact], { description: 'The contacts of the page.' })
  nodes!: readonly DomainContact[];

  @Field(() => PageInfo, { description: 'The position of the page in the list.' })
  pageInfo!: PageInfo;
}
