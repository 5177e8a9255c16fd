import { Field, ObjectType } from 'type-graphql';
import { AddContactResult } from './add-contact.result.js';
import { AddContactAttemptState } from './enums.js';

@ObjectType({ description: 'What became of an addContact with an idempotency key.' })
export class AddContactAttempt {
  @Field(() => AddContactAttemptState, { description: 'How far it came.' })
  state!: string;

  @Field(() => AddContactResult, { nullable: true, description: 'The result, once there is one.' })
  result!: unknown;

  @Field(() => String, { description: 'When the key was first used; ISO 8601 in UTC.' })
  startedAt!: string;

  @Field(() => String, { description: 'When something was last learned; ISO 8601 in UTC.' })
  updatedAt!: string;
}
