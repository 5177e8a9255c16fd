import { Field, ObjectType } from 'type-graphql';
import { AddContactResult } from './add-contact.result.js';
import { AddContactAttemptState } from './enums.js';

@ObjectType({ description: 'The state and result of an addContact with an idempotency key.' })
export class AddContactAttempt {
  @Field(() => AddContactAttemptState, { description: 'The state of the write.' })
  state!: string;

  @Field(() => AddContactResult, { nullable: true, description: 'The result. Null until it is known.' })
  result!: unknown;

  @Field(() => String, { description: 'The time when the key was first used, in ISO 8601 and UTC.' })
  startedAt!: string;

  @Field(() => String, { description: 'The time of the latest change to this record, in ISO 8601 and UTC.' })
  updatedAt!: string;
}
