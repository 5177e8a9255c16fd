import { Field, ObjectType } from 'type-graphql';
import { ContactFieldFate } from './add-contact.result.js';
import { ContactFieldViolation } from './violation.type.js';

/** Common to the previews of all writes. */
@ObjectType()
export abstract class WritePreview {
  @Field(() => Boolean, { description: 'Whether the request would be sent.' })
  valid!: boolean;

  @Field(() => [ContactFieldViolation], { description: 'Every rule that is broken, in input order.' })
  violations!: readonly unknown[];
}

@ObjectType({ description: 'What addContact would do. Nobody was called.' })
export class AddContactPreview extends WritePreview {
  @Field(() => [ContactFieldFate], {
    description:
      'What would become of every supplied leaf of `input`. Empty where the request would be invalid; nothing is NOT_KEPT yet.',
  })
  fields!: readonly unknown[];
}
